//! Parts of long lists: what a view shows of lists of its joined tree, so that a long document is gone through part by part and
//! what is looked at stays near. Says nothing of what belongs together.

use crate::{Kind, NodeId, Tree};

/// What is shown of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    list: NodeId,
    pub(crate) first: NodeId,
    pub(crate) last: NodeId,
    pub(crate) count: u32,
}

/// What is shown of the lists that are values of a tree's root; every element stands in one window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// In the order of the lists.
    lists: Vec<Shown>,
}

impl Window {
    /// What is shown of the list, if it is one of them.
    pub(crate) fn of(&self, list: NodeId) -> Option<Shown> {
        let index = self.lists.binary_search_by_key(&list, |shown| shown.list).ok()?;
        self.lists.get(index).copied()
    }
}

impl Tree<'_> {
    /// The windows of the lists of the root, each with at most `most` elements of a list: as many as the longest needs, one at least.
    #[must_use]
    pub fn windows(&self, most: usize) -> Vec<Window> {
        let root = self.root().into_iter().filter(|root| self.kind(*root) == Kind::Map);
        let values = root.flat_map(|root| self.children(root).skip(1).step_by(2));
        let lists: Vec<NodeId> = values.filter(|value| self.kind(*value) == Kind::List).collect();
        let longest = lists.iter().map(|list| self.count(*list) as usize).max().unwrap_or(0);
        let mut windows = vec![Window::default(); longest.div_ceil(most.max(1)).max(1)];
        for list in lists {
            let mut next = NodeId(list.0 + 1);
            for window in &mut windows {
                let first = next;
                let mut count = 0;
                while next < self.end(list) && (count as usize) < most.max(1) {
                    next = self.end(next);
                    count += 1;
                }
                window.lists.push(Shown { list, first, last: next, count });
            }
        }
        windows
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{Limits, Reading, Syntax, View, read};

    #[test]
    fn every_element_is_shown_once() {
        let main = read("{}", Syntax::Json, Limits::default()).tree;
        let text = "{\"a\": [1, [2, 3], {\"b\": [4, 5]}, 6, 7], \"none\": [], \"c\": [8], \"d\": {\"e\": [9, 9, 9]}}";
        let joined = read(text, Syntax::Json, Limits::default()).tree;
        let both = View::new(&main, Reading::CloudFormation).join("facts", &joined);
        let view = View::new(&main, Reading::CloudFormation).seen(&both);
        let counts = |view: View<'_>, path: &[&str]| {
            let list = view.find(view.root().unwrap(), path).unwrap();
            assert_eq!(view.items(list).count(), view.len(list));
            view.len(list)
        };
        let windows = joined.windows(2);
        let sights = view.through(&windows);
        let seen = |path: &[&str]| sights.iter().map(|sight| counts(view.seen(sight), path)).collect::<Vec<_>>();
        assert_eq!(seen(&["facts", "a"]), [2, 2, 1]);
        assert_eq!((seen(&["facts", "none"]), seen(&["facts", "c"])), (vec![0, 0, 0], vec![1, 0, 0]));
        assert_eq!(seen(&["facts", "d", "e"]), [3, 3, 3]);
        assert_eq!(joined.windows(10).len(), 1);
        assert_eq!(main.windows(3).len(), 1);
    }
}
