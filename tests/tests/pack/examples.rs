//! The examples in the headers of the rules: the bad one breaks the rule at its mark, the good one does not; as YAML and as
//! JSON.

use tablewarden_rules::{RuleFile, marked};
use tablewarden_tests::checkers::{answer_to, check, frame_since, request};
use tablewarden_tests::repository;
use tablewarden_wire::{CheckResponse, Outcome, Profile};

fn rules() -> Vec<RuleFile> {
    tablewarden_rules::read(&repository::rules()).expect("the build has read them")
}

fn checked(rule: &RuleFile, name: &str, template: &[u8]) -> CheckResponse {
    let mut request = request(name, template);
    request.profile = (rule.header.profile == "strict").then_some(Profile::Strict);
    let before = marked(&rule.header.before).text;
    if before.is_empty() {
        check(request, &[template])
    } else {
        answer_to(&frame_since(request, template, before.as_bytes()))
    }
}

fn as_json(yaml: &str) -> Vec<u8> {
    let value: serde_json::Value = serde_yaml::from_str(yaml).expect("an example without tags is plain YAML");
    serde_json::to_vec_pretty(&value).expect("it can be written")
}

/// What is wrong with the examples of a rule.
fn complaints(rule: &RuleFile) -> Vec<String> {
    let id = &rule.header.id;
    let (bad, good) = (marked(&rule.header.bad), marked(&rule.header.good));
    let mut complaints = Vec::new();
    let response = checked(rule, "bad.yaml", bad.text.as_bytes());
    let found: Vec<_> = response.findings.iter().filter(|finding| finding.rule == *id).collect();
    let marks: Vec<_> = found
        .iter()
        .map(|finding| (finding.span.start.line, finding.span.start.column, finding.span.end.column))
        .collect();
    match bad.mark {
        Some(mark) if !marks.contains(&mark) => {
            complaints.push(format!("{id}: the mark of the bad example is {mark:?}, findings are at {marks:?}"));
        }
        _ => {}
    }
    let response = checked(rule, "good.yaml", good.text.as_bytes());
    let findings = response.findings.iter().filter(|finding| finding.rule == *id);
    complaints.extend(findings.map(|finding| format!("{id}: the good example: {}", finding.message)));
    if !matches!(response.outcome, Outcome::Clean | Outcome::Findings) {
        complaints.push(format!("{id}: the good example: {:?} {:?}", response.outcome, response.notices));
    }
    if !bad.text.contains('!') {
        let response = checked(rule, "bad.json", &as_json(&bad.text));
        let paths = |response: &CheckResponse| {
            let ours = response.findings.iter().filter(|finding| finding.rule == *id);
            let mut paths: Vec<_> = ours.map(|finding| finding.path.clone()).collect();
            paths.sort();
            paths
        };
        let yaml = checked(rule, "bad.yaml", bad.text.as_bytes());
        if paths(&response) != paths(&yaml) {
            complaints.push(format!("{id}: JSON gives {:?}, YAML {:?}", paths(&response), paths(&yaml)));
        }
    }
    complaints
}

#[test]
fn examples_do_what_their_pages_say() {
    let complaints: Vec<_> = rules().iter().filter(|rule| !rule.header.bad.is_empty()).flat_map(complaints).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
