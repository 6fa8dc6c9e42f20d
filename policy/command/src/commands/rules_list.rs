//! `tablewarden rules list`: prints the built-in rules as columns, or as JSON.

use tablewarden_wire::{Format, Outcome, Profile, RulesResponse, Severity};

use super::call::{Call, Done, json_line};

/// Prints the rules.
///
/// # Errors
/// One line, where they cannot be written.
pub(crate) fn run(call: &Call) -> Result<Done, String> {
    let rules = tablewarden_check::rules();
    let text = match call.format() {
        Format::Json => json_line(&rules)?,
        _ => columns(&rules).into_bytes(),
    };
    Ok(Done { text, outcome: Outcome::Clean })
}

/// One rule a line; the last column, the title, may have any width.
fn columns(answer: &RulesResponse) -> String {
    let cells = answer.rules.iter().map(|rule| [&rule.id, severity(rule.severity), profile(rule.profile), &rule.name]);
    let rows: Vec<[&str; 4]> = cells.collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let mut text = String::new();
    for (row, rule) in rows.iter().zip(&answer.rules) {
        for (cell, width) in row.iter().zip(widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width - cell.chars().count() + 2));
        }
        text.push_str(&rule.title);
        text.push('\n');
    }
    text
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
