//! A tree back into text, in one canonical form: four blanks a level, one clause a line, keywords in lower case, comments
//! where they were. Literals, names and messages stay as they were written. Never changes what the text means.

mod clause;
mod out;
mod query;

use out::Out;
use tablewarden_source::Span;

use crate::ast::{Assignment, Block, Line, Rule};
use crate::parse::Parsed;

/// The canonical text of a rule file that was read from `source`; `None` if it was read with errors.
///
/// Reading the answer gives the same tree, but for spans and a byte order mark, which is left out; formatting it again
/// gives the same text.
#[must_use]
pub fn format(parsed: &Parsed, source: &str) -> Option<String> {
    if !parsed.errors.is_empty() {
        return None;
    }
    let mut out = Out::new(source, &parsed.comments);
    let file = &parsed.file;
    let mut entries: Vec<Entry<'_>> = entries(&file.assignments, &file.defaults);
    entries.extend(file.rules.iter().map(Entry::Rule));
    tablewarden_order::sort_by_key(&mut entries, |entry| entry.span().start);
    let mut after_rule = false;
    for (at, entry) in entries.iter().enumerate() {
        let is_rule = matches!(entry, Entry::Rule(_));
        out.entry(entry.span(), at > 0 && (is_rule || after_rule));
        print_entry(&mut out, entry);
        out.end_line();
        after_rule = is_rule;
    }
    Some(out.finish())
}

/// What stands in a block or in the file.
enum Entry<'a> {
    Assignment(&'a Assignment),
    Line(&'a Line),
    Rule(&'a Rule),
}

impl Entry<'_> {
    fn span(&self) -> Span {
        match self {
            Self::Assignment(found) => found.span,
            Self::Line(found) => found.span,
            Self::Rule(found) => found.span,
        }
    }
}

/// Assignments and lines in the order of the text.
fn entries<'a>(assignments: &'a [Assignment], lines: &'a [Line]) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = assignments.iter().map(Entry::Assignment).collect();
    entries.extend(lines.iter().map(Entry::Line));
    tablewarden_order::sort_by_key(&mut entries, |entry| entry.span().start);
    entries
}

fn print_entry(out: &mut Out<'_>, entry: &Entry<'_>) {
    match entry {
        Entry::Assignment(found) => {
            out.token(found.span.start, "let ");
            out.raw(found.name.span);
            out.text(" = ");
            query::operand(out, &found.value);
        }
        Entry::Line(found) => clause::line(out, found),
        Entry::Rule(found) => rule(out, found),
    }
}

fn rule(out: &mut Out<'_>, rule: &Rule) {
    out.token(rule.span.start, "rule ");
    out.raw(rule.name.span);
    for (at, parameter) in rule.parameters.iter().enumerate() {
        out.text(if at == 0 { "(" } else { ", " });
        out.raw(parameter.span);
    }
    if !rule.parameters.is_empty() {
        out.text(")");
    }
    if !rule.conditions.is_empty() {
        out.text(" ");
    }
    clause::conditions(out, &rule.conditions);
    block(out, &rule.body);
}

/// ` { … }`, after what the block belongs to.
fn block(out: &mut Out<'_>, block: &Block) {
    if out.at_line_start() {
        out.token(block.span.start, "{");
    } else {
        out.token(block.span.start, " {");
    }
    out.deeper();
    out.end_line();
    for entry in entries(&block.assignments, &block.lines) {
        out.entry(entry.span(), false);
        print_entry(out, &entry);
        out.end_line();
    }
    out.comments_before(block.span.end.saturating_sub(1));
    out.end_line();
    out.shallower();
    out.token(block.span.end.saturating_sub(1), "}");
}

#[cfg(test)]
mod tests;
