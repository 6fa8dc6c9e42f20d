//! Where the scanner is in the text, what may come next, and what was made and said so far.

use tablewarden_source::{FileId, Place, Span};

use super::frame::{Frame, Line};
use crate::read::places::{place, span};
use crate::read::problems::Problems;
use crate::{Limits, TreeBuilder};

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// A value: of the root, of a key, or after a comma in a list.
    Value,
    /// An element, or the end of a list that has none.
    FirstElement,
    /// A key, or the end of a map that has none.
    FirstKey,
    /// A key after a comma.
    Key,
    Colon,
    /// A comma or a closing bracket.
    Next,
    /// Nothing.
    End,
}

pub(super) struct Scanner<'s> {
    pub(super) text: &'s str,
    pub(super) bytes: &'s [u8],
    pub(super) at: usize,
    pub(super) want: Want,
    pub(super) builder: TreeBuilder<'s>,
    pub(super) frames: Vec<Frame>,
    pub(super) problems: Problems,
    pub(super) comments: Vec<Span>,
    pub(super) limits: Limits,
    pub(super) cooked: String,
    pub(super) line: Line,
    /// Whether indentation says where a bracket is missing.
    pub(super) is_guided: bool,
    /// An error was said; nothing more until the next comma or bracket.
    pub(super) is_recovering: bool,
    pub(super) is_foreign: bool,
    pub(super) is_unbalanced: bool,
    /// Whether the text has characters that stand in no string but as an escape.
    pub(super) has_controls: bool,
}

/// Whether it is a control character. Tabs and line ends in strings are read as YAML reads them.
pub(super) fn is_control(byte: &u8) -> bool {
    *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

impl<'s> Scanner<'s> {
    pub(super) fn new(text: &'s str, limits: Limits, is_guided: bool) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            want: Want::Value,
            builder: TreeBuilder::new(text, limits.nodes),
            frames: Vec::new(),
            problems: Problems::default(),
            comments: Vec::new(),
            limits,
            cooked: String::new(),
            line: Line::default(),
            is_guided,
            is_recovering: false,
            is_foreign: false,
            is_unbalanced: false,
            has_controls: text.as_bytes().iter().any(is_control),
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn place(&self, start: usize) -> Place {
        place(start, self.at)
    }

    pub(super) fn place_of(&self, span: Span) -> Place {
        Place::new(FileId(0), span)
    }

    /// Says an error, unless it follows from the one before, and marks the innermost collection.
    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) {
        if let Some(id) = self.builder.innermost() {
            self.builder.damage(id);
        }
        if !self.is_recovering {
            self.problems.error(span, message);
        }
        self.is_recovering = true;
    }

    /// White space and comments.
    pub(super) fn blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.line.begin(self.at);
                }
                b'/' if self.bytes.get(self.at + 1) == Some(&b'/') => self.comment(None),
                b'/' if self.bytes.get(self.at + 1) == Some(&b'*') => self.comment(Some("*/")),
                b'#' => {
                    self.is_foreign = true;
                    self.comment(None);
                }
                _ => break,
            }
        }
        self.line.first(self.at);
    }

    pub(super) fn comment(&mut self, closing: Option<&str>) {
        let start = self.at;
        let rest = self.bytes.get(start + 1..).unwrap_or_default();
        let length = match closing {
            Some(closing) => memchr::memmem::find(rest.get(1..).unwrap_or_default(), closing.as_bytes())
                .map(|found| found + 1 + closing.len()),
            None => memchr::memchr2(b'\n', b'\r', rest),
        };
        self.at = length.map_or(self.bytes.len(), |length| start + 1 + length);
        let span = span(start, self.at);
        self.comments.push(span);
        self.problems.notice(span, "JSON has no comments, and CloudFormation refuses this one. Remove it.");
    }

    pub(super) fn after_value(&mut self) {
        self.want = if self.frames.is_empty() { Want::End } else { Want::Next };
    }
}
