//! Why the evaluation of a clause or of a rule ended without a status.

/// What ends the evaluation of a clause without a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The values do not support what was asked of them. A clause of a body fails by it; a condition hands it up, and
    /// what it guards fails.
    Undecidable(String),
    /// The rule cannot be evaluated.
    Error(String),
    /// The steps or the memory are used up: nothing more is evaluated.
    Budget,
}
