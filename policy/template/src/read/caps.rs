//! What the readers of both languages have in common about caps: what is said beyond one, and offsets that end at the largest.

use crate::Limits;

/// What is said where the cap of nodes is reached, or the memory is full.
pub(crate) fn too_many(limits: Limits) -> String {
    if tablewarden_heap::is_full() {
        let most = tablewarden_heap::MOST >> 20;
        return format!(
            "The values so far take more than {most} MB of memory, the rest is not read. Split the template."
        );
    }
    format!("More than {} values, the rest is not read. Split the template.", limits.nodes)
}

/// What is said where the cap of depth is reached.
pub(crate) fn too_deep(limits: Limits) -> String {
    format!("More than {} collections within each other, what is deeper is not read. Nest less.", limits.depth)
}

/// A byte offset as spans have it.
pub(crate) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
