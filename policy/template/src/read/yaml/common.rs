//! The YAML that people mostly write, read line by line into the table: maps and lists in block and flow, short tags, scalars, text
//! blocks, comments. Gives nothing for a text that has anything else: anchors, aliases, merges, keys with `?`, tabs before
//! text, a second document, and whatever is no YAML. So it never has to say what is wrong.

mod block;
mod characters;
mod flow;
mod scalar;
mod text_block;

use tablewarden_source::{FileId, Place, Span};

use self::block::Block;
use crate::read::caps::offset;
use crate::{Document, Kind, Limits, NodeId, Style, Syntax, Tag, Text, TreeBuilder};

/// Reads `text`, if all of it is common.
pub(super) fn read(text: &str, limits: Limits) -> Option<Document<'_>> {
    if !characters::are_common(text.as_bytes()) {
        return None;
    }
    let mut reader = Common {
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
    };
    reader.document()?;
    let is_whole = !reader.builder.is_full();
    let (tree, comments) = (reader.builder.finish(), reader.comments);
    is_whole.then(|| Document { tree, comments, syntax: Syntax::Yaml, ..Document::default() })
}

/// Where reading is. What gives an `Option` gives none where the text is not common.
struct Common<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    /// The most collections within each other.
    depth: usize,
    builder: TreeBuilder<'s>,
    comments: Vec<Span>,
    /// One past the last node or bracket.
    reach: u32,
    /// The maps and lists in block style that are open, outermost first.
    blocks: Vec<Block>,
    /// Where the value would stand that the innermost of them awaits, if it is not written.
    awaits: Option<usize>,
    /// The next node has a tag.
    is_tagged: bool,
    /// The text of the scalar that was read last, where it is not in the source.
    cooked: String,
}

/// A scalar that was read and is not yet in the table.
#[derive(Clone, Copy)]
struct Scalar {
    style: Style,
    start: usize,
    end: usize,
    is_cooked: bool,
}

impl Common<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Whether the byte at `at` is a blank, or the line or the text ends there.
    fn is_blank_at(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(b' ' | b'\n' | b'\r'))
    }

    /// Skips spaces; how many there were.
    fn spaces(&mut self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| **byte == b' ').count();
        self.at += count;
        count
    }

    /// Goes to the next line if there is nothing more on this one but blanks and a comment; whether that is so.
    fn ends_line(&mut self) -> Option<bool> {
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
    fn comment(&mut self) {
        let start = self.at;
        let end = self.end_of_line(start);
        self.at = end;
        let end = if end > start && self.bytes.get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        self.comments.push(Span::new(offset(start), offset(end)));
    }

    /// The offset of the `\n` at or after `at`, or the end of the text.
    fn end_of_line(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
    }

    /// Skips lines without a value; the column at which the next one begins, or the end of the text.
    fn next_line(&mut self) -> Option<Option<usize>> {
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

    fn open(&mut self, kind: Kind, style: Style, start: usize, end: usize) -> Option<()> {
        // The other reader says which part is too deep.
        if self.builder.depth() + 1 >= self.depth {
            return None;
        }
        self.is_tagged = false;
        self.reach = self.reach.max(offset(end));
        self.builder.open(kind, style, place(start, end)).map(|_| ())
    }

    fn push(&mut self, scalar: Scalar) -> Option<NodeId> {
        let Scalar { style, start, end, is_cooked } = scalar;
        let text = if is_cooked { Text::Cooked(&self.cooked) } else { Text::Source };
        self.is_tagged = false;
        self.reach = self.reach.max(offset(end));
        self.builder.scalar(style, place(start, end), text)
    }

    /// Puts the value that is awaited and was not written.
    fn push_nothing(&mut self) -> Option<()> {
        let Some(at) = self.awaits.take() else { return Some(()) };
        self.push(Scalar { style: Style::Plain, start: at, end: at, is_cooked: false }).map(|_| ())
    }

    /// Reads a tag that is short for a function: `!Sub`.
    fn tag(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':').count();
        let end = self.at + 1 + length;
        if length == 0 || self.is_tagged || !self.is_blank_at(end) {
            return None;
        }
        let tag = Tag::parse(self.text.get(self.at..end)?);
        self.builder.tag(tag, Span::new(offset(self.at), offset(end)));
        self.at = end;
        self.is_tagged = true;
        Some(())
    }
}

fn place(start: usize, end: usize) -> Place {
    Place::new(FileId(0), Span::new(offset(start), offset(end)))
}
