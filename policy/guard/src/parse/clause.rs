//! Lines and their items: clauses, block clauses, when blocks, type blocks, calls and references. What an item is, is
//! decided by what follows its query, so nothing is read twice.

use tablewarden_source::Span;

use super::block::{block, type_block, when_block};
use super::cursor::{Cursor, Parse};
use super::lex;
use super::query::query;
use super::value::{arguments, call_name, operand};
use crate::ast::query::{PartKind, Query};
use crate::ast::value::{Operand, Text};
use crate::ast::{AccessClause, BlockClause, Item, Line, Message, Operator, RuleCall, RuleRef};

/// Where lines stand, which says what items they may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// In a rule's body: every item.
    Rule,
    /// In a when block directly in a rule's body or in the file: every item but type blocks.
    When,
    /// In every other block and in filters: every item but type blocks and references.
    Clauses,
    /// After `when`: clauses, calls and references.
    Conditions,
    /// Type blocks joined by `or` in the file.
    Types,
}

impl Context {
    fn has_types(self) -> bool {
        matches!(self, Self::Rule | Self::Types)
    }

    fn has_references(self) -> bool {
        matches!(self, Self::Rule | Self::When | Self::Conditions)
    }

    /// What an item may be, for errors.
    fn expected(self) -> &'static str {
        match self {
            Self::Rule => "a clause, a block, a resource type or the name of a rule",
            Self::When | Self::Conditions => "a clause or the name of a rule",
            Self::Clauses => "a clause",
            Self::Types => "a resource type",
        }
    }
}

/// Lines, after blanks, as many as there are.
pub(super) fn lines(cursor: &mut Cursor<'_>, context: Context) -> Parse<Vec<Line>> {
    let mut lines = Vec::new();
    while let Some(line) = line(cursor, context)? {
        lines.push(line);
    }
    Ok(lines)
}

/// The conditions after `when`, which was consumed: a blank and at least one line.
pub(super) fn conditions(cursor: &mut Cursor<'_>) -> Parse<Vec<Line>> {
    if !cursor.skip_blanks() {
        return Err(cursor.expected_for("a blank", " after `when`"));
    }
    let lines = lines(cursor, Context::Conditions)?;
    if lines.is_empty() { Err(cursor.expected(Context::Conditions.expected())) } else { Ok(lines) }
}

/// One line, after blanks; nothing is consumed if there is none.
pub(super) fn line(cursor: &mut Cursor<'_>, context: Context) -> Parse<Option<Line>> {
    let before = cursor.at;
    cursor.skip_blanks();
    match item(cursor, context)? {
        Some(first) => with_more_items(cursor, context, first).map(Some),
        None => {
            cursor.at = before;
            Ok(None)
        }
    }
}

/// The line that begins with `first`: the items after `or`. An `or` that no item follows is left where it is.
pub(super) fn with_more_items(cursor: &mut Cursor<'_>, context: Context, first: Item) -> Parse<Line> {
    let start = first.span().start as usize;
    let mut items = vec![first];
    let mut end = cursor.at;
    while or(cursor) {
        match item(cursor, context)? {
            Some(item) => items.push(item),
            None => break,
        }
        end = cursor.at;
    }
    cursor.at = end;
    Ok(Line { items, span: cursor.span_from(start) })
}

/// Takes `or` and the blanks around it; those after it have to be there.
fn or(cursor: &mut Cursor<'_>) -> bool {
    cursor.skip_blanks();
    (cursor.eat("or") || cursor.eat("OR") || cursor.eat("|OR|")) && cursor.skip_blanks()
}

/// One item right here; nothing is consumed if none begins.
pub(super) fn item(cursor: &mut Cursor<'_>, context: Context) -> Parse<Option<Item>> {
    if context.has_types()
        && let Some(found) = type_block(cursor)?
    {
        return Ok(Some(Item::Type(Box::new(found))));
    }
    if context == Context::Types {
        return Ok(None);
    }
    if context != Context::Conditions {
        let inner = if context == Context::Rule { Context::When } else { Context::Clauses };
        if let Some(found) = when_block(cursor, inner, context)? {
            return Ok(Some(found));
        }
    }
    plain_item(cursor, context)
}

