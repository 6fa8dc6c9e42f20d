//! The table of nodes: what each is, where, and its text. Knows nothing of types or of functions.

use tablewarden_order::Map;
use tablewarden_source::{FileId, Place, Span};

use crate::tree::files::Files;
use crate::tree::node::{ALIASED, COOKED, DAMAGED, HAS_KEY, LARGE, MERGED, Node, SHADOWED, TAGGED};
use crate::tree::tag::TagEntry;
use crate::tree::vocabulary::{Vocabulary, Wanted};
use crate::{Kind, NodeId, Style, Tag};

/// Nodes in document order over one source text. Made by a [`crate::TreeBuilder`]; node 0 is the root.
#[derive(Debug, Clone, Default)]
pub struct Tree<'s> {
    pub(crate) text: &'s str,
    pub(crate) nodes: Vec<Node>,
    pub(crate) files: Files,
    /// Sizes that do not fit into their row.
    pub(crate) large: Map<NodeId, u32>,
    pub(crate) buffer: String,
    pub(crate) tags: Vec<TagEntry>,
    pub(crate) vocabulary: Vocabulary,
    /// What of the buffer is kept once.
    pub(crate) kept: Vocabulary,
}

static NOTHING: Node = Node { head: 0, start: 0, end: 0, link: 0 };

