//! A new waiver and the template that it is to stand in, in; the edit out: a comment in a resource of block YAML, else an entry in
//! `Metadata`. Knows no rule, and never asks whether the waiver is used.

use tablewarden_cloudformation::Template;
use tablewarden_source::{Place, Span, is_harmful};
use tablewarden_template::{At, Syntax, Value, View};

use crate::refused::Refused;
use crate::style::Tree;
use crate::text::Edit;
use crate::text::lines::{before_on_line, is_alone, line_end, line_start};
use crate::writer::Writer;

/// A waiver that is to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewWaiver<'w> {
    /// The rule that is waived.
    pub rule: &'w str,
    /// Why.
    pub reason: &'w str,
    /// Its last day, `YYYY-MM-DD`.
    pub expires: Option<&'w str>,
    /// The logical id of the resource; none for the whole template.
    pub resource: Option<&'w str>,
}

/// Where waivers stand below a resource, and below the root.
const KEYS: [&str; 3] = ["Metadata", "tablewarden", "waive"];

/// The edits that write the waiver into `template`, which is as the file is written: without what loops make.
///
/// # Errors
/// Why it cannot be written, and where.
pub fn waive(template: &Template<'_>, syntax: Syntax, waiver: &NewWaiver<'_>) -> Result<Vec<Edit>, Refused> {
    let reason = waiver.reason.trim();
    if reason.is_empty() || reason.contains(is_harmful) {
        let message = "The reason must be one line of text, without control characters.".to_owned();
        return Err(Refused { place: None, message });
    }
    let writer = Writer::new(template.view(), syntax);
    let mut members = vec![("rule", Tree::text(waiver.rule)), ("reason", Tree::text(reason))];
    members.extend(waiver.expires.map(|expires| ("expires", Tree::text(expires))));
    let element = Tree::map(members);
    let Some(name) = waiver.resource else {
        let root = template.view().root().ok_or_else(|| Refused { place: None, message: NO_TEMPLATE.to_owned() })?;
        return listed(&writer, root, &element);
    };
    let Some(resource) = template.resource(name) else {
        let message = format!("`{name}` is not written in the template: a loop or a transform makes it.");
        return Err(Refused { place: None, message });
    };
    let (view, place) = (template.view(), template.view().place(resource.at));
    if resource.is_damaged {
        let message = format!("A part of `{name}` could not be read. Correct it first.");
        return Err(Refused::at(from_key(resource.key_place, place), message));
    }
    if view.intrinsic(resource.at).is_some() {
        let message = format!("`{name}` is a function, which has no place for a waiver. Write a resource.");
        return Err(Refused::at(from_key(resource.key_place, place), message));
    }
    let is_bare = waiver.expires.is_none() && !waiver.rule.contains(char::is_whitespace);
    let takes_comments =
        syntax == Syntax::Yaml && !writer.is_flow(resource.at.node()) && is_in_place(view, resource.at);
    let text = format!("# tablewarden: waive {} {reason}", waiver.rule);
    if is_bare
        && takes_comments
        && let Some(edit) = comment(&writer, resource.at, &text)
    {
        return Ok(vec![edit]);
    }
    listed(&writer, resource.at, &element)
}

/// The waiver as the last one of the list below a resource or the root.
fn listed(writer: &Writer<'_>, at: At, waiver: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
    let view = writer.view;
    if let Some(one) = view.find(at, &KEYS).filter(|one| view.value(*one) == Value::Map) {
        return Err(Refused::at(
            view.place(one),
            "This is one waiver, not a list of waivers. Make a list of it first.",
        ));
    }
    writer.append(at, &KEYS, waiver)
}

/// The whole of a place that starts where `key` does.
fn from_key(key: Place, value: Place) -> Place {
    key.with_span(Span::new(key.span().start, value.span().end.max(key.span().end)))
}

const NO_TEMPLATE: &str = "The file is not a template.";

/// Whether the value is written here, and not what an alias stands for.
fn is_in_place(view: View<'_>, at: At) -> bool {
    let tree = view.main_tree();
    !tree.is_aliased(at.node()) && !tree.is_merged(at.node())
}

/// The comment on a line before the first key of a mapping; none where that key does not begin its line.
fn comment(writer: &Writer<'_>, at: At, comment: &str) -> Option<Edit> {
    let (view, text) = (writer.view, &writer.text);
    let tree = view.main_tree();
    let own = view.entries(at).filter(|one| !tree.is_merged(one.value.node()) && !tree.is_aliased(one.value.node()));
    let start = own.map(|one| one.key_place.span().start as usize).min()?;
    let is_below =
        view.key_place(at).is_some_and(|key| line_start(text, key.span().start as usize) < line_start(text, start));
    let (indent, end) = (before_on_line(text, start), line_end(text));
    (is_below && is_alone(text, start))
        .then(|| Edit::insert(line_start(text, start), format!("{indent}{comment}{end}")))
}
