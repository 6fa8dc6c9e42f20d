//! An answer has an end: over the corpus a small number of findings of each rule is listed and the others are counted, and names of
//! 5,000 characters are quoted in part wherever they stand.

use std::collections::BTreeMap;

use serde_json::Value;
use tablewarden_tests::checkers::check;
use tablewarden_tests::corpus::cases;
use tablewarden_wire::{CheckRequest, CheckResponse, Finding, Limits, Profile, VERSION};

fn strict(request: &CheckRequest, findings: u32) -> CheckRequest {
    let limits = Limits { findings: Some(findings), ..request.limits };
    let profile = Some(Profile::Strict);
    CheckRequest { profile, limits, excerpts: true, unknown_values: true, ..request.clone() }
}

/// The findings of each rule.
fn by_rule(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        rules.entry(&finding.rule).or_default().push(finding);
    }
    rules
}

#[test]
fn what_is_listed_comes_first_and_the_rest_is_counted() {
    let (mut listed, mut left) = (0, 0);
    for case in cases() {
        let all = check(strict(&case.request, u32::MAX), &case.blobs());
        assert!(all.unlisted.is_empty(), "{}", case.name);
        for most in [1, 2] {
            let some = check(strict(&case.request, most), &case.blobs());
            assert_eq!((some.counts, some.outcome), (all.counts, all.outcome), "{}", case.name);
            let lists: [fn(&CheckResponse) -> &Vec<Finding>; 2] = [|one| &one.findings, |one| &one.waived];
            for list in lists {
                let (all, some) = (by_rule(list(&all)), by_rule(list(&some)));
                for (rule, findings) in &all {
                    let first = &findings[..findings.len().min(most as usize)];
                    let same = first.iter().zip(&some[rule]).all(|(one, other)| one.fingerprint == other.fingerprint);
                    assert!(same && some[rule].len() == first.len(), "{}: {rule}", case.name);
                    (listed, left) = (listed + first.len(), left + findings.len() - first.len());
                }
            }
            let of = |response: &CheckResponse| response.findings.len() + response.waived.len();
            let counted: u32 = some.unlisted.iter().map(|one| one.findings + one.waived).sum();
            assert_eq!(of(&all), of(&some) + counted as usize, "{}", case.name);
            let notes = some.notices.iter().filter(|one| one.message.contains(" more findings are counted")).count();
            assert_eq!(notes, usize::from(counted > 0), "{}", case.name);
        }
    }
    println!("{listed} findings are listed, {left} are counted");
    assert!(listed > 2_000 && left > 500, "{listed} {left}");
}

/// Templates in which `NAME` stands wherever a person can write a text.
const TEMPLATES: [&str; 9] = [
    "Resources: {NAME: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: X}}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, NAME: 1, Properties: {NAME: X, BillingMode: NAME, TableName: NAME}}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: NAME, AttributeType: NAME}], KeySchema: [{AttributeName: bNAME, KeyType: HASH}, {AttributeName: cNAME, KeyType: NAME}]}}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Condition: NAME, DependsOn: NAME, DeletionPolicy: NAME, Properties: {TableName: !Ref NAME, Tags: [{Key: NAME, Value: NAME}, {Key: NAME, Value: !Sub '${NAME}'}]}}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Metadata: {tablewarden: {waive: [{rule: NAME, reason: NAME, expires: NAME}, {rule: DDB-V002, reason: NAME}]}}, Properties: {BillingMode: X}}}",
    "Parameters: {NAME: {Type: String}, P: {Type: NAME, AllowedValues: [NAME, bNAME]}}\nConditions: {C: !Equals [!Ref NAME, NAME], NAME: !Condition D}\nResources: {T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: !If [C, X, Y], TableName: !Ref P, TimeToLiveSpecification: {AttributeName: !Ref NAME, Enabled: !Ref NAME}}}}",
    "Resources: {NAME: {Type: AWS::NAME::NAME, Properties: {A: !GetAtt NAME.NAME, B: !NAME x, C: !FindInMap [NAME, NAME, NAME]}}, NAME: 1}\nNAME: 1",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {GlobalSecondaryIndexes: [{IndexName: NAME, KeySchema: [{AttributeName: NAME, KeyType: HASH}], Projection: {ProjectionType: NAME, NonKeyAttributes: [NAME]}}]}}, A: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/DynamoDB, MetricName: NAME, Dimensions: [{Name: TableName, Value: NAME}], AlarmActions: [NAME]}}}",
    "NAME",
];

/// What programs compare or keep: it is not made for people. Reports quote the reason of a waiver.
const DATA: [&str; 7] = ["path", "logicalId", "constructPath", "text", "diff", "place", "reason"];

/// The texts of an answer that are made for people.
fn words<'v>(value: &'v Value, key: &'v str, found: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) if !DATA.contains(&key) => found.push((key, text)),
        Value::Array(items) => items.iter().for_each(|item| words(item, key, found)),
        Value::Object(members) => members.iter().for_each(|(key, value)| words(value, key, found)),
        _ => {}
    }
}

/// How many of the letter a text has in a row at most.
fn longest_run(text: &str, letter: char) -> usize {
    text.split(|other| other != letter).map(str::len).max().unwrap_or(0)
}

#[test]
fn no_text_of_an_input_is_quoted_whole_where_it_is_long() {
    let frame = format!(r#"{{"version": {VERSION}, "blobs": [], "file": {{"name": "t.yaml", "blob": 0}}}}"#);
    let request: CheckRequest = serde_json::from_str(&frame).expect("it is a request");
    let mut cut = 0;
    for template in TEMPLATES {
        for name in ["z".repeat(5_000), format!("{}`{}", "z".repeat(2_500), "z".repeat(2_500))] {
            let text = template.replace("NAME", &name);
            let request = CheckRequest {
                fixes: true,
                describe_rules: true,
                parameters: vec![format!("{name}=1")],
                ..strict(&request, 100)
            };
            let answer = serde_json::to_value(check(request, &[text.as_bytes()])).expect("it is JSON");
            let mut found = Vec::new();
            words(&answer, "", &mut found);
            for (key, text) in found
                .into_iter()
                .filter(|(key, _)| !["unusedParameters", "meantParameters", "parameters"].contains(key))
            {
                let is_long = text.chars().count() > 2_040 || (!name.contains('`') && longest_run(text, 'z') > 200);
                assert!(!is_long, "{template}\n{key}: {text}");
                cut += usize::from(text.contains(" more characters)"));
            }
        }
    }
    assert!(cut > 40, "{cut}");
}
