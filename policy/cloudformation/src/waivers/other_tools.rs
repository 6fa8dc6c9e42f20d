//! Waivers written for other tools, in their shapes. What is not in the shape of its tool is left to that tool: nothing is
//! said about it here.

use tablewarden_source::{Place, Span};
use tablewarden_template::{At, Value};

use super::commented_resources::CommentedResources;
use super::waiver::{OtherTool, Scope, Tool, Waiver};
use crate::template::Template;

/// How a tool is told in `Metadata` what not to report.
struct Shape {
    tool: Tool,
    /// Whether the beginning of an id is enough.
    by_prefix: bool,
    /// The keys to the list.
    path: &'static [&'static str],
    /// The key of the reason in an element, whose rule is under `id`; without one an element is a rule.
    reason: Option<&'static str>,
    /// Whether the tool takes an element without a reason.
    without_reason: bool,
    /// Whether the tool reads the template's own `Metadata` too.
    at_root: bool,
}

const SHAPES: [Shape; 5] = [
    Shape {
        tool: Tool::CfnGuard,
        by_prefix: false,
        path: &["guard", "SuppressedRules"],
        reason: None,
        without_reason: true,
        at_root: false,
    },
    Shape {
        tool: Tool::CfnNag,
        by_prefix: false,
        path: &["cfn_nag", "rules_to_suppress"],
        reason: Some("reason"),
        without_reason: true,
        at_root: false,
    },
    Shape {
        tool: Tool::CdkNag,
        by_prefix: false,
        path: &["cdk_nag", "rules_to_suppress"],
        reason: Some("reason"),
        without_reason: false,
        at_root: true,
    },
    Shape {
        tool: Tool::CfnLint,
        by_prefix: true,
        path: &["cfn-lint", "config", "ignore_checks"],
        reason: None,
        without_reason: true,
        at_root: true,
    },
    Shape {
        tool: Tool::Checkov,
        by_prefix: false,
        path: &["checkov", "skip"],
        reason: Some("comment"),
        without_reason: true,
        at_root: false,
    },
];

/// The waivers for other tools in `metadata`.
pub(super) fn in_metadata<'d>(template: &Template<'d>, metadata: At, scope: Scope<'d>, found: &mut Vec<Waiver<'d>>) {
    let view = template.view();
    for shape in &SHAPES {
        if scope == Scope::Template && !shape.at_root {
            continue;
        }
        let Some(list) = view.find(metadata, shape.path) else { continue };
        for item in view.items(list) {
            found.extend(one(template, item, scope, shape));
        }
    }
}

fn one<'d>(template: &Template<'d>, at: At, scope: Scope<'d>, shape: &Shape) -> Option<Waiver<'d>> {
    let view = template.view();
    let text = |at: At| view.text(at).map(str::trim).filter(|text| !text.is_empty());
    let (rule, reason) = match shape.reason {
        None => (text(at)?, None),
        // One with `applies_to` is about a part of what its rule finds, which has no counterpart here.
        Some(_) if view.value(at) != Value::Map || view.get(at, "applies_to").is_some() => return None,
        Some(key) => (text(view.get(at, "id")?)?, view.get(at, key).and_then(text)),
    };
    let counts = reason.is_some() || shape.without_reason;
    let other_tool = Some(OtherTool { tool: shape.tool, by_prefix: shape.by_prefix });
    counts.then(|| Waiver { rule, reason, expires: None, scope, other_tool, place: view.place(at) })
}

/// The waivers in a comment `checkov:skip=ID:reason`, one for each resource that it stands in. `text` is the comment's, without `#`.
pub(super) fn in_comment<'d>(
    resources: &mut CommentedResources<'_, 'd>,
    comment: Span,
    text: &'d str,
) -> Vec<Waiver<'d>> {
    let Some(rest) = text.strip_prefix("checkov:skip=").map(str::trim_start) else { return Vec::new() };
    let (rule, reason) = rest.split_once(':').map_or((rest, None), |(rule, reason)| (rule, Some(reason.trim())));
    let rule = rule.trim();
    if rule.is_empty() || rule.contains(char::is_whitespace) {
        return Vec::new();
    }
    let reason = reason.filter(|reason| !reason.is_empty());
    let place = Place::default().with_span(comment);
    let waiver = |resource| {
        let other_tool = Some(OtherTool { tool: Tool::Checkov, by_prefix: false });
        Waiver { rule, reason, expires: None, scope: Scope::Resource(resource), other_tool, place }
    };
    resources.around(comment).into_iter().map(waiver).collect()
}
