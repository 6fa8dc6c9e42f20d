//! Every template of the corpus, fixed: it ends, the result is read, nothing that has a fix is left, there is no new error, a second run
//! changes nothing, and YAML and JSON come to the same document.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_tests::checkers::{Native, check, fix};
use tablewarden_tests::corpus::{Case, cases};
use tablewarden_tests::json_twin::as_json;
use tablewarden_tests::repository;
use tablewarden_wire::CheckRequest;

use super::shown::{compare, fixed, shown};
use super::trial::Trial;

/// What is wrong with the fixes of a case, and what all of them do.
fn complaints(case: &Case) -> (Vec<String>, String) {
    let mut engine = Native;
    let mut trial = Trial::new(&case.name, &case.request, case.blobs(), &mut engine);
    let mut wrong = trial.fix(false).wrong;
    let all = trial.fix(true);
    wrong.extend(all.wrong);
    wrong.extend(twin(case, trial.request(), &all.bytes).map(|what| format!("{}: {what}", case.name)));
    (wrong, shown(&case.name, &all.answer, &case.bytes))
}

/// How the fixed template differs from its fixed twin in JSON.
fn twin(case: &Case, request: &CheckRequest, bytes: &[u8]) -> Option<String> {
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
    let answer = fix(request, &blobs, true, &[]);
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
            let (wrong, shown) = complaints(case);
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
