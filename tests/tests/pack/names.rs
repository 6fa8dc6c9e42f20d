//! Names of partition keys, realistic ones: those that only resemble a time, a counter or a few values stay silent, and
//! those that are one do not. The lists are in `tests/names`.

use std::collections::BTreeSet;

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::repository;

const SEQUENTIAL: &str = "DDB-K001";
const FEW_VALUES: &str = "DDB-K002";

/// The names of a list; none stands in it twice.
fn names(list: &str, least: usize) -> Vec<String> {
    let bytes = repository::read(&repository::root().join("tests/names").join(list));
    let text = String::from_utf8(bytes).expect("names are UTF-8");
    let names: Vec<_> = text.lines().map(str::to_owned).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{list} has a name twice");
    assert!(names.len() >= least, "{list} has {} names", names.len());
    names
}

/// Whether a table with this partition key has a finding of the rule.
fn fires(rule: &str, name: &str) -> bool {
    let template = format!(
        "Resources:
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{{AttributeName: '{name}', AttributeType: S}}]
      KeySchema: [{{AttributeName: '{name}', KeyType: HASH}}]
"
    );
    check(request("names.yaml", template.as_bytes()), &[template.as_bytes()])
        .findings
        .iter()
        .any(|found| found.rule == rule)
}

#[track_caller]
fn all(rule: &str, list: &str, least: usize, expected: bool) {
    let wrong: Vec<_> = names(list, least).into_iter().filter(|name| fires(rule, name) != expected).collect();
    assert!(wrong.is_empty(), "{list}: {wrong:?}");
}

#[test]
fn names_that_only_resemble_a_time_or_a_counter_are_silent() {
    all(SEQUENTIAL, "sequential.silent.txt", 60, false);
}

#[test]
fn names_of_times_and_counters_fire() {
    all(SEQUENTIAL, "sequential.fires.txt", 30, true);
}

#[test]
fn names_that_only_resemble_a_few_values_are_silent() {
    all(FEW_VALUES, "few-values.silent.txt", 60, false);
}

#[test]
fn names_of_a_few_values_fire() {
    all(FEW_VALUES, "few-values.fires.txt", 30, true);
}
