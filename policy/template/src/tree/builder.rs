//! Builds a [`Tree`] front to back: what readers and makers of derived documents call. Keeps the cap of nodes, never
//! recurses, and gives a well-formed table whatever it is called with.

use tablewarden_source::{FileId, Place, Span};

use crate::tree::fixed::Fixed;
use crate::tree::node::{ALIASED, COOKED, DAMAGED, HAS_KEY, MERGED, Node, SHADOWED, TAGGED};
use crate::tree::tag::TagEntry;
use crate::{Kind, NodeId, Style, Tag, Tree};

/// Where a scalar's text is.
#[derive(Debug, Clone, Copy)]
pub enum Text<'t> {
    /// In the source, between the span's quotes.
    Source,
    /// Here: it has escapes, line breaks, or is derived.
    Cooked(&'t str),
    /// Here, and written again and again: a key or a word of a derived document.
    Fixed(&'static str),
}

/// The most nodes a tree can have, whatever is asked for: a view keeps two bits beside the index.
const MOST_NODES: u32 = (1 << 30) - 1;

/// The nodes between two looks at the memory.
const NEAR: usize = 16_384;

/// The bytes of a text for which the memory is looked at.
const LONG: usize = 4_096;

/// A tree that is being built. A map wants a key, then a value, then a key; a key is a scalar.
///
/// Past the cap of nodes, or where the memory is full, everything is dropped and [`TreeBuilder::is_full`] says so; opening and closing stay balanced.
#[derive(Debug)]
pub struct TreeBuilder<'s> {
    pub(super) tree: Tree<'s>,
    pub(super) open: Vec<Open>,
    pub(super) most: usize,
    /// The number of nodes at which the memory is looked at.
    near: usize,
    pub(super) dropped: bool,
    /// How many collections were opened past the cap and are not in the tree.
    beyond: u32,
    pub(super) tag: Option<(Tag, Span)>,
    pub(super) fixed: Fixed,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) node: u32,
    is_map: bool,
    /// In a map: the key stands, its value is awaited.
    has_key: bool,
}

impl<'s> TreeBuilder<'s> {
    /// A tree over `text` of at most `most` nodes.
    #[must_use]
    pub fn new(text: &'s str, most: u32) -> Self {
        let tree = Tree { text, ..Tree::default() };
        let most = most.min(MOST_NODES) as usize;
        Self { tree, open: Vec::new(), most, near: 0, dropped: false, beyond: 0, tag: None, fixed: Fixed::default() }
    }

