//! The elements of lists and the entries of maps of a view, one after another. Shadowed entries are passed over.

use tablewarden_source::Place;

use super::at::At;
use crate::{NodeId, Tree};

/// One entry of a map.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'d> {
    /// The key's text.
    pub key: &'d str,
    /// Where the key is; for a short tag, where the tag is.
    pub key_place: Place,
    /// The value.
    pub value: At,
}

/// The elements of a list.
#[derive(Debug, Clone)]
pub struct Items<'d> {
    pub(super) tree: &'d Tree<'d>,
    pub(super) at: At,
    pub(super) next: NodeId,
    pub(super) last: NodeId,
    /// How many are to come.
    pub(super) left: u32,
}

impl ExactSizeIterator for Items<'_> {}

impl Iterator for Items<'_> {
    type Item = At;

    fn next(&mut self) -> Option<At> {
        let node = self.next;
        if node >= self.last {
            return None;
        }
        self.next = self.tree.end(node);
        self.left = self.left.saturating_sub(1);
        Some(self.at.of(node))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

/// The entries of a map.
#[derive(Debug, Clone)]
pub struct Entries<'d> {
    pub(super) tree: &'d Tree<'d>,
    pub(super) at: At,
    pub(super) next: NodeId,
    pub(super) last: NodeId,
    /// One more entry at the end: the joined tree, or the only one of a wrapped tag.
    pub(super) more: Option<Entry<'d>>,
}

impl<'d> Entries<'d> {
    /// The next key and value that count.
    fn pair(&mut self) -> Option<(NodeId, NodeId)> {
        loop {
            let key = self.next;
            if key >= self.last {
                return None;
            }
            let value = self.tree.end(key);
            self.next = self.tree.end(value);
            if !self.tree.is_shadowed(key) {
                return Some((key, value));
            }
        }
    }
}

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'d>> {
        let Some((key, value)) = self.pair() else { return self.more.take() };
        Some(Entry { key: self.tree.text(key), key_place: self.tree.place(key), value: self.at.of(value) })
    }
}
