//! Rule text in, its tree and its errors out. Reads every text in one pass; a rule with an error is left out, and reading
//! goes on at the next line that begins with `rule`.

mod block;
mod clause;
mod cursor;
mod lex;
mod query;
mod value;

use block::{assignment, block, optional_conditions, when_block};
use clause::{Context, line, with_more_items};
use cursor::{Cursor, Parse, span};

use crate::ast::value::Text;
use crate::ast::{Line, Rule, RuleFile};
use crate::error::{Dialect, ParseError};
use crate::header;

/// After so many errors the rest of the file is not read.
const MAX_ERRORS: usize = 20;

/// What was read, and what could not be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// What is sound. With errors it is a part of the file: cfn-guard would refuse the file as a whole.
    pub file: RuleFile,
    /// In the order of the text; at most one for each rule, and at most 20.
    pub errors: Vec<ParseError>,
    /// The comments, each from its `#` to the end of its line, without blanks at its end; in order.
    pub comments: Vec<tablewarden_source::Span>,
}

impl Parsed {
    /// The file if it has no error, as cfn-guard takes it.
    ///
    /// # Errors
    /// The errors, at least one.
    pub fn into_result(self) -> Result<RuleFile, Vec<ParseError>> {
        if self.errors.is_empty() { Ok(self.file) } else { Err(self.errors) }
    }
}

/// Reads a rule file as cfn-guard of that dialect reads it, but for four things: a byte order mark in front is passed over
/// (spans count it); nothing lies deeper than 200 levels; regular expressions are not compiled, so a wrong one passes; and
/// keywords as names of properties are followed less far (`when !in {}` is refused).
#[must_use]
pub fn parse(text: &str, dialect: Dialect) -> Parsed {
    let mut parsed = Parsed::default();
    parsed.file.span = span(0, text.len());
    if u32::try_from(text.len()).is_err() {
        let message = "the file is larger than 4 GiB, split it".to_owned();
        parsed.errors.push(ParseError { message, span: span(0, 0), expected: "a smaller file" });
        return parsed;
    }
    let mut cursor = Cursor::new(text, dialect);
    parsed.file.byte_order_mark = cursor.eat("\u{feff}");
    loop {
        cursor.skip_blanks();
        if cursor.rest().is_empty() {
            break;
        }
        let start = cursor.at;
        let Err(error) = entry(&mut cursor, &mut parsed.file) else { continue };
        let from = (error.span.start as usize).max(start + 1);
        parsed.errors.push(*error);
        match next_rule(text, from) {
            Some(at) if parsed.errors.len() < MAX_ERRORS => cursor.restart(at),
            _ => break,
        }
    }
    parsed.comments = cursor.comments;
    parsed
}

/// The string that `text` begins with, with its quotes.
pub(crate) fn string_at_start(text: &str) -> Option<&str> {
    lex::string(text).ok().map(|(_, string)| string)
}

/// Where the next line begins that begins with `rule` and a blank, at or after the line's part from `from` on.
fn next_rule(text: &str, from: usize) -> Option<usize> {
    let mut at = text.get(..from)?.rfind('\n').map_or(0, |newline| newline + 1);
    for line in text.get(at..)?.split_inclusive('\n') {
        let word = at + (line.len() - line.trim_start().len());
        let is_rule =
            line.trim_start().strip_prefix("rule").is_some_and(|rest| rest.starts_with([' ', '\t', '\r', '\n']));
        if is_rule && word >= from {
            return Some(word);
        }
        at += line.len();
    }
    None
}

/// One thing at file level, right here.
fn entry(cursor: &mut Cursor<'_>, file: &mut RuleFile) -> Parse<()> {
    if let Some(found) = assignment(cursor)? {
        file.assignments.push(found);
    } else if let Some(found) = rule(cursor)? {
        file.rules.push(found);
    } else if let Some(found) = default_line(cursor)? {
        file.defaults.push(found);
    } else {
        return Err(cursor.expected("`rule`, `let`, a resource type or a clause"));
    }
    Ok(())
}

/// A line outside of rules: type blocks, one when block, or clauses. References are only in the when block.
fn default_line(cursor: &mut Cursor<'_>) -> Parse<Option<Line>> {
    if let Some(found) = line(cursor, Context::Types)? {
        return Ok(Some(found));
    }
    match when_block(cursor, Context::When, Context::Clauses)? {
        Some(found @ crate::ast::Item::When(_)) => {
            let span = found.span();
            Ok(Some(Line { items: vec![found], span }))
        }
        Some(found) => with_more_items(cursor, Context::Clauses, found).map(Some),
        None => line(cursor, Context::Clauses),
    }
}

/// A rule right here; nothing is consumed if `rule` and a blank are not here.
fn rule(cursor: &mut Cursor<'_>) -> Parse<Option<Rule>> {
    let start = cursor.at;
    if !(cursor.eat("rule") && cursor.skip_blanks()) {
        cursor.at = start;
        return Ok(None);
    }
    let name = rule_name(cursor, "the name of the rule")?;
    let parameters = parameters(cursor)?;
    let conditions = if parameters.is_empty() { optional_conditions(cursor)? } else { Vec::new() };
    if !parameters.is_empty() {
        let before = cursor.at;
        cursor.skip_blanks();
        if cursor.sees("when") || cursor.sees("WHEN") {
            return Err(cursor.expected_for("`{`", ", as a rule with parameters has no `when`"));
        }
        cursor.at = before;
    }
    let body = block(cursor, Context::Rule)?;
    let severity = header::severity_above(cursor.text(), start);
    Ok(Some(Rule { name, parameters, conditions, body, severity, span: cursor.span_from(start) }))
}

/// A name right here, which has to be there.
fn rule_name(cursor: &mut Cursor<'_>, expected: &'static str) -> Parse<Text> {
    let start = cursor.at;
    match cursor.take(lex::name) {
        Some(name) => Ok(Text { text: name.into(), span: cursor.span_from(start) }),
        None => Err(cursor.expected_for(expected, " (it begins with a letter from a to z)")),
    }
}

/// The parameters right after a rule's name; empty if there is no `(`.
fn parameters(cursor: &mut Cursor<'_>) -> Parse<Vec<Text>> {
    let mut names = Vec::new();
    if !cursor.eat("(") {
        return Ok(names);
    }
    loop {
        cursor.take(nom::character::complete::multispace0);
        names.push(rule_name(cursor, "the name of a parameter")?);
        cursor.take(nom::character::complete::multispace0);
        if cursor.eat(")") {
            return Ok(names);
        }
        if !cursor.eat(",") {
            return Err(cursor.expected_for("`,` or `)`", " after the parameter"));
        }
    }
}

#[cfg(test)]
mod tests;
