//! Entries of scalars, written at once: what most of a derived document is made of. Keys, styles and texts in, the same rows
//! out as one call for each would write, for a fraction of the work.

use tablewarden_source::Place;

use crate::tree::builder::{Text, TreeBuilder};
use crate::tree::node::{COOKED, HAS_KEY, Node};
use crate::{Kind, NodeId, Style};

/// A key, and the style and the text of its value.
pub type ScalarEntry<'t> = (&'static str, Style, Text<'t>);

impl TreeBuilder<'_> {
    /// An entry of the open map, its key and its value both at one place: as by two calls of [`TreeBuilder::scalar`].
    pub fn entry(&mut self, place: Place, (key, style, text): ScalarEntry<'_>) {
        if self.has_room(2) {
            self.count_entry();
            self.put(place, (key, style, text));
        } else {
            self.scalar(Style::Plain, place, Text::Fixed(key));
            self.scalar(style, place, text);
        }
    }

    /// An entry of the open map whose value is a map of these entries, all of it at one place: as by opening it, by
    /// [`TreeBuilder::entry`] for each, and by closing it.
    pub fn entry_of_entries(&mut self, place: Place, key: &'static str, entries: &[ScalarEntry<'_>]) {
        let rows = 2 * entries.len();
        if !self.has_room(2 + rows) {
            self.scalar(Style::Plain, place, Text::Fixed(key));
            self.open(Kind::Map, Style::Flow, place);
            entries.iter().for_each(|entry| self.entry(place, *entry));
            return self.close(None);
        }
        self.count_entry();
        self.put_scalar(place, Style::Plain, Text::Fixed(key), 0);
        let head = Node::head(Kind::Map, Style::Flow) | HAS_KEY;
        let link = self.next().0 + 1 + to_u32(rows);
        self.put_row(head, place, link, to_u32(entries.len()));
        entries.iter().for_each(|entry| self.put(place, *entry));
    }

    /// Makes room for so many more nodes, so that they are not moved again and again.
    pub fn reserve(&mut self, nodes: usize) {
        self.tree.nodes.reserve(nodes.min(self.most.saturating_sub(self.tree.nodes.len())));
    }

    /// Whether a key is wanted, without a tag, and so many rows fit under the cap.
    fn has_room(&self, rows: usize) -> bool {
        self.wants_key() && self.tag.is_none() && !self.dropped && self.tree.nodes.len() + rows <= self.most
    }

    /// Counts an entry of the open map whose rows are put behind it.
    #[inline]
    fn count_entry(&mut self) {
        if let Some(open) = self.open.last() {
            self.tree.count_child(NodeId(open.node));
        }
    }

    fn put(&mut self, place: Place, (key, style, text): ScalarEntry<'_>) {
        self.put_scalar(place, Style::Plain, Text::Fixed(key), 0);
        self.put_scalar(place, style, text, HAS_KEY);
    }

    fn put_scalar(&mut self, place: Place, style: Style, text: Text<'_>, flags: u32) {
        let (flags, link, size) = match text {
            Text::Source => (flags, 0, 0),
            Text::Cooked(text) => (flags | COOKED, self.tree.keep(text), to_u32(text.len())),
            Text::Fixed(text) => (flags | COOKED, self.fixed.offset(text, || self.tree.keep(text)), to_u32(text.len())),
        };
        self.put_row(Node::head(Kind::Scalar, style) | flags, place, link, size);
    }

    /// A row as it is, whatever is open.
    fn put_row(&mut self, head: u32, place: Place, link: u32, size: u32) {
        let (file, span) = (place.file(), place.span());
        self.tree.push_row(Node { head, start: span.start, end: span.end, link }, size, file);
    }
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_source::Span;

    use super::*;
    use crate::{Tag, Tree};

    const ENTRIES: [ScalarEntry<'static>; 2] =
        [("Is", Style::Double, Text::Fixed("known")), ("Value", Style::Plain, Text::Cooked("5"))];

    /// Two maps in a list, each with an entry and a map of entries; `write` writes these.
    fn written(most: u32, tag: bool, write: fn(&mut TreeBuilder<'_>, Place)) -> (String, bool) {
        let mut builder = TreeBuilder::new("", most);
        builder.open(Kind::List, Style::Flow, Place::default());
        for start in [3, 7] {
            let place = Place::default().with_span(Span::new(start, 9));
            builder.open(Kind::Map, Style::Flow, place);
            if tag {
                builder.tag(Tag::parse("!Sub"), Span::at(1));
            }
            write(&mut builder, place);
            builder.close(None);
        }
        let is_full = builder.is_full();
        (shown(&builder.finish()), is_full)
    }

    fn shown(tree: &Tree<'_>) -> String {
        let row = |id| {
            let known = (tree.kind(id), tree.style(id), tree.span(id), tree.text(id));
            format!("{known:?} {} {:?} {:?} {:?}\n", tree.count(id), tree.end(id), tree.key_of(id), tree.tag(id))
        };
        (0..u32::try_from(tree.len()).unwrap()).map(NodeId).map(row).collect()
    }

    #[test]
    fn entries_are_those_of_single_calls_whatever_fits() {
        let at_once = |builder: &mut TreeBuilder<'_>, place| {
            builder.entry_of_entries(place, "Name", &ENTRIES);
            builder.entry(place, ("Kind", Style::Double, Text::Cooked("x")));
        };
        let one_by_one = |builder: &mut TreeBuilder<'_>, place| {
            builder.scalar(Style::Plain, place, Text::Fixed("Name"));
            builder.open(Kind::Map, Style::Flow, place);
            for (key, style, text) in ENTRIES {
                builder.scalar(Style::Plain, place, Text::Fixed(key));
                builder.scalar(style, place, text);
            }
            builder.close(None);
            builder.scalar(Style::Plain, place, Text::Fixed("Kind"));
            builder.scalar(Style::Double, place, Text::Cooked("x"));
        };
        for most in 0..24 {
            for tag in [false, true] {
                assert_eq!(written(most, tag, at_once), written(most, tag, one_by_one), "{most} {tag}");
            }
        }
    }
}
