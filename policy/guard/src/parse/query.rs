//! Queries: a first part and the steps after it. A `[` after a query is always its next step.

use super::clause::{Context, line, lines, operator_rest, with_more_items};
use super::cursor::{Cursor, Parse, span};
use super::lex;
use super::value::{int, operand, string};
use crate::ast::query::{Filter, KeysFilter, KeysOperator, Part, PartKind, Query};
use crate::ast::value::{Operand, Text};
use crate::ast::{Item, Line};

/// A query right here; blanks may only come before `some` and `this`. Nothing is consumed if there is none.
pub(super) fn query(cursor: &mut Cursor<'_>) -> Parse<Option<Query>> {
    let before = cursor.at;
    let blank = cursor.skip_blanks();
    let start = cursor.at;
    let some = (cursor.eat("SOME") || cursor.eat("some")) && cursor.skip_blanks();
    if !some {
        cursor.at = start;
    }
    let Some(first) = first_part(cursor, blank && !some)? else {
        cursor.at = before;
        return Ok(None);
    };
    let mut parts = vec![first];
    while let Some(part) = next_part(cursor)? {
        parts.push(part);
    }
    Ok(Some(Query { some, parts, span: cursor.span_from(start) }))
}

/// `this`, `%name`, a name or a string; with `this_only` nothing but `this`.
fn first_part(cursor: &mut Cursor<'_>, this_only: bool) -> Parse<Option<Part>> {
    let start = cursor.at;
    let kind = if cursor.keyword(&["this", "THIS"]) {
        PartKind::This
    } else if this_only {
        return Ok(None);
    } else {
        match named(cursor)? {
            Some(Named::Key(key)) => PartKind::Key(key),
            Some(Named::Variable(name)) => PartKind::Variable(name),
            None => return Ok(None),
        }
    };
    Ok(Some(Part { kind, span: cursor.span_from(start) }))
}

/// A property's name, or a variable that gives names.
enum Named {
    Key(Box<str>),
    Variable(Box<str>),
}

impl Named {
    /// The text of a string as a name: with `%` in front it is a variable even in quotes.
    fn quoted(text: Box<str>) -> Self {
        match text.strip_prefix('%') {
            Some(name) => Self::Variable(name.into()),
            None => Self::Key(text),
        }
    }

    /// As a part that is not the first.
    fn step(self) -> PartKind {
        match self {
            Self::Key(key) => PartKind::Key(key),
            Self::Variable(name) => PartKind::Interpolated(name),
        }
    }
}

/// A name, a string or `%name`.
fn named(cursor: &mut Cursor<'_>) -> Parse<Option<Named>> {
    if let Some(name) = cursor.take(lex::name) {
        return Ok(Some(Named::Key(name.into())));
    }
    let start = cursor.at;
    if cursor.eat("%") {
        return match cursor.take(lex::name) {
            Some(name) => Ok(Some(Named::Variable(name.into()))),
            None => {
                let error = cursor.expected_for("the name of a variable", " after `%`");
                cursor.at = start;
                Err(error)
            }
        };
    }
    if cursor.sees("'") || cursor.sees("\"") {
        return string(cursor).map(|text| Some(Named::quoted(text)));
    }
    Ok(None)
}

/// The next step, with the blanks before it; nothing is consumed if there is none.
fn next_part(cursor: &mut Cursor<'_>) -> Parse<Option<Part>> {
    let before = cursor.at;
    cursor.skip_blanks();
    let start = cursor.at;
    let kind = if cursor.eat(".") {
        dotted(cursor)?
    } else if cursor.eat("[") {
        cursor.enter()?;
        let kind = bracketed(cursor)?;
        cursor.leave();
        kind
    } else {
        cursor.at = before;
        return Ok(None);
    };
    Ok(Some(Part { kind, span: cursor.span_from(start) }))
}

/// What follows a dot.
fn dotted(cursor: &mut Cursor<'_>) -> Parse<PartKind> {
    if let Some(index) = int(cursor)? {
        return Ok(PartKind::Index(index));
    }
    if cursor.eat("*") {
        return Ok(PartKind::AllValues(None));
    }
    match named(cursor)? {
        Some(named) => Ok(named.step()),
        None => Err(cursor.expected_for("a property, an index, `*` or `%name`", " right after the dot")),
    }
}

