//! Waivers as they are written: in `Metadata` of a resource or of the template, and in comments inside a resource. Never
//! says whether one is used, and knows no rule.

mod peer;

pub use peer::Peer;
use tablewarden_source::{Gravity, Place, Problem, Span};
use tablewarden_template::{At, Value};

use crate::{Resource, Template};

/// One waiver. Without a reason it is void, unless it is written for another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver<'d> {
    /// The rule as it is named: its id or its name.
    pub rule: &'d str,
    /// Why.
    pub reason: Option<&'d str>,
    /// Its last day.
    pub expires: Option<Expiry<'d>>,
    /// What it is about.
    pub scope: Scope<'d>,
    /// The other tool that it is written for.
    pub peer: Option<Peer>,
    /// Where it is written.
    pub place: Place,
}

/// What a waiver is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope<'d> {
    /// The resource of this logical id.
    Resource(&'d str),
    /// The whole template.
    Template,
}

/// The last day of a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Expiry<'d> {
    /// As it is written: `YYYY-MM-DD`.
    pub text: &'d str,
    /// Days since 1970-01-01.
    pub day: i64,
}

impl Expiry<'_> {
    /// Whether the day is over at `now`, in seconds since 1970-01-01T00:00Z.
    #[must_use]
    pub fn is_over(&self, now: i64) -> bool {
        now.div_euclid(86_400) > self.day
    }
}

/// The waivers of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waivers<'d> {
    /// In the order: the template's, then resource by resource, then those of comments.
    pub waivers: Vec<Waiver<'d>>,
    /// What is written as a waiver and cannot be one, or not as it is meant.
    pub problems: Vec<Problem>,
}

/// The waivers of `template`, whose comments stand at `comments`, `#` included.
#[must_use]
pub fn waivers<'d>(template: &Template<'d>, comments: &[Span]) -> Waivers<'d> {
    let mut found = Waivers::default();
    if let Some(metadata) = template.metadata() {
        found.read(template, metadata, Scope::Template);
    }
    for resource in template.resources() {
        if let Some(metadata) = resource.metadata {
            found.read(template, metadata, Scope::Resource(resource.logical_id));
        }
    }
    for comment in comments {
        found.read_comment(template, *comment);
    }
    found
}

