//! `tablewarden rules list`: prints the built-in rules as columns, or as JSON.

use tablewarden_wire::{Format, Outcome, Profile, RulesResponse, Severity};

use crate::commands::call::{Call, Done, json_line};
use tablewarden_report::columns;

/// Prints the rules.
///
/// # Errors
/// One line, where they cannot be written.
pub(crate) fn run(call: &Call) -> Result<Done, String> {
    let rules = tablewarden_check::rules();
    let text = match call.format() {
        Format::Json => json_line(&rules)?,
        _ => lines(&rules).into_bytes(),
    };
    Ok(Done { text, outcome: Outcome::Clean })
}

/// One rule a line.
fn lines(answer: &RulesResponse) -> String {
    let cells = answer
        .rules
        .iter()
        .map(|rule| [&rule.id, severity(rule.severity), profile(rule.profile), &rule.name, rule.title.as_str()]);
    columns(&cells.collect::<Vec<[&str; 5]>>())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::Minimal => "minimal",
        Profile::Recommended => "recommended",
        Profile::Strict => "strict",
    }
}
