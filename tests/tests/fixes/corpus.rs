//! Every template of the corpus, fixed: it ends, the result is read, nothing that has a fix is left, there is no new error, a second run
//! changes nothing, and YAML and JSON come to the same document.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_tests::checkers::{check, fix};
use tablewarden_tests::corpus::{Case, cases};
use tablewarden_tests::json_twin::as_json;
use tablewarden_tests::repository;
use tablewarden_wire::{CheckRequest, CheckResponse, Gravity, Profile, Severity};

use super::shown::{compare, fixed, shown};

/// The words of a refusal of the whole run, which keeps the fix in the answer.
const ANOTHER_ERROR: &str = "With this fix another error is found";

fn errors(response: &CheckResponse) -> BTreeMap<&str, usize> {
    let mut errors = BTreeMap::new();
    for finding in response.findings.iter().filter(|one| one.severity == Severity::Error) {
        *errors.entry(finding.rule.as_str()).or_default() += 1;
    }
    errors
}

fn unread(response: &CheckResponse) -> usize {
    response.notices.iter().filter(|notice| notice.gravity != Gravity::Notice).count()
}

/// What is wrong with the fixes of a case, and what they do.
fn complaints(case: &Case, with_unsafe: bool) -> (Vec<String>, String) {
    let mut wrong = Vec::new();
    let mut say = |what: String| wrong.push(format!("{} (unsafe: {with_unsafe}): {what}", case.name));
    let request = CheckRequest { profile: Some(Profile::Strict), fixes: true, ..case.request.clone() };
    let blobs = case.blobs();
    let with = |bytes| -> Vec<&[u8]> { std::iter::once(bytes).chain(blobs.iter().copied().skip(1)).collect() };
    let before = check(request.clone(), &blobs);
    let answer = fix(&request, &blobs, with_unsafe, &[]);
    let bytes = fixed(&answer, &case.bytes);
    let blobs_after = with(&bytes);
    let after = check(request.clone(), &blobs_after);
    if unread(&after) > unread(&before) {
        say(format!("it can't be read any more: {:?}", after.notices));
    }
    for refused in answer.refused.iter().filter(|one| one.message.contains("internal error")) {
        say(format!("{}: {}: {}", refused.rule, refused.title, refused.message));
    }
    let refused: Vec<&str> = answer
        .refused
        .iter()
        .filter(|one| one.message.starts_with(ANOTHER_ERROR))
        .map(|one| one.title.as_str())
        .collect();
    for finding in &after.findings {
        let fix = finding.fixes.first().filter(|fix| fix.is_safe || with_unsafe);
        if fix.is_some_and(|fix| !refused.contains(&fix.title.as_str())) {
            say(format!("{} has a fix and is left: {}", finding.rule, finding.message));
        }
    }
    let known = errors(&before);
    for (rule, count) in errors(&after) {
        if count > known.get(rule).copied().unwrap_or(0) {
            let of_rule = after.findings.iter().filter(|one| one.rule == rule);
            let said: Vec<&str> = of_rule.map(|one| one.message.as_str()).collect();
            say(format!("a new error of {rule}: {}", said.join(" | ")));
        }
    }
    if !fix(&request, &blobs_after, with_unsafe, &[]).edits.is_empty() {
        say("a second run changes it again".to_owned());
    }
    let shown = shown(&case.name, &answer, &case.bytes);
    // The unsafe fixes are all fixes.
    if let Some(what) = with_unsafe.then(|| twin(case, &request, with_unsafe, &bytes)).flatten() {
        say(what);
    }
    (wrong, shown)
}

/// How the fixed template differs from its fixed twin in JSON.
fn twin(case: &Case, request: &CheckRequest, with_unsafe: bool, bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&case.bytes);
    let only_in_yaml =
        text.contains("# tablewarden:") || text.contains("checkov:skip") || text.starts_with("# Only in YAML: ");
    if !case.name.ends_with(".yaml") || only_in_yaml {
        return None;
    }
    let twin = as_json(&case.name, &case.bytes)?;
    let mut blobs = case.blobs();
    let found = check(request.clone(), &blobs);
    let is_of_yaml = ["duplicate-key", "yaml-alias", "unknown-function"];
    if found.findings.iter().any(|finding| is_of_yaml.contains(&finding.name.as_str())) {
        return None;
    }
    blobs[0] = twin.as_bytes();
    let answer = fix(request, &blobs, with_unsafe, &[]);
    let of_twin = fixed(&answer, twin.as_bytes());
    let value = |bytes: &[u8]| -> Option<serde_json::Value> { serde_json::from_slice(bytes).ok() };
    let (Some(json), Some(yaml)) =
        (value(&of_twin), as_json(&case.name, bytes).and_then(|text| value(text.as_bytes())))
    else {
        return Some("the fixed twin can't be read".to_owned());
    };
    (json != yaml).then(|| format!("the twin in JSON is fixed differently:\n{json:#}\nand\n{yaml:#}"))
}

#[test]
fn the_corpus_is_fixed() {
    let (cases, next) = (cases(), AtomicUsize::new(0));
    let came: Mutex<(Vec<String>, BTreeMap<usize, String>)> = Mutex::default();
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(case) = cases.get(index) else { return };
            let (mut wrong, _) = complaints(case, false);
            let (more, shown) = complaints(case, true);
            wrong.extend(more);
            let mut came = came.lock().expect("nobody panicked");
            came.0.extend(wrong);
            came.1.insert(index, shown);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, Into::into) {
            scope.spawn(work);
        }
    });
    let (mut wrong, shown) = came.into_inner().expect("nobody panicked");
    wrong.sort();
    let mut folders: BTreeMap<&str, String> = BTreeMap::new();
    for (case, shown) in cases.iter().zip(shown.values()) {
        let folder = case.name.split_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder).or_default() += shown;
    }
    for (folder, shown) in folders {
        compare(&repository::root().join(format!("tests/fixes/corpus/{folder}.diff")), &shown, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} complaints\n{}", wrong.len(), wrong.join("\n"));
}
