//! One node of the table: sixteen bytes that say what it is, where it is, and where the next one is.

use tablewarden_source::Span;

/// Index of a node in its tree. Nodes stand in document order: a collection, then its children. The children of a map
/// are key, value, key, value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The index as the type vectors take.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text with a style; what it means is a view's to say.
    Scalar,
    /// Nodes one after another.
    List,
    /// Keys and their values.
    Map,
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// A scalar without quotes; also numbers, `true`, `false` and `null` of JSON.
    Plain,
    /// A scalar in `'`.
    Single,
    /// A scalar in `"`.
    Double,
    /// A scalar behind `|`.
    Literal,
    /// A scalar behind `>`.
    Folded,
    /// A collection by indentation.
    Block,
    /// A collection in brackets.
    Flow,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// Kind, style, flags, and the size. Collection: number of children (a map's entry is one). Cooked scalar: length of its
    /// text in the buffer. [`LARGE`] and more stand beside the table.
    pub(crate) head: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Collection: index one past its last descendant. Cooked scalar: offset of its text in the buffer. Another key: its
    /// word in the vocabulary.
    pub(crate) link: u32,
}

const KIND: u32 = 0b11;
const STYLE_SHIFT: u32 = 2;
const STYLE: u32 = 0b111;
const SIZE_SHIFT: u32 = 12;

/// Sizes from here on do not fit into a row.
pub(crate) const LARGE: u32 = u32::MAX >> SIZE_SHIFT;

/// The scalar's text is in the buffer; otherwise it is the source between the span's quotes.
pub(crate) const COOKED: u32 = 1 << 5;
/// The node before is this node's key.
pub(crate) const HAS_KEY: u32 = 1 << 6;
/// The node has a tag, listed beside the table.
pub(crate) const TAGGED: u32 = 1 << 7;
/// The node came through an alias: its span is where the anchor stands.
pub(crate) const ALIASED: u32 = 1 << 8;
/// The entry came through a merge key.
pub(crate) const MERGED: u32 = 1 << 9;
/// Something inside could not be read.
pub(crate) const DAMAGED: u32 = 1 << 10;
/// The key or value of an entry whose key stands again further down in the same map: that one counts.
pub(crate) const SHADOWED: u32 = 1 << 11;

impl Node {
    pub(crate) fn new(kind: Kind, style: Style, span: Span) -> Self {
        Self { head: Self::head(kind, style), start: span.start, end: span.end, link: 0 }
    }

    /// Kind and style as a row has them, without flags and with no size.
    pub(crate) fn head(kind: Kind, style: Style) -> u32 {
        kind as u32 | (style as u32) << STYLE_SHIFT
    }

    /// The size, [`LARGE`] standing for all that do not fit.
    pub(crate) fn size(&self) -> u32 {
        self.head >> SIZE_SHIFT
    }

    /// The head with that size, or [`LARGE`].
    pub(crate) fn sized(head: u32, size: u32) -> u32 {
        head & !(LARGE << SIZE_SHIFT) | size.min(LARGE) << SIZE_SHIFT
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.head & KIND {
            0 => Kind::Scalar,
            1 => Kind::List,
            _ => Kind::Map,
        }
    }

    pub(crate) fn style(&self) -> Style {
        match self.head >> STYLE_SHIFT & STYLE {
            0 => Style::Plain,
            1 => Style::Single,
            2 => Style::Double,
            3 => Style::Literal,
            4 => Style::Folded,
            5 => Style::Block,
            _ => Style::Flow,
        }
    }

    pub(crate) fn has(&self, flag: u32) -> bool {
        self.head & flag != 0
    }

    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The span of a scalar without its quotes.
    pub(crate) fn bare(&self) -> Span {
        match self.style() {
            Style::Single | Style::Double => Span::new(self.start.saturating_add(1), self.end.saturating_sub(1)),
            _ => self.span(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_what_it_was_made_of() {
        let styles =
            [Style::Plain, Style::Single, Style::Double, Style::Literal, Style::Folded, Style::Block, Style::Flow];
        for kind in [Kind::Scalar, Kind::List, Kind::Map] {
            for style in styles {
                let mut node = Node::new(kind, style, Span::new(3, 9));
                node.head |= COOKED | HAS_KEY | TAGGED | ALIASED | MERGED | DAMAGED | SHADOWED;
                for size in [0, 1, LARGE - 1, LARGE, u32::MAX] {
                    node.head = Node::sized(node.head, size);
                    let known = (node.kind(), node.style(), node.size(), node.span());
                    assert_eq!(known, (kind, style, size.min(LARGE), Span::new(3, 9)));
                    assert!(node.has(SHADOWED));
                }
                assert!(!Node::new(kind, style, Span::at(0)).has(SHADOWED));
            }
        }
        assert_eq!(size_of::<Node>(), 16);
    }
}