impl<'d> Waivers<'d> {
    fn problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem { gravity: Gravity::Notice, message, span });
    }

    fn read(&mut self, template: &Template<'d>, metadata: At, scope: Scope<'d>) {
        self.read_own(template, metadata, scope);
        peer::in_metadata(template, metadata, scope, &mut self.waivers);
    }

    fn read_own(&mut self, template: &Template<'d>, metadata: At, scope: Scope<'d>) {
        let view = template.view();
        let Some(list) = view.find(metadata, &["tablewarden", "waive"]) else { return };
        match view.value(list) {
            Value::List => view.items(list).for_each(|item| self.read_one(template, item, scope)),
            _ => self.read_one(template, list, scope),
        }
    }

    fn read_one(&mut self, template: &Template<'d>, at: At, scope: Scope<'d>) {
        let view = template.view();
        let place = view.place(at);
        if view.value(at) != Value::Map {
            return self.problem(place.span, "a waiver is a mapping with `rule` and `reason`".to_owned());
        }
        let text = |key: &str| view.get(at, key).and_then(|at| view.text(at)).map(str::trim);
        let Some(rule) = text("rule").filter(|rule| !rule.is_empty()) else {
            return self.problem(place.span, "this waiver names no `rule`; write which one".to_owned());
        };
        for entry in view.entries(at) {
            if !matches!(entry.key, "rule" | "reason" | "expires" | "resource") {
                let message = format!("a waiver has no `{}`; it has rule, reason, expires and resource", entry.key);
                self.problem(entry.key_place.span, message);
            }
        }
        let reason = text("reason").filter(|reason| !reason.is_empty());
        if reason.is_none() {
            self.problem(place.span, format!("the waiver of `{rule}` has no `reason` and is void; write why"));
        }
        let expires = match text("expires") {
            None => None,
            Some(written) => match day_of(written) {
                Some(day) => Some(Expiry { text: written, day }),
                None => {
                    let span = view.get(at, "expires").map_or(place.span, |at| view.place(at).span);
                    let message = format!("the waiver of `{rule}` is void: `expires` is not a date like 2030-01-31");
                    return self.problem(span, message);
                }
            },
        };
        let scope = match (text("resource").filter(|name| !name.is_empty()), scope) {
            (Some(resource), _) => {
                if template.resource(resource).is_none() {
                    let message = format!("the waiver of `{rule}` names `{resource}`, which is no resource here");
                    self.problem(place.span, message);
                }
                Scope::Resource(resource)
            }
            (None, scope) => scope,
        };
        self.waivers.push(Waiver { rule, reason, expires, scope, peer: None, place });
    }

    fn read_comment(&mut self, template: &Template<'d>, comment: Span) {
        let source = template.view().main_tree().source();
        let text = comment.of(source).trim_start_matches('#').trim();
        let Some(rest) = text.strip_prefix("tablewarden:") else {
            return self.waivers.extend(peer::in_comment(template, source, comment, text));
        };
        let rest = rest.trim_start();
        let Some(rest) =
            rest.strip_prefix("waive").filter(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
        else {
            let message = "a comment for tablewarden is `# tablewarden: waive RULE reason`".to_owned();
            return self.problem(comment, message);
        };
        let rest = rest.trim();
        let (rule, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let rule = rule.trim_end_matches([':', ',']);
        if rule.is_empty() {
            return self.problem(comment, "this waiver names no rule; write `waive RULE reason`".to_owned());
        }
        let resources = resources_around(template, source, comment);
        if resources.is_empty() {
            let message = format!("the waiver of `{rule}` stands in no resource; move it below a logical id");
            return self.problem(comment, message);
        }
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
        if reason.is_none() {
            self.problem(comment, format!("the waiver of `{rule}` has no reason and is void; write why after it"));
        }
        let place = Place { span: comment, ..Place::default() };
        let waiver = |resource| {
            let scope = Scope::Resource(resource);
            Waiver { rule, reason, expires: None, scope, peer: None, place }
        };
        self.waivers.extend(resources.into_iter().map(waiver));
    }
}

/// The resources that a comment stands in: one, or all that a loop makes.
fn resources_around<'d>(template: &Template<'d>, source: &str, comment: Span) -> Vec<&'d str> {
    let Some(found) = resource_around(template, source, comment) else { return Vec::new() };
    let same = template.resources().iter().filter(|resource| resource.key_place == found.key_place);
    same.map(|resource| resource.logical_id).collect()
}

/// The resource that a comment stands in: on its lines, or below it and further in than its logical id.
fn resource_around<'t, 'd>(template: &'t Template<'d>, source: &str, comment: Span) -> Option<&'t Resource<'d>> {
    let after = template.by_place.partition_point(|index| {
        template.resources().get(*index).is_some_and(|resource| resource.key_place.span.start <= comment.start)
    });
    let resource = template.resources().get(*template.by_place.get(after.checked_sub(1)?)?)?;
    let end = template.view().place(resource.at).span.end.max(resource.key_place.span.end);
    if comment.start < end {
        return Some(resource);
    }
    let between = source.get(end as usize..comment.start as usize)?;
    let column = |offset: u32| {
        let before = source.get(..offset as usize).unwrap_or("");
        before.len() - before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
    };
    let is_same_line = !between.contains(['\n', '\r']);
    // Nothing but other comments stands between the resource and one of its comments.
    let is_next = between.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    (is_same_line || is_next && column(comment.start) > column(resource.key_place.span.start)).then_some(resource)
}

/// The day of a date `YYYY-MM-DD`, counted from 1970-01-01.
fn day_of(text: &str) -> Option<i64> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i64>().ok()).flatten()
    };
    let is_dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    if !is_dashed || day < 1 || day > length {
        return None;
    }
    // Days before the year, of years counted from 0000, and before the month.
    let before = year * 365 + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    let month = usize::try_from(month).ok()?;
    let months: i64 = lengths.iter().take(month - 1).sum();
    Some(before + months + day - 1 - 719_528)
}

#[cfg(test)]
mod tests;
