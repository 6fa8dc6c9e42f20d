//! One rule file as its tree, and in its canonical form.

use tablewarden_guard::format;
use tablewarden_wire::{FormatRulesResponse, Notice, Outcome, ParseRulesResponse, RuleFileRequest, VERSION};

use super::rule_set::{RuleFile, load};
use crate::raw_notice::RawNotice;
use crate::request::{Files, blob};
use crate::response::encode;

/// The tree as JSON; with syntax errors, what could be read.
///
/// # Errors
/// One line, where the request is none.
pub fn tree(request: &RuleFileRequest, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
    one(request, blobs, |file, notices| {
        encode(&ParseRulesResponse {
            version: VERSION,
            file: file.name.clone(),
            outcome: if file.is_whole() { Outcome::Clean } else { Outcome::Incomplete },
            notices,
            tree: &file.parsed.file,
        })
    })
}

/// The canonical text, and whether the file has it already.
///
/// # Errors
/// One line, where the request is none.
pub fn canonical(request: &RuleFileRequest, blobs: &[&[u8]]) -> Result<FormatRulesResponse, String> {
    one(request, blobs, |file, notices| {
        // What cannot be read to its end must never be written back.
        let text = if file.is_whole() { format(&file.parsed, &file.text) } else { None };
        let outcome = match &text {
            None => Outcome::Incomplete,
            Some(text) if *text == file.text => Outcome::Clean,
            Some(_) => Outcome::Findings,
        };
        Ok(FormatRulesResponse { version: VERSION, file: file.name.clone(), outcome, notices, text })
    })
}

/// The rule file of the request, and what of it cannot be read.
fn one<T>(
    request: &RuleFileRequest,
    blobs: &[&[u8]],
    then: impl FnOnce(&RuleFile, Vec<Notice>) -> Result<T, String>,
) -> Result<T, String> {
    let mut files = Files::new(request.columns);
    let bytes = blob(blobs, &request.file)?;
    let number = files.add(&request.file.name, bytes)?;
    let set = load(&[(&request.file.name, bytes)], request.dialect);
    let file = set.files.first().ok_or("the request names no rule file")?;
    let notices = file.unread.iter().map(|problem| files.notice(RawNotice::of_problem(number, problem)));
    then(file, notices.collect())
}
