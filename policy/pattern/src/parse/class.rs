//! Classes in brackets, as the regex crate reads them: ranges, nested classes, `&&`, `--`, `~~` and `[:name:]`.

use super::escape::{Escape, hex_digits};
use super::parser::{MAX_DEPTH, Parser};
use crate::characters::classes::Set;
use crate::error::PatternError;

/// One member of a class.
enum Item {
    /// A character, which may begin or end a range.
    Char(char),
    /// A set with a name: it may not begin a range.
    Named(Set),
    /// A class in brackets: a `-` behind it is a character.
    Nested(Set),
}

/// An operation and its left side.
type Pending = (fn(Box<Set>, Box<Set>) -> Set, Set);

impl Parser<'_> {
    /// The class whose opening bracket was just passed.
    pub(super) fn bracket(&mut self, depth: usize) -> Result<Set, PatternError> {
        let start = self.at - 1;
        if depth >= MAX_DEPTH {
            return Err(self.error_from(start, format!("classes stand more than {MAX_DEPTH} deep in each other")));
        }
        let negate = self.eat("^");
        let mut members = Vec::new();
        while self.eat("-") {
            members.push(Set::char('-'));
        }
        if members.is_empty() && self.eat("]") {
            members.push(Set::char(']'));
        }
        let mut pending: Option<Pending> = None;
        loop {
            let operation: fn(Box<Set>, Box<Set>) -> Set = match self.peek() {
                None => return Err(self.error_from(start, "this class is not closed; add `]`")),
                Some(']') => {
                    self.at += 1;
                    return Ok(applied(pending, members).negated_if(negate));
                }
                Some('&') if self.eat("&&") => Set::And,
                Some('-') if self.eat("--") => Set::Minus,
                Some('~') if self.eat("~~") => Set::Xor,
                Some(_) => {
                    members.push(self.member(start, depth)?);
                    continue;
                }
            };
            let left = applied(pending.take(), std::mem::take(&mut members));
            pending = Some((operation, left));
        }
    }

    /// A character, a range, or a set.
    fn member(&mut self, class: usize, depth: usize) -> Result<Set, PatternError> {
        let start = self.at;
        let first = self.item(depth)?;
        let first = match first {
            Item::Nested(set) => return Ok(set),
            other => other,
        };
        let ranged = self.peek() == Some('-') && !matches!(self.peek_second(), Some(']' | '-'));
        if !ranged {
            return Ok(match first {
                Item::Char(c) => Set::char(c),
                Item::Named(set) | Item::Nested(set) => set,
            });
        }
        self.at += 1;
        if self.peek().is_none() {
            return Err(self.error_from(class, "this class is not closed; add `]`"));
        }
        match (first, self.item(depth)?) {
            (Item::Char(first), Item::Char(last)) if first <= last => Ok(Set::Range(first, last)),
            (Item::Char(_), Item::Char(_)) => {
                Err(self.error_from(start, "the ends of this range are swapped; write the smaller character first"))
            }
            _ => Err(self.error_from(start, "a range goes from one character to another; write `\\-` for a hyphen")),
        }
    }

    fn item(&mut self, depth: usize) -> Result<Item, PatternError> {
        match self.peek() {
            Some('\\') => {
                let start = self.at;
                Ok(match self.escape(true)? {
                    Escape::Coded(c) | Escape::Plain(c) => Item::Char(c),
                    Escape::Set(set) => Item::Named(set),
                    Escape::Hex(negate) => Item::Nested(hex_digits().negated_if(negate)),
                    Escape::Place(_) => return Err(self.error_from(start, "a place cannot stand in a class")),
                })
            }
            Some('[') => {
                if let Some((set, length)) = posix(self.rest()) {
                    self.at += length;
                    return Ok(Item::Nested(set));
                }
                self.at += 1;
                self.bracket(depth + 1).map(Item::Nested)
            }
            _ => self.bump().map(Item::Char).ok_or_else(|| self.error_here("this class is not closed; add `]`")),
        }
    }
}

fn applied(pending: Option<Pending>, mut members: Vec<Set>) -> Set {
    let right = match members.pop() {
        Some(only) if members.is_empty() => only,
        Some(last) => {
            members.push(last);
            Set::Union(members)
        }
        None => Set::Union(members),
    };
    match pending {
        Some((operation, left)) => operation(Box::new(left), Box::new(right)),
        None => right,
    }
}

/// `[:name:]` or `[:^name:]` at the start of `text`, and its length.
fn posix(text: &str) -> Option<(Set, usize)> {
    let body = text.strip_prefix("[:")?;
    let (name, _) = body.split_once(":]")?;
    let (negate, bare) = name.strip_prefix('^').map_or((false, name), |bare| (true, bare));
    Some((Set::posix(bare)?.negated_if(negate), name.len() + 4))
}
