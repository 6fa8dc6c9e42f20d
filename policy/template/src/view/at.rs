//! Where a value of a view is: a node of one of its two trees, or what stands behind a node's tag. Two bits and an index.

use crate::NodeId;

/// A value in a view: a node, or what stands behind a node's tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At(u32);

const INSIDE: u32 = 1 << 31;
const JOINED: u32 = 1 << 30;
const INDEX: u32 = JOINED - 1;

impl At {
    /// The value of a node of the main tree.
    #[must_use]
    pub const fn main(node: NodeId) -> Self {
        Self(node.0 & INDEX)
    }

    /// The value of a node of the joined tree.
    #[must_use]
    pub const fn joined(node: NodeId) -> Self {
        Self(node.0 & INDEX | JOINED)
    }

    /// The node.
    #[must_use]
    pub const fn node(self) -> NodeId {
        NodeId(self.0 & INDEX)
    }

    /// Whether the node is one of the joined tree.
    #[must_use]
    pub const fn is_joined(self) -> bool {
        self.0 & JOINED != 0
    }

    /// Whether this is what stands behind the node's tag.
    #[must_use]
    pub const fn is_inside(self) -> bool {
        self.0 & INSIDE != 0
    }

    /// What stands behind the node's tag.
    pub(crate) const fn inside(self) -> Self {
        Self(self.0 | INSIDE)
    }

    /// The value of another node of the same tree.
    pub(crate) const fn of(self, node: NodeId) -> Self {
        Self(node.0 & INDEX | self.0 & JOINED)
    }
}
