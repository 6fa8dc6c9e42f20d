//! Waivers written into every template of the corpus: the finding is waived then, nothing else is, and no other byte is another.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_edit::{Edit, applied};
use tablewarden_source::Span;
use tablewarden_tests::checkers::{Checker, Native, check};
use tablewarden_tests::corpus::{Case, cases};
use tablewarden_wire::{
    CheckRequest, CheckResponse, Finding, Outcome, Profile, Request, VERSION, WaiveRequest, WaiveResponse, frame,
};

/// What a reason may have in it that means something in YAML, JSON or a comment.
const REASON: &str = "it's a \"cache\": see #12, {a} [b] & *c | > % \\n é 表";

fn ask(case: &Case, rule: &str, resource: Option<&str>, expires: Option<&str>, reason: &str) -> WaiveResponse {
    let mut request = Request::Waive(WaiveRequest {
        version: VERSION,
        blobs: Vec::new(),
        check: CheckRequest { blobs: Vec::new(), ..case.request.clone() },
        rule: rule.to_owned(),
        reason: reason.to_owned(),
        expires: expires.map(str::to_owned),
        resource: resource.map(str::to_owned),
    });
    request.set_blobs(&case.blobs());
    let answer = Native.call(&frame::encode(&request, &case.blobs()));
    serde_json::from_slice(&answer).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&answer)))
}

fn checked(case: &Case, bytes: &[u8]) -> CheckResponse {
    let request = CheckRequest { profile: Some(Profile::Strict), statuses: false, ..case.request.clone() };
    let blobs: Vec<&[u8]> = std::iter::once(bytes).chain(case.settings.as_deref()).collect();
    check(request, &blobs)
}

fn edits(answer: &WaiveResponse) -> Vec<Edit> {
    let edit = |edit: &tablewarden_wire::TextEdit| Edit {
        span: Span::new(edit.start_byte, edit.end_byte),
        text: edit.text.clone(),
    };
    answer.edits.iter().map(edit).collect()
}

/// What is the same of a finding wherever its lines are.
fn known(finding: &Finding) -> (String, String, String) {
    (finding.rule.clone(), finding.fingerprint.clone(), finding.message.clone())
}

#[test]
fn every_finding_of_the_corpus_is_waived_or_refused_with_its_place() {
    let (cases, next) = (cases(), AtomicUsize::new(0));
    let came = Mutex::new((0, Vec::new()));
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (written, refused) = waived_one_by_one(case);
            let mut came = came.lock().expect("nobody panicked");
            came.0 += written;
            came.1.extend(refused);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, Into::into) {
            scope.spawn(work);
        }
    });
    let (written, refused) = came.into_inner().expect("nobody panicked");
    println!("{written} waivers written, {} refused:\n{}", refused.len(), refused.join("\n"));
    assert!(written > 500, "{written}");
    assert!(refused.len() * 10 < written, "{} beside {written}", refused.len());
    // What is refused says why, and these are all the reasons there are.
    for reason in &refused {
        let known = [
            "a loop or a transform makes it",
            "not a list of waivers",
            "could not be read",
            "in an alias or a merge",
            "an anchor",
            "is a function",
        ];
        assert!(known.iter().any(|known| reason.contains(known)), "{reason}");
    }
}

/// Waives the first finding of each rule by itself, and the very first one until a day too.
fn waived_one_by_one(case: &Case) -> (usize, Vec<String>) {
    let (mut written, mut refused, mut rules) = (0, Vec::new(), BTreeSet::new());
    let before = checked(case, &case.bytes);
    let first_of_rule = before.findings.iter().filter(|finding| rules.insert(&finding.rule));
    for (finding, number) in first_of_rule.zip(0..) {
        for expires in [None, Some("2999-12-31")].into_iter().take(if number == 0 { 2 } else { 1 }) {
            let resource = finding.logical_id.as_deref();
            let what = format!("{} {} {resource:?} {expires:?}", case.name, finding.rule);
            let answer = ask(case, &finding.rule, resource, expires, REASON);
            if let Some(why) = &answer.refused {
                assert_eq!((answer.outcome, answer.edits.len()), (Outcome::Error, 0), "{what}");
                refused.push(format!("{what}: {}", why.message));
                continue;
            }
            let bytes = holds(case, &before, finding, expires, &answer, &what);
            if number == 0 {
                let again = Case { bytes, ..case_of(case) };
                let second = ask(&again, &finding.rule, resource, expires, "another reason");
                assert!(second.is_waived && second.edits.is_empty() && second.refused.is_none(), "{what}: {second:?}");
            }
            written += 1;
        }
    }
    (written, refused)
}

/// The edited template, in which the finding is waived and all else is as it was.
fn holds(
    case: &Case,
    before: &CheckResponse,
    finding: &Finding,
    expires: Option<&str>,
    answer: &WaiveResponse,
    what: &str,
) -> Vec<u8> {
    let edits = edits(answer);
    assert!(!edits.is_empty() && edits.iter().all(|edit| edit.span.is_empty()), "{what}: only inserts");
    let bytes = applied(&case.bytes, &edits).expect("the edits fit");
    let resource = finding.logical_id.as_deref().filter(|name| !name.is_empty());
    let is_meant =
        |other: &Finding| other.rule == finding.rule && (resource.is_none() || other.logical_id.as_deref() == resource);
    let after = checked(case, &bytes);
    assert!(!after.findings.iter().any(is_meant), "{what}: {edits:?}");
    let waived = after.waived.iter().find(|other| known(other) == known(finding));
    let waiver = waived.and_then(|waived| waived.waiver.as_ref()).unwrap_or_else(|| panic!("{what}"));
    assert_eq!((waiver.reason.as_str(), waiver.expires.as_deref()), (REASON, expires), "{what}");
    let others =
        |findings: &[Finding]| -> Vec<_> { findings.iter().filter(|other| !is_meant(other)).map(known).collect() };
    assert_eq!(others(&before.findings), others(&after.findings), "{what}");
    assert_eq!(others(&before.waived), others(&after.waived), "{what}");
    bytes
}

fn case_of(case: &Case) -> Case {
    Case {
        name: case.name.clone(),
        bytes: Vec::new(),
        settings: case.settings.clone(),
        request: case.request.clone(),
        finds: Vec::new(),
        outcome: None,
    }
}
