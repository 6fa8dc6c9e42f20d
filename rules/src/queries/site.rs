//! A clause of a rule file that can fail, and where it stands. Says nothing of whether what it asks has an answer.

use super::reached::Reached;

/// A clause that can fail: the rule that it is in, and what stands around it, the innermost last.
pub(super) struct Site<'f> {
    pub(super) rule: &'f str,
    pub(super) blocks: Vec<Reached<'f>>,
}