/// One item right here that is no type block and no when block; nothing is consumed if none begins.
pub(super) fn plain_item(cursor: &mut Cursor<'_>, context: Context) -> Parse<Option<Item>> {
    let start = cursor.at;
    let key_not = context != Context::Conditions && is_key_not(cursor);
    let not = !key_not && cursor.take(lex::negation).is_some();
    if let Some(name) = call_name(cursor) {
        return call(cursor, start, not, name).map(|call| Some(Item::Call(Box::new(call))));
    }
    let Some(query) = query(cursor)? else {
        return reference(cursor, context, start, None);
    };
    if context != Context::Conditions
        && let Some(not_empty) = block_follows(cursor)
    {
        if not {
            let message = "a block cannot be negated, negate the clauses in it".to_owned();
            return Err(cursor.wrong(start, "a block without `not`", message));
        }
        let block = block(cursor, Context::Clauses)?;
        let span = cursor.span_from(start);
        return Ok(Some(Item::Block(Box::new(BlockClause { query, not_empty, block, span }))));
    }
    if key_not {
        return Err(cursor.expected_for("`{`", ", as a property called `not` can only have a block"));
    }
    match operator(cursor) {
        Some(operator) => {
            let right = right_side(cursor, operator.0)?;
            let clause = operator_rest(cursor, not, query, operator, right, start)?;
            Ok(Some(Item::Clause(Box::new(clause))))
        }
        None => reference(cursor, context, start, Some(&query)),
    }
}

/// Whether a `not` is here that is the name of a property: one that a step or a block follows.
fn is_key_not(cursor: &mut Cursor<'_>) -> bool {
    let start = cursor.at;
    let word = cursor.eat("not") || cursor.eat("NOT");
    let key = word && cursor.skip_blanks() && (cursor.sees("{") || cursor.sees("[") || cursor.sees("."));
    cursor.at = start;
    key
}

/// Whether `{` comes after blanks, or `not empty` and `{`; then what stands before the `{` is consumed, and the answer
/// is whether `not empty` was there.
fn block_follows(cursor: &mut Cursor<'_>) -> Option<bool> {
    let before = cursor.at;
    cursor.skip_blanks();
    if cursor.sees("{") {
        return Some(false);
    }
    if cursor.take(lex::negation).is_some() && cursor.keyword(&["EMPTY", "empty"]) {
        cursor.skip_blanks();
        if cursor.sees("{") {
            return Some(true);
        }
    }
    cursor.at = before;
    None
}

/// An operator, whether it is negated, and its span.
pub(super) type Sign = (Operator, bool, Span);

/// An operator after blanks; nothing is consumed if there is none.
pub(super) fn operator(cursor: &mut Cursor<'_>) -> Option<Sign> {
    let (before, dialect) = (cursor.at, cursor.dialect);
    cursor.skip_blanks();
    let start = cursor.at;
    match cursor.take(|rest| lex::operator(dialect, rest)) {
        Some((operator, negated)) => Some((operator, negated, cursor.span_from(start))),
        None => {
            cursor.at = before;
            None
        }
    }
}

/// The right side, if the operator has one.
fn right_side(cursor: &mut Cursor<'_>, operator: Operator) -> Parse<Option<Operand>> {
    if !operator.is_binary() {
        return Ok(None);
    }
    match operand(cursor)? {
        Some(right) => Ok(Some(right)),
        None => Err(cursor.expected("a value, a query or a function call")),
    }
}

/// The clause whose sides were read: what is left is the message.
pub(super) fn operator_rest(
    cursor: &mut Cursor<'_>,
    not: bool,
    query: Query,
    sign: Sign,
    right: Option<Operand>,
    start: usize,
) -> Parse<AccessClause> {
    let message = message_after_blanks(cursor)?;
    let (operator, operator_not, operator_span) = sign;
    let span = cursor.span_from(start);
    Ok(AccessClause { not, query, operator, operator_not, operator_span, right, message, span })
}

