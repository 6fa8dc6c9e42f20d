//! What stands in round brackets: groups, names, flags and look-arounds. Refuses what needs backtracking.

use super::{MAX_DEPTH, MAX_GROUPS, Parser};
use crate::ast::{LookNode, Node};
use crate::error::PatternError;

impl Parser<'_> {
    /// The group at the bracket here.
    pub(super) fn group(&mut self, depth: usize) -> Result<Node, PatternError> {
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
