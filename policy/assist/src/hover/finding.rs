//! A finding as Markdown: its rule with the page, its message, when it holds, and what to do.

use tablewarden_source::quoted;
use tablewarden_wire::{CheckResponse, Finding, Severity};

/// How many findings of one place are told.
const MOST: usize = 5;

/// The findings at an offset, those of the smallest places first.
pub(super) fn around(response: &CheckResponse, offset: u32) -> Vec<&Finding> {
    let is_here = |finding: &&Finding| finding.span.start_byte <= offset && offset <= finding.span.end_byte;
    let all = response.findings.iter().chain(&response.waived);
    let mut found: Vec<&Finding> = all.filter(|finding| finding.file == response.file).filter(is_here).collect();
    tablewarden_order::sort_by_key(&mut found, |finding| {
        (finding.span.end_byte - finding.span.start_byte, finding.waiver.is_some(), finding.severity)
    });
    // What is found about something larger is not about this place.
    let smallest = found.first().map(|finding| finding.span);
    found.retain(|finding| Some(finding.span) == smallest);
    found.truncate(MOST);
    found
}

/// What is said of a finding.
pub(super) fn finding(response: &CheckResponse, finding: &Finding) -> String {
    let rule = response.rules.iter().find(|rule| rule.id == finding.rule);
    let title = rule.and_then(|rule| rule.title.as_deref()).unwrap_or(&finding.name);
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = String::from("**");
    match rule.and_then(|rule| rule.address.as_deref()) {
        Some(address) => text.extend(["[", &finding.rule, "](", address, ")"]),
        None => text.push_str(&finding.rule),
    }
    text.extend([" ", title, "** (", severity, ")\n\n", &finding.message]);
    if let Some(condition) = &finding.condition {
        text.extend(["\n\nWhen ", condition, "."]);
    }
    let help = finding.help.as_deref().or_else(|| rule.and_then(|rule| rule.help.as_deref()));
    if let Some(help) = help {
        text.extend(["\n\n", help]);
    }
    if let Some(waiver) = &finding.waiver {
        text.extend(["\n\nWaived: ", &quoted(&waiver.reason)]);
    }
    text
}