/// A message, after blanks, comments and newlines.
fn message_after_blanks(cursor: &mut Cursor<'_>) -> Parse<Option<Message>> {
    let before = cursor.at;
    cursor.skip_blanks();
    let message = message(cursor)?;
    if message.is_none() {
        cursor.at = before;
    }
    Ok(message)
}

/// A message right here.
fn message(cursor: &mut Cursor<'_>) -> Parse<Option<Message>> {
    let start = cursor.at;
    if !cursor.sees("<<") {
        return Ok(None);
    }
    match cursor.take(lex::message) {
        Some(text) => Ok(Some(Message { text: text.into(), span: cursor.span_from(start) })),
        None => {
            cursor.at += "<<".len();
            Err(cursor.wrong(start, "`>>`", "Expected `>>` to end this message.".to_owned()))
        }
    }
}

/// The call of a parameterized rule whose name was read.
fn call(cursor: &mut Cursor<'_>, start: usize, not: bool, name: Text) -> Parse<RuleCall> {
    let arguments = arguments(cursor)?;
    let message = message_after_blanks(cursor)?;
    Ok(RuleCall { not, name, arguments, message, span: cursor.span_from(start) })
}

/// The reference to a rule at `start`, where a query without an operator was read, or none. After the name there is a
/// newline, a comment, `{`, `or`, the end of the file, or a message.
fn reference(cursor: &mut Cursor<'_>, context: Context, start: usize, query: Option<&Query>) -> Parse<Option<Item>> {
    let lone = query.is_none_or(|query| query.parts.len() == 1);
    if !lone || !context.has_references() {
        let Some(query) = query else {
            cursor.at = start;
            return Ok(None);
        };
        let error = no_operator(cursor, query, context.has_references());
        if !lone {
            return Err(error);
        }
        cursor.leave_unfinished(start, error);
        return Ok(None);
    }
    let after_query = cursor.at;
    cursor.at = start;
    let not = cursor.take(lex::negation).is_some();
    let name_start = cursor.at;
    let Some(name) = cursor.take(lex::name) else {
        cursor.at = if query.is_some() { after_query } else { start };
        return query.map_or(Ok(None), |query| Err(no_operator(cursor, query, true)));
    };
    let name = Text { text: name.into(), span: cursor.span_from(name_start) };
    if lex::ends_rule_name(cursor.rest()) {
        let span = cursor.span_from(start);
        return Ok(Some(Item::Ref(Box::new(RuleRef { not, name, message: None, span }))));
    }
    cursor.take(nom::character::complete::space0);
    match message(cursor)? {
        Some(message) => {
            let span = cursor.span_from(start);
            Ok(Some(Item::Ref(Box::new(RuleRef { not, name, message: Some(message), span }))))
        }
        None => Err(after_name(cursor, &name, true)),
    }
}

/// The error that a query has no operator.
#[cold]
fn no_operator(cursor: &mut Cursor<'_>, query: &Query, references: bool) -> Box<crate::ParseError> {
    let name = match query.parts.as_slice() {
        [part] => match &part.kind {
            PartKind::Key(key) => Some(Text { text: key.clone(), span: part.span }),
            _ => None,
        },
        _ => None,
    };
    cursor.skip_blanks();
    match name {
        Some(name) => after_name(cursor, &name, references),
        None => cursor.expected_for("an operator", " after the query, such as `==`, `in` or `exists`"),
    }
}

/// The error that a name is neither a query with an operator nor the name of a rule at the end of its line.
#[cold]
fn after_name(cursor: &mut Cursor<'_>, name: &Text, references: bool) -> Box<crate::ParseError> {
    if &**name == "rule" {
        let message = "Expected `}` before the next rule.".to_owned();
        return Box::new(crate::ParseError { message, span: name.span, expected: "`}`" });
    }
    let purpose = format!(
        " after `{}`{}",
        name.text,
        if references { "; the name of a rule stands at the end of its line" } else { "" }
    );
    cursor.expected_for("an operator", &purpose)
}