    /// Whether the cap of nodes was reached, or the memory was full, and something was dropped.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.dropped
    }

    /// How many collections are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len() + self.beyond as usize
    }

    /// Whether a map is open and its next node is a key.
    #[must_use]
    pub fn wants_key(&self) -> bool {
        self.beyond == 0 && self.open.last().is_some_and(|open| open.is_map && !open.has_key)
    }

    /// Whether a map is open, its last key stands, and the next node is the value.
    #[must_use]
    pub fn wants_value(&self) -> bool {
        self.beyond == 0 && self.open.last().is_some_and(|open| open.has_key)
    }

    /// The innermost open collection.
    #[must_use]
    pub fn innermost(&self) -> Option<NodeId> {
        self.open.last().map(|open| NodeId(open.node))
    }

    /// The open collections, outermost first.
    pub(crate) fn open_nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> + '_ {
        self.open.iter().map(|open| NodeId(open.node))
    }

    /// The number of nodes so far: the id of the next one.
    #[must_use]
    pub fn next(&self) -> NodeId {
        NodeId(to_u32(self.tree.nodes.len()))
    }

    /// The tree as far as it is built; an open collection shows no children.
    #[must_use]
    pub fn tree(&self) -> &Tree<'s> {
        &self.tree
    }

    /// Gives the next node a tag.
    pub fn tag(&mut self, tag: Tag, span: Span) {
        self.tag = Some((tag, span));
    }

    /// A scalar. Where a key is wanted it is one. None past the cap.
    pub fn scalar(&mut self, style: Style, place: Place, text: Text<'_>) -> Option<NodeId> {
        let head = Node::head(Kind::Scalar, style);
        match text {
            Text::Source => self.push(head, place, 0, 0),
            Text::Cooked(_) | Text::Fixed(_) if self.dropped => self.push(head | COOKED, place, 0, 0),
            Text::Cooked(text) if text.len() > LONG && tablewarden_heap::is_full() => {
                self.dropped = true;
                None
            }
            Text::Cooked(text) => {
                let offset = self.tree.keep(text);
                self.push(head | COOKED, place, offset, to_u32(text.len()))
            }
            Text::Fixed(text) => {
                let offset = self.fixed.offset(text, || self.tree.keep(text));
                self.push(head | COOKED, place, offset, to_u32(text.len()))
            }
        }
    }

    /// Opens a list or a map; [`TreeBuilder::close`] ends it. Where a key is wanted, an empty scalar takes its place
    /// first: a key is a scalar.
    pub fn open(&mut self, kind: Kind, style: Style, place: Place) -> Option<NodeId> {
        if self.wants_key() {
            let tag = self.tag.take();
            self.scalar(Style::Plain, place.with_span(Span::at(place.span().start)), Text::Cooked(""));
            self.tag = tag;
        }
        let id = self.push(Node::head(kind, style), place, 0, 0);
        match id {
            Some(id) => self.open.push(Open { node: id.0, is_map: kind == Kind::Map, has_key: false }),
            None => self.beyond += 1,
        }
        id
    }

    /// Ends the innermost collection. `end` is the offset one past its last byte, where it was not known when the
    /// collection was opened. A key without a value gets an empty one.
    pub fn close(&mut self, end: Option<u32>) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        self.fill();
        let Some(open) = self.open.pop() else { return };
        let next = self.next().0;
        if let Some(node) = self.tree.nodes.get_mut(open.node as usize) {
            node.link = next;
            node.end = end.unwrap_or(node.end).max(node.start);
        }
    }

    /// Marks the node as one in which something could not be read.
    pub fn damage(&mut self, id: NodeId) {
        self.flag(id, DAMAGED);
    }

    /// Marks a key or a value as come through a merge.
    pub fn merged(&mut self, id: NodeId) {
        self.flag(id, MERGED);
    }

    /// Copies the subtree of `from` out of `source` to here, as what an alias stands for, or as the value of a fact.
    /// Returns the id of the copy; none, and nothing copied, where it does not fit under the cap.
    pub fn copy(&mut self, source: &Tree<'_>, from: NodeId, aliased: bool) -> Option<NodeId> {
        let last = source.end(from);
        if !self.fits(from, last) {
            return None;
        }
        let node = source.node(from);
        let to = self.push(node.head, source.place(from), node.link, source.size(from, node))?;
        self.adopt(source, from, to, aliased);
        for id in (from.0 + 1..last.0).map(NodeId) {
            let at = self.next();
            let node = source.node(id);
            self.tree.push_row(*node, source.size(id, node), source.file(id));
            self.adopt(source, id, at, aliased);
        }
        Some(to)
    }

    /// Says that the node `id` and what is inside came from `file`: a copy from another text.
    pub fn set_file(&mut self, id: NodeId, file: FileId) {
        self.tree.files.set(id.0..self.tree.end(id).0, file);
    }

    /// Copies a closed subtree of the tree that is being built: what an alias to an anchor of this document stands
    /// for. None, and nothing copied, where it does not fit under the cap.
    pub fn copy_own(&mut self, from: NodeId) -> Option<NodeId> {
        let last = self.tree.end(from);
        if !self.fits(from, last) {
            return None;
        }
        let to = self.next();
        for old in (from.0..last.0).map(NodeId) {
            let mut node = *self.tree.node(old);
            node.head |= ALIASED;
            if node.kind() != Kind::Scalar {
                node.link = (node.link + to.0).saturating_sub(from.0);
            }
            let at = self.next();
            if let Some((tag, span)) = self.tree.tag(old) {
                self.tree.tags.push(TagEntry { node: at, tag, span });
            }
            let size = self.tree.size(old, &node);
            if old == from {
                self.push(node.head, self.tree.place(old), node.link, size)?;
            } else {
                self.tree.push_row(node, size, self.tree.file(old));
            }
        }
        Some(to)
    }

    /// Ends all that is open and gives the tree.
    #[must_use]
    pub fn finish(mut self) -> Tree<'s> {
        while !self.open.is_empty() || self.beyond > 0 {
            self.close(None);
        }
        self.tree
    }

    /// Opens a collection again that was the last to be closed here, to go on with it.
    pub(crate) fn reopen(&mut self, id: NodeId) -> bool {
        let node = self.tree.node(id);
        let can = node.kind() != Kind::Scalar && node.link == self.next().0 && self.beyond == 0;
        if can {
            self.open.push(Open { node: id.0, is_map: node.kind() == Kind::Map, has_key: false });
        }
        can
    }

    /// Takes the last node back; it is a scalar, and nothing was opened or closed since.
    pub(crate) fn drop_last(&mut self) {
        let Some(last) = self.tree.nodes.len().checked_sub(1) else { return };
        self.tree.truncate(last);
        let Some(open) = self.open.last_mut() else { return };
        let counted = !open.is_map || open.has_key;
        open.has_key = open.is_map && !open.has_key;
        if counted {
            let parent = NodeId(open.node);
            self.tree.set_size(parent, self.tree.count(parent).saturating_sub(1));
        }
    }

    /// Closes the open collection `id` and all inside, and takes back what is in it: it could not be read.
    pub(crate) fn hollow(&mut self, id: NodeId, end: u32) {
        let Some(at) = self.open.iter().position(|open| open.node == id.0) else { return };
        self.open.truncate(at);
        self.tree.truncate(id.index() + 1);
        self.tree.set_size(id, 0);
        let next = self.next().0;
        if let Some(node) = self.tree.nodes.get_mut(id.index()) {
            node.link = next;
            node.end = end.max(node.start);
            node.head |= DAMAGED;
        }
    }

    /// Moves the end of a node that is in the tree.
    pub(crate) fn stretch(&mut self, id: NodeId, end: u32) {
        if let Some(node) = self.tree.nodes.get_mut(id.index()) {
            node.end = end.max(node.start);
        }
    }

    fn fits(&mut self, from: NodeId, last: NodeId) -> bool {
        let size = last.0.saturating_sub(from.0) as usize;
        let fits = !self.dropped && from.index() + size <= MOST_NODES as usize;
        let fits = fits && self.tree.nodes.len() + size <= self.most && !tablewarden_heap::is_full();
        self.dropped |= !fits;
        fits
    }

    /// Gives a key that has none an empty, damaged value; past the cap too, as a map is keys with values.
    pub(crate) fn fill(&mut self) {
        if !self.wants_value() {
            return;
        }
        let key = NodeId(self.next().0.saturating_sub(1));
        let mut node = Node::new(Kind::Scalar, Style::Plain, Span::at(self.tree.span(key).end));
        node.head |= COOKED | HAS_KEY | DAMAGED;
        self.tree.push_row(node, 0, self.tree.file(key));
        if let Some(open) = self.open.last_mut() {
            open.has_key = false;
        }
    }

    /// Whether there may be more nodes; and how many, until it is asked again.
    #[cold]
    #[inline(never)]
    fn is_room(&mut self) -> bool {
        self.near = self.most.min(self.tree.nodes.len() + NEAR);
        self.tree.nodes.len() < self.most && !tablewarden_heap::is_full()
    }

    /// Adds a row; its parts come one by one, as a row that goes through memory is waited for.
    fn push(&mut self, head: u32, place: Place, link: u32, size: u32) -> Option<NodeId> {
        let (file, span) = (place.file(), place.span());
        let tag = self.tag.take();
        let id = self.next();
        if self.dropped || (self.tree.nodes.len() >= self.near && !self.is_room()) {
            self.dropped = true;
            return None;
        }
        let (mut head, mut link) = (head & !(HAS_KEY | MERGED | SHADOWED), link);
        if let Some(open) = self.open.last_mut() {
            let is_key = open.is_map && !open.has_key;
            if open.has_key {
                head |= HAS_KEY;
            } else {
                self.tree.count_child(NodeId(open.node));
            }
            open.has_key = is_key;
            if is_key && head & COOKED == 0 {
                link = self.tree.word(Node { head, start: span.start, end: span.end, link });
            }
        }
        if let Some((tag, span)) = tag {
            head |= TAGGED;
            self.tree.tags.push(TagEntry { node: id, tag, span });
        }
        self.tree.push_row(Node { head, start: span.start, end: span.end, link }, size, file);
        Some(id)
    }

    /// Makes the row at `to`, copied from `source`, right for this tree.
    fn adopt(&mut self, source: &Tree<'_>, from: NodeId, to: NodeId, aliased: bool) {
        let old = source.node(from);
        let buffered = old.kind() == Kind::Scalar && (old.has(COOKED) || !std::ptr::eq(source.text, self.tree.text));
        let text = if buffered { source.text(from) } else { "" };
        let link = match old.kind() {
            Kind::Scalar if buffered => self.tree.keep(text),
            // A key has another word in another tree.
            Kind::Scalar if old.link != 0 => self.tree.word(*old),
            Kind::Scalar => 0,
            Kind::List | Kind::Map => (old.link + to.0).saturating_sub(from.0),
        };
        if let Some((tag, span)) = source.tag(from) {
            self.tree.tags.push(TagEntry { node: to, tag, span });
        }
        if buffered {
            self.tree.set_size(to, to_u32(text.len()));
        }
        if let Some(node) = self.tree.nodes.get_mut(to.index()) {
            node.link = link;
            if buffered {
                node.head |= COOKED;
            }
            if aliased {
                node.head |= ALIASED;
            }
        }
    }

    fn flag(&mut self, id: NodeId, flag: u32) {
        if let Some(node) = self.tree.nodes.get_mut(id.index()) {
            node.head |= flag;
        }
    }
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "builder/tests.rs"]
mod tests;