impl<'s> Tree<'s> {
    /// The root; none in a tree without nodes.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(NodeId(0))
    }

    /// Says that all of it stands in `file`.
    pub fn set_file(&mut self, file: FileId) {
        self.files.set_all(file);
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The text the spans of file 0 point into.
    #[must_use]
    pub fn source(&self) -> &'s str {
        self.text
    }

    /// The row, where it stands: a copy would be made in memory, and waited for.
    #[inline]
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.index()).unwrap_or(&NOTHING)
    }

    /// What the node is.
    #[must_use]
    pub fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind()
    }

    /// How the node is written.
    #[must_use]
    pub fn style(&self, id: NodeId) -> Style {
        self.node(id).style()
    }

    /// Where the node's value is: quotes and brackets included, its tag not. A collection ends with its last
    /// descendant, or its closing bracket.
    #[must_use]
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span()
    }

    /// The span and its file.
    #[must_use]
    pub fn place(&self, id: NodeId) -> Place {
        Place::new(self.file(id), self.span(id))
    }

    /// The file the node's span is in.
    #[must_use]
    pub fn file(&self, id: NodeId) -> FileId {
        self.files.of(id.0)
    }

    /// A scalar's text without quotes and escapes; empty for a collection.
    #[must_use]
    pub fn text(&self, id: NodeId) -> &str {
        self.text_of(id, self.node(id))
    }

    /// A scalar's text, of its row.
    pub(crate) fn text_of(&self, id: NodeId, node: &Node) -> &str {
        if node.kind() != Kind::Scalar {
            return "";
        }
        if node.has(COOKED) {
            let start = node.link as usize;
            return self.buffer.get(start..start + self.size(id, node) as usize).unwrap_or("");
        }
        node.bare().of(self.text)
    }

    /// Adds a row of that size that came from `file`.
    #[inline]
    pub(crate) fn push_row(&mut self, node: Node, size: u32, file: FileId) {
        if size >= LARGE || file != self.files.last() {
            self.note(size, file);
        }
        self.nodes.push(Node { head: Node::sized(node.head, size), ..node });
    }

    /// Notes of the next row what few rows need beside them.
    #[cold]
    #[inline(never)]
    fn note(&mut self, size: u32, file: FileId) {
        let row = to_u32(self.nodes.len());
        self.files.push(row, file);
        if size >= LARGE {
            self.large.insert(NodeId(row), size);
        }
    }

    /// Takes back all rows but the first ones.
    pub(crate) fn truncate(&mut self, rows: usize) {
        self.nodes.truncate(rows);
        self.files.truncate(to_u32(rows));
        let keep = self.tags.partition_point(|entry| entry.node.index() < rows);
        self.tags.truncate(keep);
    }

    /// The size of a row.
    #[inline]
    pub(crate) fn size(&self, id: NodeId, node: &Node) -> u32 {
        match node.size() {
            LARGE => self.large_size(id),
            size => size,
        }
    }

    #[cold]
    #[inline(never)]
    fn large_size(&self, id: NodeId) -> u32 {
        self.large.get(&id).copied().unwrap_or(LARGE)
    }

    /// Sets the size of a row.
    pub(crate) fn set_size(&mut self, id: NodeId, size: u32) {
        if size >= LARGE {
            self.large.insert(id, size);
        }
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.head = Node::sized(node.head, size);
        }
    }

    /// Counts one more child of a collection.
    pub(crate) fn count_child(&mut self, id: NodeId) {
        match self.nodes.get_mut(id.index()) {
            Some(node) if node.size() + 1 < LARGE => node.head = Node::sized(node.head, node.size() + 1),
            Some(node) => {
                let node = *node;
                self.set_size(id, self.size(id, &node).saturating_add(1));
            }
            None => {}
        }
    }

    /// Where the text stands in the buffer, which takes it if it is not there yet.
    pub(crate) fn keep(&mut self, text: &str) -> u32 {
        self.kept.kept(text, &mut self.buffer)
    }

    /// The word in the vocabulary of a key that stands in the source, not in the buffer.
    pub(crate) fn word(&mut self, key: Node) -> u32 {
        let span = key.bare();
        self.vocabulary.word(span.of(self.text), span.start, self.text)
    }

    /// The key with that text, to be asked of the keys of a map of this tree.
    pub(crate) fn wanted<'k>(&self, key: &'k str) -> Wanted<'k> {
        self.vocabulary.wanted(key, self.text)
    }

    /// The same to be asked of many maps: more is looked up now, less then.
    pub(crate) fn wanted_often<'k>(&self, key: &'k str) -> Wanted<'k> {
        Wanted { start: self.kept.start(key, &self.buffer), ..self.wanted(key) }
    }

    /// Whether the node is a map without a tag.
    pub(crate) fn is_bare_map(&self, id: NodeId) -> bool {
        self.nodes.get(id.index()).is_some_and(|row| row.kind() == Kind::Map && !row.has(TAGGED))
    }

    /// The value of the key that is wanted in a map; nothing in what is none.
    pub(crate) fn value_of(&self, map: NodeId, wanted: &Wanted<'_>) -> Option<NodeId> {
        let row = self.nodes.get(map.index()).filter(|row| row.kind() == Kind::Map)?;
        // Keys are scalars: each is one row, and the next one is its value.
        let rows = self.nodes.get(..row.link as usize)?;
        let mut key = map.index() + 1;
        while let Some([row, value, ..]) = rows.get(key..) {
            if !row.has(SHADOWED) && self.is_key(NodeId(to_u32(key)), row, wanted) {
                return Some(NodeId(to_u32(key + 1)));
            }
            key += 2;
            if value.kind() != Kind::Scalar {
                key = key.max(value.link as usize);
            }
        }
        None
    }

    /// Whether the row of a key is that of the one that is wanted.
    fn is_key(&self, id: NodeId, row: &Node, wanted: &Wanted<'_>) -> bool {
        let has_size = || self.size(id, row) as usize == wanted.text.len();
        let is = match (row.has(COOKED), wanted.start) {
            (true, Some(start)) => row.link == start && has_size(),
            (true, None) => has_size() && self.text_of(id, row) == wanted.text,
            (false, _) => wanted.is(row.link, || self.text_of(id, row)),
        };
        debug_assert_eq!(is, self.text_of(id, row) == wanted.text, "a key that was pushed without its word, or moved");
        is
    }

    /// The index one past the node's last descendant: where its next sibling stands, if it has one.
    #[must_use]
    pub fn end(&self, id: NodeId) -> NodeId {
        let node = self.node(id);
        let next = id.0.saturating_add(1);
        if node.kind() == Kind::Scalar { NodeId(next) } else { NodeId(node.link.max(next)) }
    }

    /// How many elements a list has, how many entries a map; 0 for a scalar. Where a key stands twice, only its last
    /// entry counts.
    #[must_use]
    pub fn count(&self, id: NodeId) -> u32 {
        let row = self.node(id);
        if row.kind() == Kind::Scalar { 0 } else { self.size(id, row) }
    }

    /// The direct children: a list's elements; a map's keys and values in turn, shadowed ones too.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let last = self.end(id);
        let mut next = NodeId(id.0.saturating_add(1));
        std::iter::from_fn(move || {
            let child = next;
            (child < last).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// The key of a map's value.
    #[must_use]
    pub fn key_of(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).has(HAS_KEY).then(|| self.key_before(id)).flatten()
    }

    /// A key is a scalar wherever a template is one, so it stands just before its value. A key that is a collection
    /// is kept as a scalar with an empty text.
    fn key_before(&self, id: NodeId) -> Option<NodeId> {
        id.0.checked_sub(1).map(NodeId)
    }

    /// The node's tag, and where it is written.
    #[must_use]
    pub fn tag(&self, id: NodeId) -> Option<(Tag, Span)> {
        if !self.node(id).has(TAGGED) {
            return None;
        }
        let at = self.tags.binary_search_by_key(&id, |entry| entry.node).ok()?;
        self.tags.get(at).map(|entry| (entry.tag, entry.span))
    }

    /// Whether the node came through an alias: its span is where the anchor stands.
    #[must_use]
    pub fn is_aliased(&self, id: NodeId) -> bool {
        self.node(id).has(ALIASED)
    }

    /// Whether the entry of this key or value came through a merge key.
    #[must_use]
    pub fn is_merged(&self, id: NodeId) -> bool {
        self.node(id).has(MERGED)
    }

    /// Whether the entry of this key or value does not count, as the same key stands again further down in its map.
    #[must_use]
    pub fn is_shadowed(&self, id: NodeId) -> bool {
        self.node(id).has(SHADOWED)
    }

    /// Whether something directly inside could not be read: what is missing there may have been there.
    #[must_use]
    pub fn is_damaged(&self, id: NodeId) -> bool {
        self.node(id).has(DAMAGED)
    }
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use tablewarden_source::Place;

    use super::*;
    use crate::{Limits, Syntax, Text, TreeBuilder, read};

    #[test]
    fn children_are_one_level() {
        let tree = read("{\"a\": [1, [2, 3]], \"b\": {}}", Syntax::Json, Limits::default()).tree;
        let of = |id| tree.children(NodeId(id)).map(|child| child.0).collect::<Vec<_>>();
        assert_eq!((of(0), of(2), of(4), of(3), of(8)), (vec![1, 2, 7, 8], vec![3, 4], vec![5, 6], vec![], vec![]));
        assert_eq!((tree.end(NodeId(0)), tree.end(NodeId(2)), tree.end(NodeId(3))), (NodeId(9), NodeId(7), NodeId(4)));
    }

    #[test]
    fn an_id_that_is_none_is_an_empty_scalar() {
        let tree = Tree::default();
        let id = NodeId(u32::MAX);
        assert_eq!((tree.root(), tree.kind(id), tree.text(id), tree.tag(id)), (None, Kind::Scalar, "", None));
        assert_eq!((tree.key_of(id), tree.children(id).count(), tree.count(id)), (None, 0, 0));
    }

    #[test]
    fn a_collection_that_is_still_open_shows_no_children() {
        let mut builder = TreeBuilder::new("", 10);
        builder.open(Kind::List, Style::Flow, Place::default());
        builder.open(Kind::List, Style::Flow, Place::default());
        builder.scalar(Style::Plain, Place::default(), Text::Cooked("x"));
        assert_eq!(builder.tree().children(NodeId(0)).count(), 0);
    }
}
