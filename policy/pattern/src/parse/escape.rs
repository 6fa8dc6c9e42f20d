//! What a backslash means, outside and inside of a class. Refuses what cannot be matched in linear time.

use super::parser::Parser;
use crate::ast::{Assertion, Node};
use crate::characters::classes::{Property, Set};
use crate::error::PatternError;

/// One escape.
pub(super) enum Escape {
    /// A character that letter case applies to: one written by its number.
    Coded(char),
    /// A character as it is.
    Plain(char),
    /// A set; letter case applies to it.
    Set(Set),
    /// `\h` and `\H`, as if written as a class in brackets.
    Hex(bool),
    /// A place; only outside of classes.
    Place(Assertion),
}

impl Parser<'_> {
    /// The escape at the backslash here, outside of a class.
    pub(super) fn escaped_atom(&mut self) -> Result<Node, PatternError> {
        Ok(match self.escape(false)? {
            Escape::Coded(c) => self.literal(c),
            Escape::Plain(c) => Node::Char(c),
            Escape::Set(set) => self.class(set),
            Escape::Hex(negate) => self.class(hex_digits().negated_if(negate)),
            Escape::Place(assertion) => Node::Assert(assertion),
        })
    }

    /// Reads the escape at the backslash here.
    pub(super) fn escape(&mut self, in_class: bool) -> Result<Escape, PatternError> {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.bump() else {
            return Err(self.error_from(start, "the pattern ends with a backslash; write `\\\\` for the character"));
        };
        let refused =
            |parser: &Self, what: &str| Err(parser.error_from(start, format!("{what}; write the pattern without it")));
        if !in_class {
            match c {
                'A' => return Ok(Escape::Place(Assertion::StartText)),
                'z' => return Ok(Escape::Place(Assertion::EndText)),
                'b' | 'B' if self.peek() == Some('{') => {
                    return refused(self, "`\\b{..}` is not part of the language of patterns");
                }
                'b' => return Ok(Escape::Place(Assertion::WordBoundary)),
                'B' => return Ok(Escape::Place(Assertion::NotWordBoundary)),
                '<' => return Ok(Escape::Place(Assertion::WordStart)),
                '>' => return Ok(Escape::Place(Assertion::WordEnd)),
                'k' => return refused(self, "a back-reference (`\\k`) cannot be matched in linear time"),
                'K' => return refused(self, "`\\K` (keep what is before out of the match) is not supported"),
                'G' => return refused(self, "`\\G` (the end of the last match) is not supported"),
                'Z' => return Err(self.error_from(start, "`\\Z` is not known; write `\\z` or `$` for the end")),
                _ => {}
            }
        }
        Ok(match c {
            '0'..='9' if in_class => return Err(self.error_from(start, "a back-reference cannot stand in a class")),
            '0'..='9' => {
                return refused(self, &format!("a back-reference (`\\{c}`) cannot be matched in linear time"));
            }
            'd' | 'D' => Escape::Set(Set::Property(Property::Digit).negated_if(c == 'D')),
            's' | 'S' => Escape::Set(Set::Property(Property::Space).negated_if(c == 'S')),
            'w' | 'W' => Escape::Set(Set::Property(Property::Word).negated_if(c == 'W')),
            'h' | 'H' => Escape::Hex(c == 'H'),
            'x' => Escape::Coded(self.coded(start, 2)?),
            'u' => Escape::Coded(self.coded(start, 4)?),
            'U' => Escape::Coded(self.coded(start, 8)?),
            'p' | 'P' => Escape::Set(self.property(start, c == 'P')?),
            'a' => Escape::Plain('\x07'),
            'b' => Escape::Plain('\x08'),
            'e' => Escape::Plain('\x1B'),
            'f' => Escape::Plain('\x0C'),
            'n' => Escape::Plain('\n'),
            'r' => Escape::Plain('\r'),
            't' => Escape::Plain('\t'),
            'v' => Escape::Plain('\x0B'),
            'A' | 'B' | 'G' | 'K' | 'k' | 'z' => Escape::Plain(c),
            _ if c.is_ascii_alphabetic() => {
                return Err(self.error_from(start, format!("`\\{c}` has no meaning; leave out the backslash")));
            }
            _ => Escape::Plain(c),
        })
    }

    /// The number of a character: so many hexadecimal digits, or one to eight in braces.
    fn coded(&mut self, start: usize, digits: usize) -> Result<char, PatternError> {
        let malformed = "write the number of a character with hexadecimal digits: `\\x41`, `\\u0041` or `\\x{41}`";
        let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = match self.rest().get(..digits) {
            Some(code) if is_hex(code) => {
                let code = u32::from_str_radix(code, 16);
                self.at += digits;
                code
            }
            _ => {
                let braced = self.rest().strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(code, _)| code);
                let Some(code) = braced.filter(|code| (1..=8).contains(&code.len()) && is_hex(code)) else {
                    return Err(self.error_from(start, malformed));
                };
                let (length, code) = (code.len() + 2, u32::from_str_radix(code, 16));
                self.at += length;
                code
            }
        };
        code.ok().and_then(char::from_u32).ok_or_else(|| self.error_from(start, "no character has this number"))
    }

    fn property(&mut self, start: usize, negate: bool) -> Result<Set, PatternError> {
        let name = if self.eat("{") {
            let Some(length) = self.rest().find('}') else {
                return Err(self.error_from(start, "this name of a property is not closed; add `}`"));
            };
            let name = self.rest().get(..length).unwrap_or("").to_owned();
            self.at += length + 1;
            name
        } else {
            let Some(letter) = self.bump() else {
                return Err(self.error_from(start, "a property needs a name, as in `\\p{L}`"));
            };
            letter.to_string()
        };
        let (inverted, name) = name.strip_prefix('^').map_or((false, name.as_str()), |rest| (true, rest));
        let Some(set) = Set::property(name) else {
            let message = format!(
                "the property `{name}` is not supported; there are L, Lu, Ll, M, N, Nd, Nl, No, Pc, Cc, Alphabetic, \
                 Uppercase, Lowercase, White_Space, Any and ASCII"
            );
            return Err(self.error_from(start, message));
        };
        Ok(set.negated_if(negate != inverted))
    }
}

/// What `\h` matches.
pub(super) fn hex_digits() -> Set {
    Set::Union(vec![Set::Range('0', '9'), Set::Range('A', 'F'), Set::Range('a', 'f')])
}
