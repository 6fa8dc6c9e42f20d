//! An answer of the engine that is printed in part: what it says about itself is told, and the text of its last member is what
//! is asked for, byte for byte as the engine wrote it. Also whether an answer is a refusal.

use tablewarden_template::{At, Limits, Reading, Syntax, View, read};
use tablewarden_wire::{Outcome, VERSION};

use super::call::{Call, Done};

/// Answers are our own: they are as large as they are.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 300 };

/// Prints the last member of an answer, which has this name.
///
/// # Errors
/// One line, where the answer is a refusal or none at all.
pub(crate) fn last_member(name: &str, answer: &[u8], call: &Call) -> Result<Done, String> {
    refused(answer)?;
    let text = str::from_utf8(answer).map_err(|_| unreadable())?;
    let document = read(text, Syntax::Json, LIMITS);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let root = view.root().filter(|_| document.problems.is_empty()).ok_or_else(unreadable)?;
    let text_of = |at: At, key: &str| view.get(at, key).and_then(|at| view.str(at));
    for notice in view.get(root, "notices").into_iter().flat_map(|list| view.items(list)) {
        let start = view.find(notice, &["span", "start"]);
        let number = |key| start.and_then(|start| view.get(start, key)).and_then(|at| view.text(at)).unwrap_or("");
        let place = start.map(|_| format!(":{}:{}", number("line"), number("column"))).unwrap_or_default();
        let [file, message] = ["file", "message"].map(|key| text_of(notice, key).unwrap_or(""));
        call.say(&format!("{file}{place}: {message}"));
    }
    let outcome = match text_of(root, "outcome") {
        Some("clean") => Outcome::Clean,
        Some("incomplete") => Outcome::Incomplete,
        _ => Outcome::Error,
    };
    let start = view.get(root, name).map(|at| view.place(at).span.start as usize).ok_or_else(unreadable)?;
    let member = text.get(start..).and_then(|rest| rest.strip_suffix('}')).ok_or_else(unreadable)?;
    Ok(Done { text: format!("{member}\n").into_bytes(), outcome })
}

/// Takes an answer that says that the call failed as the failure it is. Of every other answer only the beginning is read.
///
/// # Errors
/// One line.
pub(crate) fn refused(answer: &[u8]) -> Result<(), String> {
    // The answer of no other call says so little before its outcome.
    let beginning = format!("{{\"version\":{VERSION},\"outcome\":\"error\",\"error\":");
    if !answer.starts_with(beginning.as_bytes()) {
        return Ok(());
    }
    let text = std::str::from_utf8(answer).unwrap_or_default();
    let document = read(text, Syntax::Json, Limits::default());
    let view = View::new(&document.tree, Reading::CloudFormation);
    let line = view.root().and_then(|root| view.str(view.get(root, "error")?));
    Err(line.map_or_else(unreadable, str::to_owned))
}

fn unreadable() -> String {
    "internal error: the engine's answer cannot be read; please report it with the template".to_owned()
}
