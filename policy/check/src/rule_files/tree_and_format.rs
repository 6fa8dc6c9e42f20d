//! One rule file as its tree, and in its canonical form.

use tablewarden_guard::format;
use tablewarden_wire::{FormatRulesResponse, Outcome, ParseRulesResponse, RuleFileRequest, VERSION};

use super::rule_set::{RuleFile, load};
use crate::request::named;
use crate::response::encode;

/// The tree as JSON; with syntax errors, what could be read.
///
/// # Errors
/// One line, where the request is none.
pub(crate) fn tree(request: &RuleFileRequest, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
    one(request, blobs, |file| {
        encode(&ParseRulesResponse {
            version: VERSION,
            file: file.name.clone(),
            outcome: if file.is_whole() { Outcome::Clean } else { Outcome::Incomplete },
            notices: file.unread.clone(),
            tree: &file.parsed.file,
        })
    })
}

/// The canonical text, and whether the file has it already.
///
/// # Errors
/// One line, where the request is none.
pub(crate) fn canonical(request: &RuleFileRequest, blobs: &[&[u8]]) -> Result<FormatRulesResponse, String> {
    one(request, blobs, |file| {
        // What cannot be read to its end must never be written back.
        let text = if file.is_whole() { format(&file.parsed, &file.text) } else { None };
        let outcome = match &text {
            None => Outcome::Incomplete,
            Some(text) if *text == file.text => Outcome::Clean,
            Some(_) => Outcome::Findings,
        };
        let notices = file.unread.clone();
        Ok(FormatRulesResponse { version: VERSION, file: file.name.clone(), outcome, notices, text })
    })
}

fn one<T>(
    request: &RuleFileRequest,
    blobs: &[&[u8]],
    then: impl FnOnce(&RuleFile) -> Result<T, String>,
) -> Result<T, String> {
    let files = named(std::slice::from_ref(&request.file), blobs)?;
    let set = load(&files, request.dialect, request.columns);
    set.files.first().map_or_else(|| Err("the request names no rule file".to_owned()), then)
}
