//! What the examples show: the faults of the seed's patterns, on the templates themselves and on disguised copies; and that
//! the corrected ones are sound.

use std::collections::BTreeSet;

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::repository;
use tablewarden_wire::{CheckResponse, Outcome, Profile, Severity};

fn example(name: &str, profile: Profile) -> (String, CheckResponse) {
    let bytes = repository::read(&repository::root().join("examples").join(name));
    let mut request = request(name, &bytes);
    request.profile = Some(profile);
    let response = check(request, &[&bytes]);
    (String::from_utf8(bytes).expect("examples are UTF-8"), response)
}

/// Asserts a finding of `rule` whose place is on the first line after `after` that contains `on`, with `says` in its
/// message.
#[track_caller]
fn finds(text: &str, response: &CheckResponse, rule: &str, (after, on): (&str, &str), says: &str) {
    let start = text.find(after).unwrap_or_else(|| panic!("`{after}` is not in the example"));
    let at = start + text[start..].find(on).unwrap_or_else(|| panic!("`{on}` is not after `{after}`"));
    let line = text[..at].matches('\n').count() + 1;
    let found = response
        .findings
        .iter()
        .find(|f| f.rule == rule && f.span.start.line as usize == line && f.message.contains(says));
    let all: Vec<_> =
        response.findings.iter().map(|f| format!("{}:{} {}", f.span.start.line, f.rule, f.message)).collect();
    assert!(found.is_some(), "no {rule} on line {line} that says `{says}` in\n{}", all.join("\n"));
}

#[test]
fn pattern_1_shows_its_faults() {
    let (text, response) = example("pattern1.yaml", Profile::Recommended);
    let t = text.as_str();
    let property = ("ApplicationDataTable:", "ProvisionedThroughputput");
    finds(t, &response, "DDB-V001", property, "`ProvisionedThroughputput`");
    finds(t, &response, "DDB-B003", ("ApplicationDataTable:", "BillingMode"), "no `ProvisionedThroughput`");
    finds(t, &response, "DDB-B001", ("GlobalSecondaryIndexes:", "IndexName: StatusIndex"), "write");
    finds(t, &response, "DDB-A001", ("UserErrorsAlarm:", "Dimensions"), "`UserErrors`");
    finds(t, &response, "DDB-A004", ("GlobalSecondaryIndexes:", "IndexName: StatusIndex"), "`StatusIndex`");
    for alarm in ["ReadThrottleAlarm:", "WriteThrottleAlarm:", "UserErrorsAlarm:"] {
        finds(t, &response, "DDB-A006", (alarm, alarm), "AlarmActions");
    }
    finds(t, &response, "DDB-K002", ("IndexName: StatusIndex", "AttributeName: Status"), "`Status`");
    finds(t, &response, "DDB-R002", ("ApplicationDataTable:", "Properties"), "deletion protection");
    assert_eq!(response.outcome, Outcome::Findings);
}

#[test]
fn pattern_2_shows_its_faults() {
    let (text, response) = example("pattern2.yaml", Profile::Recommended);
    finds(&text, &response, "DDB-R001", ("CacheTable:", "Properties"), "point-in-time recovery");
    finds(&text, &response, "DDB-S003", ("CacheTable:", "StreamSpecification"), "stream");
}

#[test]
fn pattern_3_shows_its_faults() {
    let (text, response) = example("pattern3.yaml", Profile::Recommended);
    finds(&text, &response, "DDB-G004", ("GlobalPrimaryTable:", "GlobalTableName"), "`GlobalTableName`");
    finds(&text, &response, "DDB-G004", ("GlobalPrimaryTable:", "KMSMasterKeyId"), "`KMSMasterKeyId`");
}

#[test]
fn corrected_examples_have_no_error_and_no_warning_under_strict() {
    for name in ["pattern1.corrected.yaml", "pattern2.corrected.yaml", "pattern3.corrected.yaml"] {
        let (_, response) = example(name, Profile::Strict);
        let bad = response.findings.iter().chain(response.waived.iter().filter(|f| f.severity != Severity::Note));
        let bad: Vec<_> = bad.map(|f| format!("{}: {}:{} {}", name, f.span.start.line, f.rule, f.message)).collect();
        assert!(bad.is_empty(), "{}", bad.join("\n"));
        let notices: Vec<_> = response.notices.iter().map(|notice| &notice.message).collect();
        assert!(notices.is_empty(), "{name}: {notices:?}");
        assert_eq!(response.outcome, Outcome::Clean, "{name}");
    }
}

#[test]
fn a_disguised_copy_gives_the_same_rules() {
    for name in ["pattern1", "pattern2", "pattern3"] {
        let (_, plain) = example(&format!("{name}.yaml"), Profile::Recommended);
        let path = repository::root().join(format!("tests/disguised/{name}.json"));
        let bytes = repository::read(&path);
        let disguised = check(request(&format!("{name}.json"), &bytes), &[&bytes]);
        let rules = |response: &CheckResponse| {
            let mut rules: Vec<_> = response.findings.iter().map(|f| f.rule.clone()).collect();
            rules.sort();
            rules
        };
        assert_eq!(rules(&plain), rules(&disguised), "{name}");
    }
}

#[test]
fn orders_shows_a_handful_of_faults() {
    let (_, response) = example("orders.yaml", Profile::Recommended);
    let rules: BTreeSet<_> = response.findings.iter().map(|f| f.rule.as_str()).collect();
    let expected =
        ["DDB-K002", "DDB-K004", "DDB-B001", "DDB-R001", "DDB-R002", "DDB-A001", "DDB-A003", "DDB-A004", "DDB-A005"];
    assert_eq!(rules, BTreeSet::from(expected), "{response:#?}");
    assert_eq!(response.outcome, Outcome::Findings);
}

#[test]
fn a_table_that_can_be_deleted_shows_where_a_policy_would_keep_it() {
    let (text, response) = example("orders.yaml", Profile::Recommended);
    let finding = response.findings.iter().find(|f| f.rule == "DDB-R002").expect("it is not protected");
    let related = finding.related.first().expect("a second place");
    let line = text.lines().nth(related.span.start.line as usize - 1);
    assert_eq!(line, Some("  Customers:"), "{related:?}");
}