/// What follows `[`, with the `]`.
fn bracketed(cursor: &mut Cursor<'_>) -> Parse<PartKind> {
    let inside = cursor.at;
    if cursor.eat_after_blanks("*") {
        return close(cursor).map(|()| PartKind::AllIndices(None));
    }
    if let Some(index) = int(cursor)? {
        return close(cursor).map(|()| PartKind::Index(index));
    }
    if cursor.sees("'") || cursor.sees("\"") {
        let text = string(cursor)?;
        if cursor.eat_after_blanks("]") {
            return Ok(Named::quoted(text).step());
        }
        cursor.at = inside;
    }
    let blank = cursor.skip_blanks();
    let start = cursor.at;
    let mut capture = None;
    if let Some(name) = cursor.take(lex::name) {
        let name = Text { text: name.into(), span: cursor.span_from(start) };
        if cursor.eat_after_blanks("]") {
            return Ok(if blank { PartKind::AllValues(Some(name)) } else { PartKind::AllIndices(Some(name)) });
        }
        if cursor.take(lex::pipe).is_some() {
            capture = Some(name);
            cursor.skip_blanks();
        } else {
            cursor.at = start;
        }
    }
    if cursor.keyword(&["KEYS", "keys"]) {
        return keys(cursor, capture);
    }
    let lines = lines(cursor, Context::Clauses)?;
    filter(cursor, capture, lines)
}

/// The end of a bracket.
fn close(cursor: &mut Cursor<'_>) -> Parse<()> {
    if cursor.eat_after_blanks("]") { Ok(()) } else { Err(cursor.expected("`]`")) }
}

/// The end of a filter of these lines.
fn filter(cursor: &mut Cursor<'_>, capture: Option<Text>, lines: Vec<Line>) -> Parse<PartKind> {
    if lines.is_empty() {
        return Err(cursor.expected("an index, `*`, a name or a clause"));
    }
    close(cursor)?;
    Ok(PartKind::Filter(Box::new(Filter { capture, lines })))
}

/// What follows `[ keys`: a filter of keys if `]` comes after one comparison; if not, `keys` is a property after all.
fn keys(cursor: &mut Cursor<'_>, capture: Option<Text>) -> Parse<PartKind> {
    let word = span(cursor.at - "keys".len(), cursor.at);
    cursor.skip_blanks();
    let start = cursor.at;
    let Some((operator, operator_not)) = keys_operator(cursor) else {
        return Err(cursor.expected_for("`==`, `!=`, `in` or `not in`", " after `keys`"));
    };
    let operator_span = cursor.span_from(start);
    let Some(right) = operand(cursor)? else {
        return Err(cursor.expected("a value or a query"));
    };
    if !matches!(right, Operand::Call(_)) && cursor.eat_after_blanks("]") {
        let filter = KeysFilter { capture, operator, operator_not, operator_span, right };
        return Ok(PartKind::Keys(Box::new(filter)));
    }
    let spelling = word.of(cursor.text()).into();
    let query = Query { some: false, parts: vec![Part { kind: PartKind::Key(spelling), span: word }], span: word };
    let operator = match operator {
        KeysOperator::Equal => crate::ast::Operator::Equal,
        KeysOperator::In => crate::ast::Operator::In,
    };
    let clause =
        operator_rest(cursor, false, query, (operator, operator_not, operator_span), Some(right), word.start as usize)?;
    let mut lines = vec![with_more_items(cursor, Context::Clauses, Item::Clause(Box::new(clause)))?];
    while let Some(line) = line(cursor, Context::Clauses)? {
        lines.push(line);
    }
    filter(cursor, capture, lines)
}

/// The operator of a filter of keys, and whether it is negated.
fn keys_operator(cursor: &mut Cursor<'_>) -> Option<(KeysOperator, bool)> {
    if cursor.eat("==") {
        return Some((KeysOperator::Equal, false));
    }
    if cursor.eat("!=") {
        return Some((KeysOperator::Equal, true));
    }
    let start = cursor.at;
    let negated = cursor.take(lex::negation).is_some();
    if cursor.take(lex::in_word).is_some() {
        return Some((KeysOperator::In, negated));
    }
    cursor.at = start;
    None
}
