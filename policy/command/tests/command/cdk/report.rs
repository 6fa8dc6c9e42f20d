//! `check --format cdk`: what a validation plugin of the CDK tells, and that it cannot be taken for a success.

use serde_json::{Value, json};

use crate::cdk::manifests::{artifacts, stack};
use crate::invented::Invented;

/// A report of `check --format cdk`, and the exit code.
fn report(host: &mut Invented, line: &str) -> (Value, u8) {
    let ran = host.run(&format!("check --format cdk {line}"));
    let report = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{line}: {}{}", ran.stdout, ran.stderr));
    (report, ran.code)
}

/// An assembly with one stack, `Top`.
fn top(template: &str) -> Invented {
    let manifest = artifacts(&[stack("Top", "111122223333/eu-west-1")]);
    Invented::new(&[("cdk.out/manifest.json", &manifest), ("cdk.out/Top.template.json", template)])
}

/// A table on which nothing is set.
fn bare(properties: &Value) -> String {
    let mut table = json!({"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}], "BillingMode": "PAY_PER_REQUEST"});
    table.as_object_mut().unwrap().extend(properties.as_object().unwrap().clone());
    let resource =
        json!({"Type": "AWS::DynamoDB::Table", "Metadata": {"aws:cdk:path": "Top/T/Resource"}, "Properties": table});
    serde_json::to_string_pretty(&json!({"Resources": {"T1": resource}})).unwrap()
}

fn violations(report: &Value) -> &[Value] {
    report["violations"].as_array().unwrap()
}

/// What the CDK makes of a report once a violation of it is acknowledged.
fn is_success_without(report: &Value, acknowledged: &str) -> bool {
    violations(report)
        .iter()
        .filter(|violation| violation["ruleName"] != acknowledged)
        .all(|violation| !["error", "fatal"].contains(&violation["severity"].as_str().unwrap()))
}

#[test]
fn a_finding_is_at_its_resource_with_what_the_cdk_does_not_print() {
    let (report, code) = report(&mut top(&bare(&json!({"BillingMode": "FREE"}))), "cdk.out");
    assert_eq!((&report["success"], code), (&json!(false), 1));
    let violation = violations(&report)
        .iter()
        .find(|one| one["violatingResources"][0]["locations"] == json!(["Properties.BillingMode"]));
    let violation = violation.unwrap_or_else(|| panic!("{report:#}"));
    let resource = json!([{"resourceLogicalId": "T1", "templatePath": "cdk.out/Top.template.json",
        "locations": ["Properties.BillingMode"]}]);
    assert_eq!(violation["violatingResources"], resource);
    assert_eq!(violation["severity"], "error");
    let description = violation["description"].as_str().unwrap();
    let (rule, address) =
        (violation["ruleName"].as_str().unwrap(), violation["ruleMetadata"]["address"].as_str().unwrap());
    assert!(description.ends_with(&format!(" At Properties.BillingMode: \"FREE\". See {address}")), "{description}");
    assert!(address.ends_with(&format!("/{rule}.md")), "{address}");
    assert!(
        violation["fix"].is_string()
            && violation["ruleMetadata"]["place"].as_str().unwrap().starts_with("cdk.out/Top.template.json:")
    );
}

#[test]
fn what_is_missing_has_no_value() {
    let (report, _) = report(&mut top(&bare(&json!({}))), "cdk.out");
    let recovery = violations(&report).iter().find(|one| one["ruleName"] == "DDB-R001").unwrap();
    assert_eq!(recovery["violatingResources"][0]["locations"], json!(["Properties"]));
    assert!(recovery["description"].as_str().unwrap().contains(" At Properties. See https://"), "{recovery}");
}

#[test]
fn exactly_what_fails_is_an_error_so_that_acknowledging_one_hides_no_other() {
    for (fail_on, code) in [("error", 0), ("warning", 1), ("note", 1), ("never", 0)] {
        let (report, exit) =
            report(&mut top(&bare(&json!({}))), &format!("cdk.out --profile strict --fail-on {fail_on}"));
        assert_eq!((exit, &report["success"]), (code, &json!(code == 0)), "{fail_on}");
        let own = |word: &str| violations(&report).iter().filter(|one| one["ruleMetadata"]["severity"] == word).count();
        assert!(own("warning") > 1 && own("note") > 0, "{report:#}");
        for violation in violations(&report) {
            let severity = match (fail_on, violation["ruleMetadata"]["severity"].as_str().unwrap()) {
                ("note", _) | ("warning", "warning") => "error",
                (_, "note") => "info",
                _ => "warning",
            };
            assert_eq!(violation["severity"], severity, "{fail_on}");
            let name = violation["ruleName"].as_str().unwrap();
            assert_eq!(is_success_without(&report, name), code == 0, "{fail_on} {name}");
        }
    }
}

#[test]
fn what_is_waived_is_no_violation() {
    let template = bare(&json!({}));
    let all = violations(&report(&mut top(&template), "cdk.out").0).len();
    let waiver = r#""Metadata": {"tablewarden": {"waive": [{"rule": "DDB-R001", "reason": "it is a cache"}]},"#;
    let (report, _) = report(&mut top(&template.replace("\"Metadata\": {", waiver)), "cdk.out");
    assert_eq!(violations(&report).len(), all - 1);
    assert!(violations(&report).iter().all(|one| one["ruleName"] != "DDB-R001"));
}

#[test]
fn a_clean_assembly_is_a_success_without_violations() {
    let (report, code) = report(&mut top(r#"{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#), "cdk.out");
    assert_eq!((report, code), (json!({"violations": [], "success": true}), 0));
}

#[test]
fn what_was_not_checked_is_fatal_at_the_construct_of_its_stack() {
    let settings = |host: &mut Invented, text: &str| host.write("tablewarden.yaml", text.as_bytes());
    let mut broken = top(&bare(&json!({})));
    settings(&mut broken, "rules:\n  DDB-R001: maybe\n");
    let mut several = top(r#"{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#);
    settings(&mut several, "");
    several.write("tablewarden.yml", b"");
    let mut torn = top(r#"{"Resources": {"T":"#);
    let mut gone = top("{}");
    gone.write("cdk.out/manifest.json", artifacts(&[stack("Top", "1/x"), stack("Gone", "1/x")]).as_bytes());
    let mut trapped = top("trap");
    for (host, construct, why) in [
        (&mut broken, "Top", "tablewarden.yaml:2:13: "),
        (&mut several, "Top", "cdk.out/Top.template.json: It has several settings files"),
        (&mut torn, "Top", "cdk.out/Top.template.json:1:"),
        (&mut gone, "Gone", "cdk.out/Gone.template.json: This file cannot be read: there is no such file."),
        (&mut trapped, "Top", "the engine stopped"),
    ] {
        let (report, code) = report(host, "cdk.out");
        assert_eq!((&report["success"], code), (&json!(false), 2), "{why}");
        let fatal: Vec<&Value> = violations(&report).iter().filter(|one| one["severity"] == "fatal").collect();
        let one = fatal.iter().find(|one| one["description"].as_str().unwrap().contains(why));
        let one = one.unwrap_or_else(|| panic!("{why}: {report:#}"));
        assert_eq!(one["ruleName"], "not-checked");
        assert_eq!(one["violatingResources"][0]["constructPath"], construct, "{why}");
    }
}

#[test]
fn what_is_wrong_with_the_settings_is_told_once() {
    let manifest = artifacts(&[stack("A", "1/x"), stack("B", "1/x")]);
    let mut host = Invented::new(&[
        ("tablewarden.yaml", "rules:\n  DDB-R001: maybe\n"),
        ("cdk.out/manifest.json", &manifest),
        ("cdk.out/A.template.json", r#"{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#),
        ("cdk.out/B.template.json", r#"{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#),
    ]);
    let (report, code) = report(&mut host, "cdk.out");
    assert_eq!((violations(&report).len(), code), (1, 2), "{report:#}");
}

#[test]
fn the_id_of_a_rule_has_nothing_that_the_cdk_takes_apart() {
    let mut host = top(&bare(&json!({})));
    host.write(
        "own.guard",
        b"# id: \"A::B [c\"\n# name: a-b\nrule has_tags {\n    Resources.*.Properties.Tags exists\n}\n",
    );
    let (report, _) = report(&mut host, "cdk.out --rules own.guard --no-default-rules");
    for violation in violations(&report) {
        let name = violation["ruleName"].as_str().unwrap();
        assert!(
            !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter)),
            "{name}"
        );
    }
    assert_eq!(report["success"], false);
}
