//! The waivers that a template is written with: in `Metadata`, and in comments. What is written as a waiver and cannot be one
//! is a problem with its place.

use tablewarden_source::{Gravity, Place, Problem, Span};
use tablewarden_template::{At, Value};

use super::commented_resources::CommentedResources;
use super::other_tools;
use super::waiver::{Expiry, Scope, Waiver, Waivers};
use crate::schema::nearest;
use crate::template::Template;

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
    let mut resources = CommentedResources::new(template);
    for comment in comments {
        found.read_comment(&mut resources, *comment);
    }
    found
}

/// What a waiver has.
const KEYS: [&str; 4] = ["rule", "reason", "expires", "resource"];

impl<'d> Waivers<'d> {
    fn problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem { gravity: Gravity::Notice, message, span });
    }

    fn read(&mut self, template: &Template<'d>, metadata: At, scope: Scope<'d>) {
        self.read_own(template, metadata, scope);
        other_tools::in_metadata(template, metadata, scope, &mut self.waivers);
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
            return self.problem(place.span(), "a waiver is a mapping with `rule` and `reason`".to_owned());
        }
        let is_said = |at: &At| view.value(*at) != Value::Null;
        let text = |key: &str| view.get(at, key).filter(is_said).and_then(|at| view.text(at)).map(str::trim);
        let Some(rule) = text("rule").filter(|rule| !rule.is_empty()) else {
            return self.problem(place.span(), "this waiver names no `rule`; write which one".to_owned());
        };
        if let Some(entry) = view.entries(at).find(|entry| !KEYS.contains(&entry.key)) {
            let meant = match entry.key {
                "until" | "expiry" | "date" => Some("expires"),
                key => nearest(key, KEYS.into_iter()),
            };
            let next = match meant {
                Some(meant) => format!("use `{meant}`"),
                None => "a waiver has `rule`, `reason`, `expires` and `resource`".to_owned(),
            };
            let message = format!("Unknown waiver key `{}`; {next}. The waiver does not apply.", entry.key);
            return self.problem(entry.key_place.span(), message);
        }
        let [reason, resource] = ["reason", "resource"].map(|key| text(key).filter(|text| !text.is_empty()));
        let expires = text("expires").and_then(Expiry::read);
        if reason.is_none() {
            let message = format!("The waiver of `{rule}` has no `reason` and does not apply. Write why.");
            return self.problem(place.span(), message);
        }
        // What says until when, or of what, is never taken for nothing: the waiver would cover more than is meant.
        for (key, is_read, what) in [
            ("expires", expires.is_some(), "a date. Write one like `2030-01-31`."),
            ("resource", resource.is_some(), "the logical ID of a resource. Correct or remove it."),
        ] {
            if let Some(at) = view.get(at, key).filter(|_| !is_read) {
                let message = format!("The waiver of `{rule}` does not apply, because `{key}` is not {what}");
                return self.problem(view.place(at).span(), message);
            }
        }
        let scope = match (resource, scope) {
            (Some(resource), _) => {
                if template.resource(resource).is_none() {
                    let message =
                        format!("The waiver of `{rule}` names `{resource}`, but the template has no such resource.");
                    self.problem(place.span(), message);
                }
                Scope::Resource(resource)
            }
            (None, scope) => scope,
        };
        self.waivers.push(Waiver { rule, reason, expires, scope, other_tool: None, place });
    }

    fn read_comment(&mut self, resources: &mut CommentedResources<'_, 'd>, comment: Span) {
        let text = comment.of(resources.source()).trim_start_matches('#').trim();
        let Some(rest) = text.strip_prefix("tablewarden:") else {
            return self.waivers.extend(other_tools::in_comment(resources, comment, text));
        };
        let rest = rest.trim_start();
        let Some(rest) =
            rest.strip_prefix("waive").filter(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
        else {
            let message = "A comment for tablewarden is written `# tablewarden: waive RULE reason`.".to_owned();
            return self.problem(comment, message);
        };
        let rest = rest.trim();
        let (rule, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let rule = rule.trim_end_matches([':', ',']);
        if rule.is_empty() {
            return self.problem(comment, "this waiver names no rule; write `waive RULE reason`".to_owned());
        }
        let resources = resources.around(comment);
        if resources.is_empty() {
            let message = format!("the waiver of `{rule}` stands in no resource; move it below a logical id");
            return self.problem(comment, message);
        }
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
        if reason.is_none() {
            let message = format!("The waiver of `{rule}` has no reason and does not apply. Write why behind it.");
            return self.problem(comment, message);
        }
        if reason.is_some_and(has_expiry) {
            let message = format!(
                "The waiver of `{rule}` does not apply, because a comment can't have `expires`. Write the waiver in `Metadata`."
            );
            return self.problem(comment, message);
        }
        let place = Place::default().with_span(comment);
        let waiver = |resource| {
            let scope = Scope::Resource(resource);
            Waiver { rule, reason, expires: None, scope, other_tool: None, place }
        };
        self.waivers.extend(resources.into_iter().map(waiver));
    }
}

/// Whether the reason of a comment is meant to say until when: `expires: 2030-01-31`.
fn has_expiry(reason: &str) -> bool {
    reason.match_indices("expires").any(|(at, word)| {
        let behind = reason.get(at + word.len()..).unwrap_or_default().trim_start();
        behind.starts_with(|next: char| next == ':' || next == '=' || next.is_ascii_digit())
    })
}
