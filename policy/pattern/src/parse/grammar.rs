//! What is in each other in a pattern: alternatives, their pieces, and groups, which have alternatives again. Never recurses deeper
//! than the depth cap.

use super::parser::{MAX_CLASSES, MAX_DEPTH, MAX_GROUPS, Parser};
use crate::ast::{Assertion, LookNode, Node, Repeat};
use crate::error::PatternError;

impl Parser<'_> {
    pub(super) fn alternatives(&mut self, depth: usize) -> Result<Node, PatternError> {
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
            if self.classes.len() > MAX_CLASSES {
                let message = format!("a pattern has at most {MAX_CLASSES} different classes; use fewer");
                return Err(self.error_from(before, message));
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

    /// The group at the bracket here.
    fn group(&mut self, depth: usize) -> Result<Node, PatternError> {
        let start = self.at;
        let depth = depth + 1;
        self.at += 1;
        if depth > MAX_DEPTH {
            return Err(self.error_from(start, format!("groups stand more than {MAX_DEPTH} deep in each other")));
        }
        let flags = self.flags;
        self.skip()?;
        let node = if self.eat("?=") {
            self.look(start, depth, false, false)?
        } else if self.eat("?!") {
            self.look(start, depth, false, true)?
        } else if self.eat("?<=") {
            self.look(start, depth, true, false)?
        } else if self.eat("?<!") {
            self.look(start, depth, true, true)?
        } else if self.eat("?<") || self.eat("?P<") {
            let name = self.name(start)?;
            self.capture(start, depth, Some(name))?
        } else if let Some(message) = self.refused_group() {
            return Err(self.error_from(start, message));
        } else if self.eat("?") {
            return self.flags(start, depth);
        } else {
            self.capture(start, depth, None)?
        };
        self.flags = flags;
        Ok(node)
    }

    /// What is wrong with a group that begins so.
    fn refused_group(&mut self) -> Option<&'static str> {
        if self.eat("?P=") {
            return Some("a back-reference (`(?P=`) cannot be matched in linear time; write the pattern without it");
        }
        if self.eat("?>") {
            return Some("an atomic group (`(?>`) cannot be matched in linear time; write `(?:`");
        }
        if self.eat("?(") {
            return Some("a condition (`(?(`) cannot be matched in linear time; write an alternation");
        }
        None
    }

    fn close(&mut self, start: usize) -> Result<(), PatternError> {
        self.skip()?;
        if self.eat(")") {
            return Ok(());
        }
        Err(PatternError::new(start, start + 1, "this group is not closed; add `)`, or write `\\(` for the character"))
    }

    fn look(&mut self, start: usize, depth: usize, behind: bool, negate: bool) -> Result<Node, PatternError> {
        let node = self.alternatives(depth)?;
        self.close(start)?;
        Ok(Node::Look(Box::new(LookNode { node, behind, negate, span: (start, self.at) })))
    }

    fn capture(&mut self, start: usize, depth: usize, name: Option<String>) -> Result<Node, PatternError> {
        self.groups += 1;
        let index = self.groups;
        if index > MAX_GROUPS {
            let message =
                format!("a pattern has at most {MAX_GROUPS} capturing groups; write `(?:` where none is meant");
            return Err(self.error_from(start, message));
        }
        self.names.extend(name.map(|name| (name, index)));
        let node = self.alternatives(depth)?;
        self.close(start)?;
        Ok(Node::Group(Box::new(node), index))
    }

    fn name(&mut self, start: usize) -> Result<String, PatternError> {
        let length = self.rest().find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest().len());
        let name = self.rest().get(..length).unwrap_or("").to_owned();
        self.at += length;
        if name.is_empty() || !self.eat(">") {
            return Err(self.error_from(start, "a group's name is letters, digits and `_`, and ends with `>`"));
        }
        Ok(name)
    }

    /// `(?flags)` for the rest of the group, or `(?flags:..)`; the question mark was just passed.
    fn flags(&mut self, start: usize, depth: usize) -> Result<Node, PatternError> {
        let outer = self.flags;
        let first = self.at;
        let mut on = true;
        loop {
            self.skip()?;
            let at = self.at;
            let bare = at == first || !on && at == first + 1;
            match self.bump() {
                Some('i') => self.flags.ignore_case = on,
                Some('m') => self.flags.multi_line = on,
                Some('s') => self.flags.dot_all = on,
                Some('U') => self.flags.swap_greed = on,
                Some('x') => self.flags.ignore_space = on,
                Some('u') if on => {}
                Some('-') if on => on = false,
                Some(')') if !bare => return Ok(Node::Empty),
                Some(':') if on || !bare => {
                    let node = self.alternatives(depth)?;
                    if !self.eat(")") {
                        return Err(PatternError::new(start, start + 1, "this group is not closed; add `)`"));
                    }
                    self.flags = outer;
                    return Ok(node);
                }
                None => return Err(self.error_from(start, "this group is not closed; add `)`")),
                Some('u') => return Err(self.error_from(start, "patterns are always Unicode; leave out `-u`")),
                Some(_) => {
                    let message =
                        "this kind of group is not known; the flags are i, m, s, x, U, as in `(?i)` or `(?i:..)`";
                    return Err(self.error_from(start, message));
                }
            }
        }
    }
}
