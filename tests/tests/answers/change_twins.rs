//! Each pair of `tests/changes` in other forms: as JSON, and with every table under a condition that both versions share. What is
//! said of the change is the same.

use std::path::Path;

use serde_json::{Value, json};
use tablewarden_tests::checkers::{answer_to, frame_since, request};
use tablewarden_tests::json_twin;
use tablewarden_tests::repository::{read, root};

/// A template as JSON. None where it can't be read whole.
fn as_json(name: &str, bytes: &[u8]) -> Option<Value> {
    serde_json::from_str(&json_twin::as_json(name, bytes)?).ok()
}

/// The template with each table that has no condition under one of its own, which no parameter of the template decides.
fn under_a_condition(template: &Value) -> Value {
    let mut template = template.clone();
    for resource in template["Resources"].as_object_mut().into_iter().flat_map(|resources| resources.values_mut()) {
        let kind = resource["Type"].as_str().unwrap_or_default();
        let is_table = kind.starts_with("AWS::DynamoDB::") || kind == "AWS::Serverless::SimpleTable";
        if is_table && resource.get("Condition").is_none() {
            resource["Condition"] = json!("IsTwin");
        }
    }
    template["Parameters"]["Twin"] = json!({"Type": "String"});
    template["Conditions"]["IsTwin"] = json!({"Fn::Equals": [{"Ref": "Twin"}, "yes"]});
    template
}

/// Rule and message of each finding about the change.
fn said(name: &str, old: &[u8], new: &[u8]) -> Vec<(String, String)> {
    let mut request = request(name, new);
    request.region = Some("eu-west-1".to_owned());
    let response = answer_to(&frame_since(request, new, old));
    let ours = response.findings.into_iter().filter(|finding| finding.rule.starts_with("DDB-C"));
    let mut said: Vec<_> = ours.map(|finding| (finding.rule, finding.message)).collect();
    said.sort();
    said
}

#[test]
fn each_pair_says_the_same_in_json_and_under_a_condition() {
    let folder = root().join("tests/changes");
    let (mut twins, mut findings) = (0, 0);
    for case in std::fs::read_dir(&folder).expect("it is there").map(|entry| entry.expect("it is read").path()) {
        let end = if case.join("new.json").exists() { "json" } else { "yaml" };
        let file = |name: &str| read(&Path::new(&case).join(format!("{name}.{end}")));
        let (old, new) = (file("old"), file("new"));
        let expected = said(&format!("new.{end}"), &old, &new);
        let (Some(old), Some(new)) = (as_json("old", &old), as_json("new", &new)) else { continue };
        for (form, change) in [("JSON", Value::clone as fn(&Value) -> Value), ("a condition", under_a_condition)] {
            let [old, new] = [&old, &new].map(|template| change(template).to_string());
            let found = said("new.json", old.as_bytes(), new.as_bytes());
            assert_eq!(found, expected, "{} under {form}", case.display());
            twins += 1;
            findings += found.len();
        }
    }
    assert!(twins >= 120 && findings >= 200, "{twins} twins, {findings} findings");
}
