//! What rules came to, whichever engine says so.

use std::fmt;

/// What one rule came to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// There was nothing that it is about.
    Skip,
    /// Why there is no verdict. Only ours: where cfn-guard gives up, it does so for the whole file.
    Error(String),
}

/// Verdicts with the names of their rules, in order: a name may stand twice.
pub type Verdicts = Vec<(String, Verdict)>;

impl Verdict {
    /// PASS, FAIL, SKIP or ERROR.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
            Self::Skip => "SKIP",
            Self::Error(_) => "ERROR",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.word())
    }
}
