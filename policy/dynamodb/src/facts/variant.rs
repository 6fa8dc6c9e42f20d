//! Which variant of a group of facts a node stands in, and under which conditions that variant holds. Takes a node, gives
//! its innermost variant by binary search. Never evaluates a condition.

use tablewarden_cloudformation::When;
use tablewarden_template::NodeId;

/// Where in the variants a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    /// When all the variants and elements around the node are there together.
    pub when: When,
    /// The group of the innermost: the same for all variants of one group of facts, and for no others.
    pub group: u32,
    /// When the resource that the innermost is about exists.
    pub given: When,
    /// Whether parameters are taken to have other values than their own; `when` says which.
    pub is_assumed: bool,
}

impl Variant {
    /// What is there under conditions, with no other value of a parameter assumed.
    pub(crate) fn new(when: When, group: u32, given: When) -> Self {
        Self { when, group, given, is_assumed: false }
    }
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    start: u32,
    end: u32,
    parent: Option<usize>,
    variant: Variant,
}

/// The variants of a facts tree.
#[derive(Debug, Clone, Default)]
pub struct VariantIndex {
    /// In the order of their starts.
    marks: Vec<Mark>,
    open: Vec<usize>,
}

impl VariantIndex {
    /// The variant that the node stands in; none outside of all.
    #[must_use]
    pub fn of(&self, node: NodeId) -> Option<Variant> {
        let after = self.marks.partition_point(|mark| mark.start <= node.0);
        let mut at = after.checked_sub(1);
        while let Some(mark) = at.and_then(|at| self.marks.get(at)) {
            if node.0 < mark.end {
                return Some(mark.variant);
            }
            at = mark.parent;
        }
        None
    }

    /// When the variants around the one that is opened next hold together.
    pub(crate) fn around(&self) -> When {
        self.open.last().and_then(|at| self.marks.get(*at)).map_or(When::ALWAYS, |mark| mark.variant.when)
    }

    pub(crate) fn open(&mut self, start: NodeId, variant: Variant) {
        let parent = self.open.last().copied();
        self.open.push(self.marks.len());
        self.marks.push(Mark { start: start.0, end: start.0, parent, variant });
    }

    pub(crate) fn close(&mut self, end: NodeId) {
        if let Some(mark) = self.open.pop().and_then(|at| self.marks.get_mut(at)) {
            mark.end = end.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_counts() {
        let mut index = VariantIndex::default();
        let variant = |group| Variant { when: When::ALWAYS, group, given: When::ALWAYS, is_assumed: false };
        index.open(NodeId(2), variant(1));
        index.open(NodeId(4), variant(2));
        index.close(NodeId(6));
        index.open(NodeId(6), variant(3));
        index.close(NodeId(8));
        index.close(NodeId(10));
        let groups: Vec<_> = (0..11).map(|node| index.of(NodeId(node)).map(|found| found.group)).collect();
        let expected = [None, None, Some(1), Some(1), Some(2), Some(2), Some(3), Some(3), Some(1), Some(1), None];
        assert_eq!(groups, expected);
    }
}
