//! What the rules of a plan have in common: blocks over the same query, in whichever rules they stand, are gone along
//! once for all of them. Says where the blocks stand, and holds no part of the rules.

use crate::plan::line::Item;
use crate::plan::rule::Rule;
use crate::plan::table::{Row, Rows};

/// Blocks that are walked together: over the values of one query, or, outermost, the bodies of rules.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Walk {
    pub(crate) members: Rows<Member>,
    /// The blocks inside of the members that are walked together again.
    pub(crate) inner: Rows<Walk>,
}

/// One block that is walked with others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    pub(crate) rule: Row<Rule>,
    /// The block with its query; for the body of a rule none.
    pub(crate) clause: Option<Row<Item>>,
    /// The lines from the body of the rule to the block, each within the one before.
    pub(crate) path: Rows<u32>,
    /// The lines of the block that are evaluated for themselves; the others are blocks of the inner walks.
    pub(crate) own: Rows<u32>,
}
