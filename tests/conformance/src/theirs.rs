//! What cfn-guard says of a JSON document, in this process. It may panic, and does so without a word on the terminal.

use std::cell::Cell;
use std::sync::Once;

use serde_json::Value as Json;

use crate::verdicts::{Verdict, Verdicts};

/// Why cfn-guard has no verdicts for a whole rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GaveUp {
    /// It refused the rule file.
    Unread(String),
    /// It ended the run with an error.
    Aborted(String),
    /// It panicked.
    Panicked(String),
}

/// Its verdicts.
///
/// # Errors
/// Where it gives up, which it does for the whole file.
pub fn theirs(rules: &str, document: &str) -> Result<Verdicts, GaveUp> {
    report(rules, document).map(|report| verdicts_in(&report))
}

/// Its report, as a tree of records; null where it reports nothing.
///
/// # Errors
/// Where it gives up.
pub fn report(rules: &str, document: &str) -> Result<Json, GaveUp> {
    let run = || {
        let data = cfn_guard::ValidateInput { content: document, file_name: "data.json" };
        let rules = cfn_guard::ValidateInput { content: rules, file_name: "rules.guard" };
        // Only a verbose report is whole.
        cfn_guard::run_checks(data, rules, true).map_err(|error| error.to_string())
    };
    match quietly(run) {
        Err(panic) => Err(GaveUp::Panicked(panic)),
        Ok(Err(error)) if error.contains("Error parsing file rules.guard") => Err(GaveUp::Unread(error)),
        Ok(Err(error)) => Err(GaveUp::Aborted(error)),
        Ok(Ok(report)) if report.is_empty() => Ok(Json::Null),
        Ok(Ok(report)) => Ok(serde_json::from_str(&report).expect("a verbose report is JSON")),
    }
}

/// The verdicts that a report says.
#[must_use]
pub fn verdicts_in(report: &Json) -> Verdicts {
    let children = report["children"].as_array().map_or(&[][..], Vec::as_slice);
    let verdict = |child: &Json| {
        let check = &child["container"]["RuleCheck"];
        let name = check["name"].as_str().expect("a rule has a name");
        let name = if name.ends_with("/default") { "default" } else { name };
        let verdict = match check["status"].as_str() {
            Some("PASS") => Verdict::Pass,
            Some("FAIL") => Verdict::Fail,
            Some("SKIP") => Verdict::Skip,
            other => panic!("{other:?} is no status"),
        };
        (name.to_owned(), verdict)
    };
    children.iter().map(verdict).collect()
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`, which may panic without a word on the terminal; gives what the panic said.
fn quietly<T>(work: impl FnOnce() -> T + std::panic::UnwindSafe) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                usual(panic);
            }
        }));
    });
    QUIET.set(true);
    let result = std::panic::catch_unwind(work);
    QUIET.set(false);
    result.map_err(|panic| match panic.downcast_ref::<String>() {
        Some(message) => message.clone(),
        None => panic.downcast_ref::<&str>().copied().unwrap_or("without a message").to_owned(),
    })
}
