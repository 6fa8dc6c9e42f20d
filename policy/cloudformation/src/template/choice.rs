//! An `Fn::If` that asks for a condition: where it is, and what is around it.

use tablewarden_template::NodeId;

use crate::condition::ConditionId;

/// An `Fn::If` that asks for a condition.
#[derive(Debug)]
pub(super) struct If {
    pub(super) at: NodeId,
    pub(super) asks: ConditionId,
    /// The number of the innermost one around it.
    pub(super) around: Option<usize>,
}
