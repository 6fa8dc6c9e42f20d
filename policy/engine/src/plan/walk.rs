//! What the rules of a plan have in common: blocks over the same query, in whichever rules they stand, are gone along
//! once for all of them. Says where the blocks stand, and holds no part of the rules.

/// Blocks that are walked together: over the values of one query, or, outermost, the bodies of rules.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    pub(crate) members: Vec<Member>,
    /// The blocks inside of the members that are walked together again.
    pub(crate) inner: Vec<Walk>,
}

impl Walk {
    /// How many blocks are not alone in their walk, in this one and inside.
    pub(crate) fn together(&self) -> usize {
        let here = if self.members.len() > 1 { self.members.len() } else { 0 };
        self.inner.iter().map(Self::together).sum::<usize>() + here
    }
}

/// One block that is walked with others.
#[derive(Debug)]
pub(crate) struct Member {
    /// Index of the file in the plan.
    pub(crate) file: usize,
    /// Index of the rule in the file.
    pub(crate) rule: usize,
    /// Index of the rule among all rules of the plan.
    pub(crate) outcome: usize,
    /// The lines from the body of the rule to the block, each within the one before.
    pub(crate) path: Box<[u32]>,
    /// The lines of the block that are evaluated for themselves; the others are blocks of the inner walks.
    pub(crate) own: Box<[u32]>,
}
