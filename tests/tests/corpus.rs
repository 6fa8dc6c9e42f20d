//! Every file of the corpus gives exactly the findings that are written in it.

use tablewarden_tests::checkers::check;
use tablewarden_tests::corpus::{Case, cases};
use tablewarden_wire::{CheckResponse, FailOn, Outcome};

fn found(response: &CheckResponse) -> Vec<(u32, String)> {
    let all = response.findings.iter().chain(&response.waived);
    let mut found: Vec<_> = all.map(|f| (f.span.start.line, f.rule.clone())).collect();
    found.sort();
    found
}

fn complaint(case: &Case, response: &CheckResponse) -> Option<String> {
    let mut expected = case.finds.clone();
    expected.sort();
    let found = found(response);
    let is_apart =
        response.findings.iter().all(|f| f.waiver.is_none()) && response.waived.iter().all(|f| f.waiver.is_some());
    assert!(is_apart, "{}: what is waived stands apart", case.name);
    let outcome = case.outcome.unwrap_or({
        let fails = response.findings.iter().any(|f| FailOn::default().fails(f.severity));
        if fails { Outcome::Findings } else { Outcome::Clean }
    });
    if found == expected && outcome == response.outcome {
        return None;
    }
    let missing: Vec<_> = expected.iter().filter(|one| !found.contains(one)).collect();
    let extra: Vec<_> = found.iter().filter(|one| !expected.contains(one)).collect();
    let notices: Vec<_> = response.notices.iter().map(|notice| &notice.message).collect();
    Some(format!(
        "{}: missing {missing:?}, not expected {extra:?}, outcome {:?} (expected {outcome:?}), notices {notices:?}",
        case.name, response.outcome
    ))
}

#[test]
fn every_file_gives_what_is_written_in_it() {
    let cases = cases();
    let complaints: Vec<_> =
        cases.iter().filter_map(|case| complaint(case, &check(case.request.clone(), &case.blobs()))).collect();
    assert!(complaints.is_empty(), "{} of {} files:\n{}", complaints.len(), cases.len(), complaints.join("\n"));
    assert!(cases.len() >= 60, "the corpus has {} files", cases.len());
}
