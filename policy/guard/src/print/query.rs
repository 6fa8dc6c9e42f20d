//! Queries and right sides as text. Filters and lists go on one line if they fit, else their content stands below them.

use super::clause::{arguments, line};
use super::out::Out;
use crate::ast::query::{Part, PartKind, Query};
use crate::ast::value::{Operand, Text, Value, ValueKind};

/// Which side of an operator a query stands on: a string is a property on the left and a literal on the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A query.
pub(super) fn query(out: &mut Out<'_>, query: &Query, side: Side) {
    for (at, part) in query.parts.iter().enumerate() {
        out.comments_before(part.span.start);
        if at == 0 && query.some {
            out.text("some ");
        }
        match &part.kind {
            PartKind::Key(key) if at == 0 && side == Side::Left && is_keyword(part.span.of(out.source())) => {
                out.token(part.span.start, &format!("'{key}'"));
            }
            PartKind::This => out.token(part.span.start, "this"),
            PartKind::Variable(_) | PartKind::Key(_) | PartKind::Interpolated(_) | PartKind::Index(_) => {
                plain(out, part);
            }
            PartKind::AllValues(None) => out.token(part.span.start, ".*"),
            PartKind::AllIndices(None) => {
                out.comments_before(part.span.end);
                out.text("[*]");
                out.reach(part.span.end);
            }
            PartKind::AllValues(Some(name)) => capture(out, part, "[ ", name, " ]"),
            PartKind::AllIndices(Some(name)) => capture(out, part, "[", name, "]"),
            PartKind::Filter(filter) => {
                let plain = filter.lines.iter().all(|line| line.items.len() == 1);
                bracket(out, part, filter.capture.as_ref(), |out| {
                    for (at, found) in filter.lines.iter().enumerate() {
                        if at > 0 {
                            out.next_line(plain);
                        }
                        line(out, found);
                    }
                });
            }
            PartKind::Keys(filter) => bracket(out, part, filter.capture.as_ref(), |out| {
                out.comments_before(filter.operator_span.start);
                out.text("keys ");
                let sign = match (filter.operator, filter.operator_not) {
                    (crate::ast::query::KeysOperator::Equal, false) => "== ",
                    (crate::ast::query::KeysOperator::Equal, true) => "!= ",
                    (crate::ast::query::KeysOperator::In, false) => "in ",
                    (crate::ast::query::KeysOperator::In, true) => "not in ",
                };
                out.token(filter.operator_span.start, sign);
                operand(out, &filter.right);
            }),
        }
    }
}

/// Whether a property of that name is only safe in quotes.
fn is_keyword(name: &str) -> bool {
    matches!(name, "let" | "rule" | "when" | "WHEN" | "or" | "OR" | "not" | "NOT" | "some" | "SOME" | "keys" | "KEYS")
}

/// A part that is one word, in brackets or not: as it was written, without the blanks in its brackets.
fn plain(out: &mut Out<'_>, part: &Part) {
    let text = part.span.of(out.source());
    if !text.starts_with('[') {
        return out.raw(part.span);
    }
    out.comments_before(part.span.end);
    let inside = text.get(1..).unwrap_or("");
    let inside = match crate::parse::string_at_start(inside) {
        Some(string) => string,
        None => inside.split([']', ' ', '\t', '\r', '\n', '#']).next().unwrap_or(""),
    };
    out.text("[");
    out.text(inside);
    out.text("]");
    out.reach(part.span.end);
}

/// `[name]` or `[ name ]`, which are not the same.
fn capture(out: &mut Out<'_>, part: &Part, open: &str, name: &Text, close: &str) {
    out.comments_before(part.span.end);
    out.text(open);
    out.text(&name.text);
    out.text(close);
    out.reach(part.span.end);
}

/// `[ capture | content ]`, on one line if that fits.
fn bracket(out: &mut Out<'_>, part: &Part, capture: Option<&Text>, content: impl Fn(&mut Out<'_>)) {
    let end = part.span.end.saturating_sub(1);
    let open = capture.map_or("[".to_owned(), |name| format!("[ {} |", name.text));
    let short = out.on_one_line(|out| {
        out.token(part.span.start, &open);
        out.text(" ");
        content(out);
        out.text(" ");
        out.token(end, "]");
    });
    if short {
        return;
    }
    out.token(part.span.start, &open);
    out.deeper();
    out.end_line();
    content(out);
    out.comments_before(end);
    out.end_line();
    out.shallower();
    out.token(end, "]");
}

/// A right side, an assigned value or an argument.
pub(super) fn operand(out: &mut Out<'_>, operand: &Operand) {
    match operand {
        Operand::Value(found) => value(out, found),
        Operand::Query(found) => query(out, found, Side::Right),
        Operand::Call(found) => {
            out.token(found.span.start, found.function.name());
            arguments(out, &found.arguments);
        }
    }
}

fn value(out: &mut Out<'_>, found: &Value) {
    match &found.kind {
        ValueKind::Null => out.token(found.span.start, "null"),
        ValueKind::Bool(true) => out.token(found.span.start, "true"),
        ValueKind::Bool(false) => out.token(found.span.start, "false"),
        ValueKind::List(values) => {
            let items: Vec<(Option<&Text>, &Value)> = values.iter().map(|value| (None, value)).collect();
            collection(out, found, ("[", "]"), &items);
        }
        ValueKind::Map(entries) => {
            let items: Vec<(Option<&Text>, &Value)> =
                entries.iter().map(|entry| (Some(&entry.key), &entry.value)).collect();
            collection(out, found, ("{", "}"), &items);
        }
        _ => out.raw(found.span),
    }
}

/// A list or map: on one line if that fits, else filled below its bracket.
fn collection(out: &mut Out<'_>, found: &Value, (open, close): (&str, &str), items: &[(Option<&Text>, &Value)]) {
    let end = found.span.end.saturating_sub(1);
    let short = out.on_one_line(|out| {
        out.token(found.span.start, open);
        let blank = if open == "{" && !items.is_empty() { " " } else { "" };
        out.text(blank);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.text(", ");
            }
            entry(out, *item);
        }
        out.text(blank);
        out.token(end, close);
    });
    if short {
        return;
    }
    out.token(found.span.start, open);
    out.deeper();
    out.end_line();
    for (at, item) in items.iter().enumerate() {
        let more = at + 1 < items.len();
        let start = item.0.map_or(item.1.span.start, |key| key.span.start);
        out.comments_before(start);
        let size = item.1.span.end.saturating_sub(start) as usize + usize::from(more);
        if !out.at_line_start() && !out.fits(size + 1) {
            out.end_line();
        }
        if !out.at_line_start() {
            out.text(" ");
        }
        entry(out, *item);
        if more {
            out.text(",");
        }
    }
    out.comments_before(end);
    out.end_line();
    out.shallower();
    out.token(end, close);
}

/// A value, with its key in a map.
fn entry(out: &mut Out<'_>, (key, found): (Option<&Text>, &Value)) {
    if let Some(key) = key {
        out.raw(key.span);
        out.text(": ");
    }
    value(out, found);
}
