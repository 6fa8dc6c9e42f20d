//! One rule set on one template.

use super::child::Outcome;

/// One rule set on one template, and what both engines made of it.
pub(super) struct Case {
    pub(super) rules: &'static str,
    pub(super) tables: u32,
    pub(super) ours: Vec<Outcome>,
    pub(super) theirs: Vec<Outcome>,
}
