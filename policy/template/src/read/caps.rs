//! The caps of the readers of both languages, and what is said beyond one.

use crate::Limits;

/// What a reader does not go beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cap {
    /// Of nodes, or of memory.
    Values,
    Depth,
    /// Of what aliases make.
    Aliases,
}

impl Cap {
    /// What is said where it is reached.
    pub(crate) fn message(self, limits: Limits) -> String {
        match self {
            Self::Values if tablewarden_heap::is_full() => {
                let most = tablewarden_heap::MOST >> 20;
                format!("The values so far take more than {most} MB of memory, the rest is not read. Split the template.")
            }
            Self::Values => format!("More than {} values, the rest is not read. Split the template.", limits.nodes),
            Self::Depth => {
                format!("More than {} collections within each other, what is deeper is not read. Nest less.", limits.depth)
            }
            Self::Aliases => {
                "The aliases make too much of a small file, and this one is not read. Write fewer aliases, or split the template."
                    .to_owned()
            }
        }
    }
}
