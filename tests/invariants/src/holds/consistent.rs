//! What an answer says of itself fits: what was not looked at is never clean, and what fails is counted.

use serde_json::Value;

use crate::answer::{list, text};

/// Panics where it does not fit.
pub(crate) fn is_consistent(answer: &Value) {
    let outcome = text(answer, "outcome");
    let has = |gravity: &str| list(answer, "notices").iter().any(|notice| text(notice, "gravity") == gravity);
    let is_unread = matches!(outcome, "incomplete" | "error");
    assert!(!has("incomplete") || is_unread, "something was not looked at: {answer}");
    assert!(!has("error") || is_unread, "nothing was looked at: {answer}");
    if outcome == "incomplete" {
        let told = has("incomplete") || has("error");
        assert!(
            told || !list(answer, "statuses").is_empty() || !answer["passed"].is_null(),
            "nobody says why: {answer}"
        );
    }
    let counts = &answer["counts"];
    if !counts.is_object() {
        return;
    }
    for (severity, key) in [("error", "errors"), ("warning", "warnings"), ("note", "notes")] {
        let found = list(answer, "findings").iter().filter(|finding| text(finding, "severity") == severity).count();
        assert_eq!(counts[key], found, "{key} of {answer}");
    }
    assert_eq!(counts["waived"], list(answer, "waived").len(), "waived of {answer}");
    let fails = list(answer, "findings").iter().any(|finding| matches!(text(finding, "severity"), "error" | "warning"));
    let is_default = answer["failOn"].is_null();
    assert!(!(fails && is_default && outcome == "clean"), "what fails is not clean: {answer}");
    for finding in ["findings", "waived"].into_iter().flat_map(|key| list(answer, key)) {
        for key in ["rule", "name", "message", "fingerprint"] {
            assert!(!text(finding, key).is_empty(), "a finding has a {key}: {finding}");
        }
    }
}
