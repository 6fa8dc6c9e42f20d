//! Pattern text in, tree and classes out, in the grammar of fancy-regex. Never recurses deeper than the depth cap.

mod class;
mod escape;
mod group;

use crate::ast::{Assertion, Node, Repeat};
use crate::characters::classes::{Class, Set};
use crate::characters::unicode::Cases;
use crate::error::PatternError;

/// Groups may stand inside each other up to this depth.
pub(crate) const MAX_DEPTH: usize = 63;

/// A pattern has at most this many capturing groups.
pub(crate) const MAX_GROUPS: usize = 250;

/// What the parser gives.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) node: Node,
    pub(crate) classes: Vec<Class>,
    /// The number of capturing groups, without the whole match.
    pub(crate) groups: usize,
    /// Names and the groups they name. Of equal names the last counts.
    pub(crate) names: Vec<(String, usize)>,
}

/// Reads a whole pattern.
pub(crate) fn parse(text: &str) -> Result<Parsed, PatternError> {
    let mut parser = Parser { text, at: 0, flags: Flags::default(), classes: Vec::new(), groups: 0, names: Vec::new() };
    let node = parser.alternatives(0)?;
    if parser.at < text.len() {
        return Err(parser.error_here("`)` closes no group; write `\\)` for the character"));
    }
    Ok(Parsed { node, classes: parser.classes, groups: parser.groups, names: parser.names })
}

#[derive(Debug, Clone, Copy, Default)]
struct Flags {
    ignore_case: bool,
    multi_line: bool,
    dot_all: bool,
    swap_greed: bool,
    ignore_space: bool,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    flags: Flags,
    classes: Vec<Class>,
    groups: usize,
    names: Vec<(String, usize)>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn error_from(&self, start: usize, message: impl Into<String>) -> PatternError {
        PatternError::new(start, self.at, message)
    }

    fn error_here(&self, message: impl Into<String>) -> PatternError {
        PatternError::new(self.at, self.at + self.peek().map_or(0, char::len_utf8), message)
    }

    /// Passes comments `(?#..)`, and under `(?x)` blanks and `#` comments.
    fn skip(&mut self) -> Result<(), PatternError> {
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

    fn alternatives(&mut self, depth: usize) -> Result<Node, PatternError> {
        let first = self.branch(depth)?;
        self.skip()?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut branches = vec![first];
        while self.eat("|") {
            branches.push(self.branch(depth)?);
            self.skip()?;
        }
        Ok(Node::Alt(branches))
    }

    fn branch(&mut self, depth: usize) -> Result<Node, PatternError> {
        let mut parts = Vec::new();
        while self.at < self.text.len() {
            let before = self.at;
            let part = self.piece(depth)?;
            if self.at == before {
                break;
            }
            if part != Node::Empty {
                parts.push(part);
            }
        }
        if parts.len() > 1 {
            return Ok(Node::Concat(parts));
        }
        Ok(parts.pop().unwrap_or(Node::Empty))
    }

    fn piece(&mut self, depth: usize) -> Result<Node, PatternError> {
        let start = self.at;
        let node = self.atom(depth)?;
        self.skip()?;
        let sign = self.at;
        let (min, max) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => match self.counts()? {
                Some(counts) => counts,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        if self.at == sign {
            self.at += 1;
        }
        if matches!(node, Node::Empty | Node::Assert(_) | Node::Look(_)) {
            let message = "there is nothing here that can be repeated; write `\\` before the sign for the character";
            return Err(self.error_from(sign, message));
        }
        self.skip()?;
        let lazy = self.eat("?");
        if self.eat("+") {
            let message = "a possessive repetition cannot be matched in linear time; leave out the last `+`";
            return Err(self.error_from(sign, message));
        }
        let span = (start, self.at);
        let (Ok(min), Ok(max)) = (u32::try_from(min), max.map(u32::try_from).transpose()) else {
            return Err(self.error_from(sign, "this repetition is too large; use smaller numbers"));
        };
        if max.is_some_and(|max| max < min) {
            return Err(self.error_from(sign, "the limits of this repetition are swapped; write the smaller first"));
        }
        Ok(Node::Repeat(Box::new(Repeat { node, min, max, greedy: lazy == self.flags.swap_greed, span })))
    }

    /// `{n}`, `{n,}`, `{n,m}`, `{,m}`. Anything else leaves the place alone: the brace is a character then.
    fn counts(&mut self) -> Result<Option<(u64, Option<u64>)>, PatternError> {
        let start = self.at;
        let counts = self.braced_counts()?;
        if counts.is_none() {
            self.at = start;
        }
        Ok(counts)
    }

    fn braced_counts(&mut self) -> Result<Option<(u64, Option<u64>)>, PatternError> {
        self.at += 1;
        self.skip()?;
        let min = if self.peek() == Some(',') {
            0
        } else {
            let Some(min) = self.number() else { return Ok(None) };
            min
        };
        self.skip()?;
        let mut max = Some(min);
        if self.eat(",") {
            self.skip()?;
            max = self.number();
        }
        self.skip()?;
        Ok(self.eat("}").then_some((min, max)))
    }

    fn number(&mut self) -> Option<u64> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some(value)
    }

    fn atom(&mut self, depth: usize) -> Result<Node, PatternError> {
        self.skip()?;
        let multi_line = self.flags.multi_line;
        Ok(match self.peek() {
            None | Some('+' | '*' | '?' | '|' | ')') => Node::Empty,
            Some('(') => return self.group(depth),
            Some('\\') => return self.escaped_atom(),
            Some('[') => {
                self.at += 1;
                let set = self.bracket(0)?;
                self.class(set)
            }
            Some(c) => {
                self.at += c.len_utf8();
                match c {
                    '.' => Node::Any(self.flags.dot_all),
                    '^' => Node::Assert(if multi_line { Assertion::StartLine } else { Assertion::StartText }),
                    '$' => Node::Assert(if multi_line { Assertion::EndLine } else { Assertion::EndText }),
                    _ => self.literal(c),
                }
            }
        })
    }

    /// A character under the flags that hold here.
    fn literal(&mut self, c: char) -> Node {
        if self.flags.ignore_case && Cases::of(c).as_slice().len() > 1 {
            return self.class(Set::char(c));
        }
        Node::Char(c)
    }

    /// A class under the flags that hold here.
    fn class(&mut self, set: Set) -> Node {
        let class = Class::new(set, self.flags.ignore_case);
        if let Some(index) = self.classes.iter().position(|known| *known == class) {
            return Node::Class(index);
        }
        self.classes.push(class);
        Node::Class(self.classes.len() - 1)
    }
}

#[cfg(test)]
mod tests;
