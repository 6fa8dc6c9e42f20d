//! Where reading of everyday YAML is: the table that is being made, what is open, and the steps that all forms are read with.

use tablewarden_source::Span;

use crate::read::places::{offset, place, span};
use crate::{Document, Kind, Limits, NodeId, Style, Syntax, Tag, Text, TreeBuilder};

/// The longest key that is surely one; the other reader knows the limit.
pub(super) const LONGEST_KEY: usize = 1000;

/// Where reading is. What gives an `Option` gives none where the text is not everyday.
pub(super) struct Everyday<'s> {
    pub(super) text: &'s str,
    pub(super) bytes: &'s [u8],
    pub(super) at: usize,
    /// The most collections within each other.
    pub(super) depth: usize,
    pub(super) builder: TreeBuilder<'s>,
    pub(super) comments: Vec<Span>,
    /// One past the last node or bracket.
    pub(super) reach: u32,
    /// The maps and lists in block style that are open, outermost first.
    pub(super) blocks: Vec<Block>,
    /// Where the value would stand that the innermost of them awaits, if it is not written.
    pub(super) awaits: Option<usize>,
    /// The next node has a tag.
    pub(super) is_tagged: bool,
    /// The text of the scalar that was read last, where it is not in the source.
    pub(super) cooked: String,
}

/// A scalar that was read and is not yet in the table.
#[derive(Clone, Copy)]
pub(super) struct Scalar {
    pub(super) style: Style,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_cooked: bool,
}

/// An open map or list in block style.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub(super) column: usize,
    pub(super) is_map: bool,
}

impl<'s> Everyday<'s> {
    pub(super) fn new(text: &'s str, limits: Limits) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            depth: limits.depth as usize,
            builder: TreeBuilder::new(text, limits.nodes),
            comments: Vec::new(),
            reach: 0,
            blocks: Vec::new(),
            awaits: None,
            is_tagged: false,
            cooked: String::new(),
        }
    }

    /// The document, if there was room for all of it.
    pub(super) fn finish(self) -> Option<Document<'s>> {
        let is_whole = !self.builder.is_full();
        let (tree, comments) = (self.builder.finish(), self.comments);
        is_whole.then(|| Document { tree, comments, syntax: Syntax::Yaml, ..Document::default() })
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Whether the byte at `at` is a blank, or the line or the text ends there.
    pub(super) fn is_blank_at(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(b' ' | b'\n' | b'\r'))
    }

    /// Skips spaces; how many there were.
    pub(super) fn spaces(&mut self) -> usize {
        let start = self.at;
        self.at = self.after_spaces(start);
        self.at - start
    }

    /// Where the spaces end that begin at `at`.
    pub(super) fn after_spaces(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|byte| **byte == b' ').count()
    }

    /// Goes to the next line if there is nothing more on this one but blanks and a comment; whether that is so.
    pub(super) fn ends_line(&mut self) -> Option<bool> {
        let blanks = self.spaces();
        match self.peek() {
            None => return Some(true),
            Some(b'\n' | b'\r') => {}
            Some(b'#') if blanks > 0 => self.comment(),
            Some(b'\t') => return None,
            Some(_) => return Some(false),
        }
        self.at = self.end_of_line(self.at) + 1;
        Some(true)
    }

    /// Reads the comment that begins here, up to the end of its line.
    pub(super) fn comment(&mut self) {
        let start = self.at;
        let end = self.end_of_line(start);
        self.at = end;
        let end = if end > start && self.bytes.get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        self.comments.push(span(start, end));
    }

    /// The offset of the `\n` at or after `at`, or the end of the text.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
    }

    /// Skips lines without a value; the column at which the next one begins, or the end of the text.
    pub(super) fn next_line(&mut self) -> Option<Option<usize>> {
        loop {
            let column = self.spaces();
            match self.peek() {
                None => return Some(None),
                Some(b'\n' | b'\r') => {}
                Some(b'#') => self.comment(),
                Some(b'\t') => return None,
                Some(_) => return Some(Some(column)),
            }
            self.at = self.end_of_line(self.at) + 1;
        }
    }

    pub(super) fn open(&mut self, kind: Kind, style: Style, start: usize, end: usize) -> Option<()> {
        // The other reader says which part is too deep.
        if self.builder.depth() + 1 >= self.depth {
            return None;
        }
        self.is_tagged = false;
        self.reach = self.reach.max(offset(end));
        self.builder.open(kind, style, place(start, end)).map(|_| ())
    }

    pub(super) fn push(&mut self, scalar: Scalar) -> Option<NodeId> {
        let Scalar { style, start, end, is_cooked } = scalar;
        let text = if is_cooked { Text::Cooked(&self.cooked) } else { Text::Source };
        self.is_tagged = false;
        self.reach = self.reach.max(offset(end));
        self.builder.scalar(style, place(start, end), text)
    }

    /// Puts the value that is awaited and was not written.
    pub(super) fn push_nothing(&mut self) -> Option<()> {
        let Some(at) = self.awaits.take() else { return Some(()) };
        self.push(Scalar { style: Style::Plain, start: at, end: at, is_cooked: false }).map(|_| ())
    }

    /// Reads a tag that is short for a function: `!Sub`.
    pub(super) fn tag(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':').count();
        let end = self.at + 1 + length;
        if length == 0 || self.is_tagged || !self.is_blank_at(end) {
            return None;
        }
        let tag = Tag::parse(self.text.get(self.at..end)?);
        self.builder.tag(tag, span(self.at, end));
        self.at = end;
        self.is_tagged = true;
        Some(())
    }
}
