//! `tablewarden rules list`: prints the rules of the engine as columns, or the answer as it came. Knows no rule.

use serde::Serialize;
use serde_json::Value;
use tablewarden_wire::{Format, Outcome, Request, RulesRequest, RulesResponse, VERSION};

use crate::check::ask;
use crate::command::Done;
use crate::{CallError, Engine};

/// Prints the rules.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) fn run<E: Engine>(format: Format, load: impl FnOnce() -> Result<E, CallError>) -> Result<Done, String> {
    let engine = load().map_err(|error| error.to_string())?;
    let mut request = Request::Rules(RulesRequest { version: VERSION });
    let answer = ask(&mut *engine.open(), &mut request, &[])?;
    let unreadable = |why: String| CallError::Answer(why).to_string();
    let text = match format {
        Format::Json => String::from_utf8(answer).map_err(|error| unreadable(error.to_string()))? + "\n",
        Format::Text => {
            let rules: RulesResponse =
                serde_json::from_slice(&answer).map_err(|error| unreadable(error.to_string()))?;
            columns(&rules)
        }
    };
    Ok(Done { text, outcome: Outcome::Clean })
}

/// One rule a line; the last column, the title, may have any width.
fn columns(answer: &RulesResponse) -> String {
    let rows: Vec<[String; 4]> = answer
        .rules
        .iter()
        .map(|rule| [rule.id.clone(), word(&rule.severity), word(&rule.profile), rule.name.clone()])
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let mut text = String::new();
    for (row, rule) in rows.iter().zip(&answer.rules) {
        for (cell, width) in row.iter().zip(widths) {
            text.push_str(&format!("{cell:width$}  "));
        }
        text.push_str(&rule.title);
        text.push('\n');
    }
    text
}

/// A word of the wire as it is written there.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
