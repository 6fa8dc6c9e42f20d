//! JSON into the table: one pass over the bytes, no recursion, exact spans. After an error it reads on at the next
//! member and marks what is damaged; it never gives up before the end of the text or a cap.

mod brackets;
mod frame;
mod scanner;
mod string;
mod words;

use tablewarden_source::Span;

use crate::read::caps::Cap;
use crate::read::places::{offset, span};
use crate::{Document, Limits, Style, Syntax, Text};
use scanner::{Scanner, Want};

/// What a pass gave.
pub(crate) struct Outcome<'s> {
    pub(crate) document: Document<'s>,
    /// The text has something that is no JSON but may be YAML.
    pub(crate) is_foreign: bool,
}

/// Reads `text` as JSON. Where brackets do not match, it reads a second time and lets the indentation say where a
/// bracket is missing.
pub(crate) fn read(text: &str, limits: Limits) -> Outcome<'_> {
    let first = Scanner::new(text, limits, false).run();
    if !first.is_unbalanced {
        return first.outcome;
    }
    let second = Scanner::new(text, limits, true).run();
    if second.errors <= first.errors { second.outcome } else { first.outcome }
}

struct Pass<'s> {
    outcome: Outcome<'s>,
    is_unbalanced: bool,
    errors: usize,
}

impl<'s> Scanner<'s> {
    fn run(mut self) -> Pass<'s> {
        loop {
            self.blank();
            let Some(byte) = self.peek() else {
                self.end_of_text();
                break;
            };
            match self.want {
                Want::Value => self.value(byte),
                Want::FirstElement if byte == b']' => self.bracket(byte),
                Want::FirstElement => self.value(byte),
                Want::FirstKey if byte == b'}' => self.bracket(byte),
                Want::FirstKey | Want::Key => self.key(byte),
                Want::Colon => self.colon(byte),
                Want::Next => self.next(byte),
                Want::End => {
                    self.trailing();
                    break;
                }
            }
            if self.builder.is_full() {
                self.full();
                break;
            }
        }
        let tree = self.builder.finish();
        let errors = self.problems.errors();
        let problems = self.problems.finish(tree.is_empty());
        let document =
            Document { tree, comments: self.comments, problems, syntax: Syntax::Json, ..Document::default() };
        let outcome = Outcome { document, is_foreign: self.is_foreign };
        Pass { outcome, is_unbalanced: self.is_unbalanced, errors }
    }

    fn value(&mut self, byte: u8) {
        let start = self.at;
        match byte {
            b'{' | b'[' => self.open(byte),
            b'"' => {
                self.string();
                self.after_value();
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => self.word(start),
            b',' | b'}' | b']' => {
                let is_trailing = byte == b']' && self.builder.depth() > 0 && !self.builder.wants_value();
                if is_trailing {
                    self.trailing_comma();
                } else {
                    self.error(span(start, start + 1), "a value is missing here; write one");
                    if self.builder.wants_value() {
                        self.missing();
                    }
                }
                self.after_value();
            }
            b':' => {
                self.at += 1;
                self.error(span(start, self.at), "a `:` too many; remove it");
            }
            b'\'' => self.single(),
            _ => self.bare(),
        }
    }

    /// An empty key or value where there is none: after what is before it.
    fn missing(&mut self) {
        let place = self.place_of(Span::at(offset(self.end_of_content())));
        if let Some(id) = self.builder.scalar(Style::Plain, place, Text::Cooked("")) {
            self.builder.damage(id);
        }
    }

    fn key(&mut self, byte: u8) {
        if self.is_guided {
            self.close_by_column();
            if self.frames.last().is_none_or(|frame| !frame.is_map) {
                self.want = if self.frames.is_empty() { Want::End } else { Want::Value };
                return;
            }
        }
        let start = self.at;
        match byte {
            b'"' => {
                self.string();
                self.want = Want::Colon;
            }
            b'}' => {
                self.trailing_comma();
                self.want = Want::Next;
            }
            b']' => self.want = Want::Next,
            b',' => {
                self.at += 1;
                self.error(span(start, self.at), "A comma too many. Remove it.");
            }
            b'{' | b'[' => {
                self.error(span(start, start + 1), "A key is missing here. Write `\"key\":`.");
                self.missing();
                self.want = Want::Value;
            }
            b':' => {
                self.error(span(start, start + 1), "A key is missing here. Write one in double quotes.");
                self.missing();
                self.want = Want::Colon;
            }
            _ => self.bare_key(),
        }
    }

    fn colon(&mut self, byte: u8) {
        if byte == b':' {
            self.at += 1;
            self.want = Want::Value;
            return;
        }
        self.error(Span::at(offset(self.at)), "A `:` is missing after the key. Write one.");
        if matches!(byte, b',' | b'}' | b']') || (byte == b'"' && self.line.is_first(self.at)) {
            self.missing();
            self.want = Want::Next;
        } else {
            self.want = Want::Value;
        }
    }

    fn next(&mut self, byte: u8) {
        let Some(frame) = self.frames.last().copied() else {
            self.want = Want::End;
            return;
        };
        match byte {
            b',' => {
                self.at += 1;
                self.is_recovering = false;
                self.want = if frame.is_map { Want::Key } else { Want::Value };
            }
            b'}' | b']' => self.bracket(byte),
            b':' => {
                self.at += 1;
                self.error(span(self.at - 1, self.at), "a `:` is out of place; remove it");
            }
            _ => {
                if self.is_guided {
                    self.close_by_column();
                }
                self.error(Span::at(offset(self.at)), "A comma is missing before this. Write one.");
                let is_map = self.frames.last().is_some_and(|frame| frame.is_map);
                self.want = if is_map { Want::Key } else { Want::Value };
            }
        }
    }

    fn trailing_comma(&mut self) {
        if self.is_recovering {
            return;
        }
        let comma = memchr::memrchr(b',', self.bytes.get(..self.at).unwrap_or_default()).unwrap_or(self.at);
        let span = span(comma, comma + 1);
        self.problems
            .notice(span, "A comma stands before the closing bracket, and CloudFormation refuses it. Remove it.");
    }

    fn trailing(&mut self) {
        let is_document = self.bytes.get(self.at..).unwrap_or_default().starts_with(b"---");
        self.is_foreign |= is_document;
        self.is_unbalanced |= !is_document;
        if let Some(root) = self.builder.tree().root() {
            self.builder.damage(root);
        }
        self.is_recovering = false;
        let text = self.text.get(self.at..).unwrap_or("");
        let line = text.lines().next().unwrap_or("").trim_end();
        let span = span(self.at, self.at + line.len());
        self.error(span, "Text after the end of the document is not read. Remove it.");
    }

    fn full(&mut self) {
        self.damage_all();
        let end = self.end_of_content();
        while self.builder.depth() > 0 {
            self.builder.close(Some(offset(end)));
        }
        self.problems.beyond(Cap::Values, Span::at(offset(self.at)), self.limits);
    }
}

#[cfg(test)]
mod tests;
