//! Lines and their items as text. A line goes on one line of text if it fits and has neither block nor message; else each
//! of its items begins one, `or` in front, and a message stands below its clause.

use super::block;
use super::out::Out;
use super::query::{Side, operand, query};
use crate::ast::{AccessClause, Item, Line, Message, Operator, RuleCall, RuleRef, TypeBlock};

/// A line.
pub(super) fn line(out: &mut Out<'_>, line: &Line) {
    if out.on_one_line(|out| items(out, line, false)) {
        return;
    }
    items(out, line, true);
}

fn items(out: &mut Out<'_>, line: &Line, apart: bool) {
    for (at, item) in line.items.iter().enumerate() {
        if at > 0 {
            out.comments_before(item.span().start);
            let after_block = matches!(line.items.get(at - 1), Some(Item::When(_) | Item::Type(_) | Item::Block(_)));
            if apart && !after_block {
                out.end_line();
            }
            out.text(if apart && !after_block { "or " } else { " or " });
        }
        self::item(out, item);
    }
}

/// `when` and its conditions: on the line if there is one that fits, else each on a line of its own.
pub(super) fn conditions(out: &mut Out<'_>, lines: &[Line]) {
    let Some(first) = lines.first() else { return };
    out.token(first.span.start, "when");
    if let [only] = lines
        && out.on_one_line(|out| {
            out.text(" ");
            items(out, only, false);
        })
    {
        return;
    }
    out.deeper();
    out.end_line();
    for condition in lines {
        out.comments_before(condition.span.start);
        line(out, condition);
        out.end_line();
    }
    out.shallower();
}

fn item(out: &mut Out<'_>, item: &Item) {
    match item {
        Item::When(found) => {
            conditions(out, &found.conditions);
            block(out, &found.block);
        }
        Item::Type(found) => type_block(out, found),
        Item::Block(found) => {
            query(out, &found.query, Side::Left);
            if found.not_empty {
                out.text(" !empty");
            }
            block(out, &found.block);
        }
        Item::Clause(found) => clause(out, found),
        Item::Call(found) => call(out, found),
        Item::Ref(found) => reference(out, found),
    }
}

fn type_block(out: &mut Out<'_>, found: &TypeBlock) {
    out.raw(found.type_name.span);
    if !found.conditions.is_empty() {
        out.text(" ");
    }
    conditions(out, &found.conditions);
    let braces = found.block.span.of(out.source()).starts_with('{');
    match found.block.lines.first() {
        Some(only) if !braces => {
            out.text(" ");
            line(out, only);
        }
        _ => block(out, &found.block),
    }
}

fn clause(out: &mut Out<'_>, found: &AccessClause) {
    let first = found.query.parts.first().map_or(found.query.span.start, |part| part.span.start);
    negation(out, found.not, first);
    query(out, &found.query, Side::Left);
    let spelling = match (found.operator_not, found.operator) {
        (false, operator) => operator.as_str().to_owned(),
        (true, Operator::Equal) => "!=".to_owned(),
        (true, Operator::Empty) => "!empty".to_owned(),
        (true, operator) => format!("not {}", operator.as_str()),
    };
    out.text(" ");
    out.token(found.operator_span.start, &spelling);
    if let Some(right) = &found.right {
        out.text(" ");
        operand(out, right);
    }
    message(out, found.message.as_ref());
}

fn call(out: &mut Out<'_>, found: &RuleCall) {
    negation(out, found.not, found.name.span.start);
    out.raw(found.name.span);
    arguments(out, &found.arguments);
    message(out, found.message.as_ref());
}

fn reference(out: &mut Out<'_>, found: &RuleRef) {
    negation(out, found.not, found.name.span.start);
    out.raw(found.name.span);
    if let Some(message) = &found.message {
        out.text(" ");
        out.raw(message.span);
    }
}

fn negation(out: &mut Out<'_>, not: bool, start: u32) {
    out.comments_before(start);
    if not {
        out.text("not ");
    }
}

/// The message of a clause or call, on a line of its own.
fn message(out: &mut Out<'_>, message: Option<&Message>) {
    let Some(message) = message else { return };
    out.deeper();
    out.end_line();
    out.raw(message.span);
    out.shallower();
}

/// `(argument, …)`.
pub(super) fn arguments(out: &mut Out<'_>, arguments: &[crate::ast::value::Operand]) {
    out.text("(");
    for (at, argument) in arguments.iter().enumerate() {
        if at > 0 {
            out.text(", ");
        }
        operand(out, argument);
    }
    out.text(")");
}
