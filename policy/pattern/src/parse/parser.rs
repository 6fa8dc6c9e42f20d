//! Where the parser is in a pattern, and what it knows there: the flags that hold, the classes and groups so far.

use crate::ast::Node;
use crate::characters::classes::{Class, Set};
use crate::characters::unicode::Cases;
use crate::error::PatternError;

/// Groups may stand inside each other up to this depth.
pub(super) const MAX_DEPTH: usize = 63;

/// A pattern has at most this many classes that are not the same: each new one is compared with all.
pub(super) const MAX_CLASSES: usize = 1_000;

/// A pattern has at most this many capturing groups.
pub(super) const MAX_GROUPS: usize = 250;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) multi_line: bool,
    pub(super) dot_all: bool,
    pub(super) swap_greed: bool,
    pub(super) ignore_space: bool,
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) flags: Flags,
    pub(super) classes: Vec<Class>,
    pub(super) groups: usize,
    pub(super) names: Vec<(String, usize)>,
}

impl Parser<'_> {
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    pub(super) fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    pub(super) fn error_from(&self, start: usize, message: impl Into<String>) -> PatternError {
        PatternError::new(start, self.at, message)
    }

    pub(super) fn error_here(&self, message: impl Into<String>) -> PatternError {
        PatternError::new(self.at, self.at + self.peek().map_or(0, char::len_utf8), message)
    }

    /// Passes comments `(?#..)`, and under `(?x)` blanks and `#` comments.
    pub(super) fn skip(&mut self) -> Result<(), PatternError> {
        loop {
            match self.peek() {
                Some('#') if self.flags.ignore_space => match self.rest().find('\n') {
                    Some(length) => self.at += length + 1,
                    None => self.at = self.text.len(),
                },
                Some(' ' | '\r' | '\n' | '\t') if self.flags.ignore_space => self.at += 1,
                Some('(') if self.rest().starts_with("(?#") => {
                    let start = self.at;
                    self.at += 3;
                    loop {
                        match self.bump() {
                            None => return Err(self.error_from(start, "this comment is not closed; add `)`")),
                            Some(')') => break,
                            Some('\\') => drop(self.bump()),
                            Some(_) => {}
                        }
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    /// A character under the flags that hold here.
    pub(super) fn literal(&mut self, c: char) -> Node {
        if self.flags.ignore_case && Cases::of(c).as_slice().len() > 1 {
            return self.class(Set::char(c));
        }
        Node::Char(c)
    }

    /// A class under the flags that hold here.
    pub(super) fn class(&mut self, set: Set) -> Node {
        let class = Class::new(set, self.flags.ignore_case);
        if let Some(index) = self.classes.iter().position(|known| *known == class) {
            return Node::Class(index);
        }
        self.classes.push(class);
        Node::Class(self.classes.len() - 1)
    }
}
