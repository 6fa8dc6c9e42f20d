//! The functions that make texts, and the one that reads a text as a document. Nothing grows past a bound.

use std::rc::Rc;

use tablewarden_pattern::{Pattern, Template};
use tablewarden_source::Gravity;
use tablewarden_template::{At, Limits, NodeId, Syntax, TreeBuilder, read};

use super::excerpt::excerpt;
use crate::evaluate::evaluator::Evaluator;
use crate::stop::Stop;
use crate::values::query_result::QueryResult;
use crate::values::value::{Parsed, Scalar, Shape, Val};

/// The longest text that a function makes.
const LONGEST: usize = 4 * 1024 * 1024;

pub(super) fn made<'a>(text: String, origin: Option<At>) -> Val<'a> {
    Val::made(Scalar::Str(text.into()), origin)
}

/// The characters from `from` up to `to`; none where there are not that many.
pub(super) fn substring(text: &str, from: usize, to: usize) -> Option<&str> {
    if text.is_empty() || from >= to {
        return None;
    }
    let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = starts.nth(from)?;
    let end = starts.nth(to - from - 1)?;
    text.get(start..end)
}

/// `%41` read as `A`; a `%` without two digits stays. None where the bytes are no text.
pub(super) fn url_decoded(text: &str) -> Option<String> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn join(&self, values: &[QueryResult<'a>], separator: &str) -> Result<Box<str>, Stop> {
        let mut joined = String::new();
        for (position, found) in values.iter().enumerate() {
            let Some(value) = found.value() else {
                return Err(Stop::Undecidable("`join` is given a value that is not there".to_owned()));
            };
            let Shape::Str(text) = self.document.shape(value) else {
                return Err(Stop::Undecidable("`join` is given a value that is no text".to_owned()));
            };
            if position > 0 {
                joined.push_str(separator);
            }
            joined.push_str(text);
            self.document.meter.spend_on_bytes(text.len() + separator.len())?;
            bounded(joined.len())?;
        }
        Ok(joined.into())
    }

    /// The replacements of all matches, one behind the other, without what is between them.
    pub(super) fn replaced(&self, pattern: &Pattern, text: &str, replacement: &str) -> Result<String, Stop> {
        let meter = &self.document.meter;
        let template = Template::new(replacement);
        let groups = replacement.bytes().filter(|byte| *byte == b'$').count();
        let mut replaced = String::new();
        let (mut matches, mut steps) = (pattern.captures_within(text, meter.left()), 0);
        while let Some(captures) = matches.next() {
            meter.spend(usize::try_from(matches.steps() - steps).unwrap_or(usize::MAX))?;
            steps = matches.steps();
            let most = replacement.len() + groups.saturating_mul(text.len());
            meter.spend_on_bytes(most)?;
            bounded(replaced.len().saturating_add(most))?;
            template.expand(&captures, &mut replaced);
        }
        meter.spend(usize::try_from(matches.steps() - steps).unwrap_or(usize::MAX))?;
        if matches.gave_up() {
            return Err(Stop::Error("`regex_replace` takes too long on this text; anchor the expression".to_owned()));
        }
        Ok(replaced)
    }

    /// The document that `text` is.
    pub(super) fn parse(&self, text: &str, origin: Option<At>) -> Result<Val<'a>, Stop> {
        self.document.meter.spend(1 + 2 * text.len())?;
        let document = read(text, Syntax::Auto, Limits::default());
        if let Some(problem) = document.problems.iter().find(|problem| problem.gravity > Gravity::Notice) {
            return Err(Stop::Error(format!("`json_parse` cannot read `{}`: {}", excerpt(text), problem.message)));
        }
        let nodes = u32::try_from(document.tree.len()).unwrap_or(u32::MAX);
        let mut builder = TreeBuilder::new("", nodes);
        match document.tree.root() {
            Some(root) => builder.copy(&document.tree, root, false),
            None => return Ok(Val::made(Scalar::Null, origin)),
        };
        let parsed = Parsed { tree: builder.finish(), origin };
        Ok(Val::Parsed(Rc::new(parsed), At::main(NodeId(0))))
    }
}

fn bounded(length: usize) -> Result<(), Stop> {
    if length > LONGEST {
        return Err(Stop::Error(format!("a function would make a text of more than {LONGEST} bytes")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substrings_are_counted_in_characters() {
        assert_eq!(substring("naïve", 0, 3), Some("naï"));
        assert_eq!(substring("naïve", 2, 5), Some("ïve"));
        assert_eq!(substring("naïve", 2, 6), None);
        assert_eq!(substring("abc", 1, 1), None);
        assert_eq!(substring("", 0, 1), None);
    }

    #[test]
    fn urls_are_decoded() {
        assert_eq!(url_decoded("a%20b%C3%A9").as_deref(), Some("a bé"));
        assert_eq!(url_decoded("100%").as_deref(), Some("100%"));
        assert_eq!(url_decoded("%zz+").as_deref(), Some("%zz+"));
        assert_eq!(url_decoded("%ff"), None);
    }
}
