//! `check --against` an earlier cloud assembly: what is compared with what.

use serde_json::{Value, json};

use crate::invented::{Invented, Ran};
use crate::manifests::{EMPTY, artifacts, nesting, stack, stage};

/// The rules about changes that find something in each template.
fn changes(host: &mut Invented, line: &str) -> (Vec<(String, Vec<String>)>, Ran) {
    let ran = host.run(&format!("check --format json {line}"));
    let report: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    let rules = |file: &Value| {
        let rules =
            file["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap().to_owned());
        rules.filter(|rule| rule.starts_with("DDB-C")).collect()
    };
    let files = report["files"].as_array().cloned().unwrap_or_default();
    (files.iter().map(|file| (file["stack"]["name"].as_str().unwrap_or("").to_owned(), rules(file))).collect(), ran)
}

fn table(key: &str) -> String {
    json!({"Resources": {"T": {"Type": "AWS::DynamoDB::Table", "Properties": {
        "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"}], "BillingMode": "PAY_PER_REQUEST"}}}})
    .to_string()
}

#[test]
fn an_earlier_assembly_is_the_earlier_version_of_each_of_its_stacks() {
    let top = artifacts(&[stack("Top", "1/eu-west-1"), stage("assembly-Prod"), stack("New", "1/eu-west-1")]);
    let prod = artifacts(&[stack("Prod/Data", "1/eu-west-1")]);
    let mut host = Invented::new(&[("cdk.out/New.template.json", &table("id"))]);
    for (folder, key) in [("cdk.out", "id"), ("old.out", "other")] {
        let top = if folder == "old.out" { top.replace("New", "Old") } else { top.clone() };
        host.write(&format!("{folder}/manifest.json"), top.as_bytes());
        host.write(
            &format!("{folder}/Top.template.json"),
            nesting(&["A.nested.template.json", "B.nested.template.json"]).as_bytes(),
        );
        host.write(&format!("{folder}/A.nested.template.json"), table(key).as_bytes());
        host.write(&format!("{folder}/Old.template.json"), table(key).as_bytes());
        host.write(&format!("{folder}/assembly-Prod/manifest.json"), prod.as_bytes());
        host.write(&format!("{folder}/assembly-Prod/ProdData.template.json"), table(key).as_bytes());
    }
    host.write("cdk.out/B.nested.template.json", table("id").as_bytes());
    let (found, ran) = changes(&mut host, "cdk.out --against old.out");
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Top", "Top/A", "Top/B", "Prod/Data", "New"], "{}", ran.stderr);
    let changed: Vec<bool> = found.iter().map(|(_, rules)| !rules.is_empty()).collect();
    assert_eq!(changed, [false, true, false, true, false], "{found:?}");
    // The folder of a stage by itself, as a plugin of that stage has it.
    let (found, _) = changes(&mut host, "cdk.out/assembly-Prod --against old.out");
    assert!(matches!(found.as_slice(), [(name, rules)] if name == "Prod/Data" && !rules.is_empty()), "{found:?}");
}

#[test]
fn what_is_no_earlier_assembly_is_refused() {
    let top = artifacts(&[stack("Top", "1/eu-west-1")]);
    let mut host = Invented::new(&[
        ("cdk.out/manifest.json", top.as_str()),
        ("cdk.out/Top.template.json", EMPTY),
        ("plain/t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("gone/manifest.json", &top),
        ("t.json", EMPTY),
    ]);
    for (line, why) in [
        ("cdk.out --against plain", "`plain` is a folder and not a cloud assembly"),
        ("cdk.out --against gone", "`--against gone`: `gone/Top.template.json` cannot be read: there is no such file."),
    ] {
        let ran = host.run(&format!("check {line}"));
        assert!(ran.code == 2 && ran.stderr.contains(why), "{line}: {}", ran.stderr);
    }
    let ran = host.run("check t.json --against cdk.out");
    assert!(
        ran.code == 2 && ran.stdout.contains("A template outside of a cloud assembly has no earlier version in one."),
        "{}",
        ran.stdout
    );
}
