//! `check` of a CDK cloud assembly: which templates are checked, in which order, as which stacks; and that none is left out.

use serde_json::{Value, json};

use crate::cdk::manifests::{EMPTY, artifacts, assets, nesting, stack, stage};
use crate::invented::{Invented, Ran};

/// A file and something about it, of each file.
type Pairs = Vec<(String, String)>;

/// The report of `check --format json`: each file with its stack's name, and the unread files with the reason.
fn checked(host: &mut Invented, line: &str) -> (Pairs, Pairs, Ran) {
    let ran = host.run(&format!("check --format json {line}"));
    let report: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    let texts = |list: &str, second: &str| {
        let text = |one: &Value, path: &str| one.pointer(path).and_then(Value::as_str).unwrap_or("").to_owned();
        let list = report[list].as_array().cloned().unwrap_or_default();
        list.iter().map(|one| (text(one, "/file"), text(one, second))).collect()
    };
    (texts("files", "/stack/name"), texts("notices", "/message"), ran)
}

fn owned(pairs: &[(&str, &str)]) -> Pairs {
    pairs.iter().map(|(file, name)| ((*file).to_owned(), (*name).to_owned())).collect()
}

#[test]
fn stacks_are_checked_in_the_order_of_the_manifest_with_those_of_stages() {
    let top = artifacts(&[
        stack("Zoo", "111122223333/eu-west-1"),
        stage("assembly-Prod"),
        stack("Abc", "unknown-account/unknown-region"),
    ]);
    let prod = artifacts(&[stack("Prod/Data", "111122223333/us-east-1"), stage("assembly-Prod-Blue")]);
    let blue = artifacts(&[stack("Prod/Blue/Web", "unknown-account/us-east-1")]);
    let mut host = Invented::new(&[
        ("cdk.out/manifest.json", &top),
        ("cdk.out/tree.json", EMPTY),
        ("cdk.out/Abc.template.json", EMPTY),
        ("cdk.out/Zoo.template.json", EMPTY),
        ("cdk.out/Old.template.json", EMPTY),
        ("cdk.out/assembly-Prod/manifest.json", &prod),
        ("cdk.out/assembly-Prod/ProdData.template.json", EMPTY),
        ("cdk.out/assembly-Prod/assembly-Prod-Blue/manifest.json", &blue),
        ("cdk.out/assembly-Prod/assembly-Prod-Blue/ProdBlueWeb.template.json", EMPTY),
    ]);
    let (files, unread, ran) = checked(&mut host, "cdk.out");
    let expected = [
        ("cdk.out/Zoo.template.json", "Zoo"),
        ("cdk.out/assembly-Prod/ProdData.template.json", "Prod/Data"),
        ("cdk.out/assembly-Prod/assembly-Prod-Blue/ProdBlueWeb.template.json", "Prod/Blue/Web"),
        ("cdk.out/Abc.template.json", "Abc"),
    ];
    assert_eq!((files, unread, ran.code), (owned(&expected), Vec::new(), 0), "{}", ran.stderr);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let stacks: Vec<&Value> = report["files"].as_array().unwrap().iter().map(|file| &file["stack"]).collect();
    assert_eq!(
        *stacks[0],
        json!({"name": "Zoo", "constructPath": "Zoo", "region": "eu-west-1", "account": "111122223333"})
    );
    assert_eq!(*stacks[2], json!({"name": "Prod/Blue/Web", "constructPath": "Prod/Blue/Web", "region": "us-east-1"}));
    assert_eq!(*stacks[3], json!({"name": "Abc", "constructPath": "Abc"}));
}

#[test]
fn a_template_is_read_as_in_the_region_of_its_stack() {
    let top = artifacts(&[stack("Here", "111122223333/eu-west-1"), stack("Any", "unknown-account/unknown-region")]);
    let table = json!({"Resources": {"T": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST", "Replicas": [{"Region": "us-east-1"}]}}}})
    .to_string();
    let files = [("o/manifest.json", top.as_str()), ("o/Here.template.json", &table), ("o/Any.template.json", &table)];
    let found = |line: &str| -> Vec<bool> {
        let ran = Invented::new(&files).run(&format!("check --format json --profile minimal {line}"));
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        let errors = |file: &Value| file["counts"]["errors"].as_u64() > Some(0);
        report["files"].as_array().unwrap().iter().map(errors).collect()
    };
    // The Region of the stack must be among those of the replicas.
    assert_eq!(found("o"), [true, false]);
    // What is typed is for stacks that have no Region of their own.
    assert_eq!(found("o --region us-east-1"), [true, false]);
    assert_eq!(found("o --region eu-west-1"), [true, true]);
}

#[test]
fn nested_stacks_are_followed_to_any_depth_each_behind_its_parent() {
    let top = artifacts(&[stack("Top", "111122223333/eu-west-1"), stack("Last", "111122223333/eu-west-1")]);
    let mut host = Invented::new(&[
        ("cdk.out/manifest.json", &top),
        ("cdk.out/Top.template.json", &nesting(&["A.nested.template.json", "B.nested.template.json"])),
        ("cdk.out/A.nested.template.json", &nesting(&["Deep.nested.template.json"])),
        ("cdk.out/Deep.nested.template.json", &nesting(&["Deeper.nested.template.json"])),
        ("cdk.out/Deeper.nested.template.json", EMPTY),
        ("cdk.out/B.nested.template.json", EMPTY),
        ("cdk.out/Last.template.json", EMPTY),
        ("cdk.out/Stale.nested.template.json", EMPTY),
        (
            "cdk.out/Top.assets.json",
            &assets(&[("A.nested.template.json", "A Nested Stack Template"), ("Top.template.json", "Top Template")]),
        ),
    ]);
    let (files, unread, ran) = checked(&mut host, "cdk.out");
    let expected = [
        ("cdk.out/Top.template.json", "Top"),
        ("cdk.out/A.nested.template.json", "Top/A"),
        ("cdk.out/Deep.nested.template.json", "Top/Deep"),
        ("cdk.out/Deeper.nested.template.json", "Top/Deeper"),
        ("cdk.out/B.nested.template.json", "Top/B"),
        ("cdk.out/Last.template.json", "Last"),
    ];
    assert_eq!((files, unread, ran.code), (owned(&expected), Vec::new(), 0), "{}", ran.stderr);
    assert!(ran.stdout.matches(r#""region": "eu-west-1""#).count() == 6, "{}", ran.stdout);
}

#[test]
fn a_nested_stack_that_names_no_template_is_found_among_what_is_published() {
    let top = artifacts(&[stack("Top", "111122223333/eu-west-1")]);
    let unnamed = r#"{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "x"}}}}"#;
    let files = [
        ("cdk.out/manifest.json", top.as_str()),
        ("cdk.out/Top.template.json", unnamed),
        ("cdk.out/TopN.nested.template.json", unnamed),
        ("cdk.out/TopNM.nested.template.json", EMPTY),
        ("cdk.out/Shop.product.template.json", EMPTY),
        ("cdk.out/Stale.nested.template.json", EMPTY),
    ];
    let mut host = Invented::new(&files);
    let listed = [
        ("TopN.nested.template.json", "N Nested Stack Template"),
        ("TopNM.nested.template.json", "N/M Nested Stack Template"),
        ("Shop.product.template.json", "Shop Template"),
        ("Top.template.json", "Top Template"),
        ("asset.zip", "Code"),
    ];
    host.write("cdk.out/Top.assets.json", assets(&listed).as_bytes());
    let mut expected = owned(&[
        ("cdk.out/Top.template.json", "Top"),
        ("cdk.out/Shop.product.template.json", "Top"),
        ("cdk.out/TopN.nested.template.json", "Top/N"),
        ("cdk.out/TopNM.nested.template.json", "Top/N/M"),
    ]);
    let (mut files, unread, _) = checked(&mut host, "cdk.out");
    files.sort();
    expected.sort();
    assert_eq!((files, unread), (expected, Vec::new()));
}

#[test]
fn without_a_manifest_of_assets_all_nested_templates_of_the_folder_are_checked() {
    let top = artifacts(&[stack("Top", "111122223333/eu-west-1")]);
    let unnamed = r#"{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "x"}}}}"#;
    let mut host = Invented::new(&[
        ("cdk.out/manifest.json", top.as_str()),
        ("cdk.out/Top.template.json", unnamed),
        ("cdk.out/TopNM.nested.template.json", EMPTY),
        ("cdk.out/TopN.nested.template.json", EMPTY),
    ]);
    let expected = [
        ("cdk.out/Top.template.json", "Top"),
        ("cdk.out/TopN.nested.template.json", "Top"),
        ("cdk.out/TopNM.nested.template.json", "Top"),
    ];
    assert_eq!(checked(&mut host, "cdk.out").0, owned(&expected));
}

#[test]
fn a_template_is_checked_once_however_many_lead_to_it() {
    let top = artifacts(&[stack("Top", "1/eu-west-1"), stage("."), stage("loop"), stack("Again", "1/eu-west-1")]);
    let mut host = Invented::new(&[
        ("cdk.out/manifest.json", &top),
        (
            "cdk.out/Top.template.json",
            &nesting(&["A.nested.template.json", "./A.nested.template.json", "Link.template.json"]),
        ),
        ("cdk.out/A.nested.template.json", &nesting(&["Top.template.json", "A.nested.template.json"])),
        ("cdk.out/Again.template.json", &nesting(&["A.nested.template.json"])),
    ]);
    host.link("cdk.out/Link.template.json", "cdk.out/A.nested.template.json");
    host.link("cdk.out/loop", "cdk.out");
    let (files, unread, _) = checked(&mut host, "cdk.out cdk.out cdk.out/A.nested.template.json");
    let names: Vec<&str> = files.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!(names, ["cdk.out/Top.template.json", "cdk.out/Again.template.json", "cdk.out/A.nested.template.json"]);
    assert_eq!(unread, owned(&[]));
}

#[test]
fn nothing_outside_of_the_assembly_is_read() {
    let top = artifacts(&[
        vec![(
            "Out".to_owned(),
            json!({"type": "aws:cloudformation:stack", "properties": {"templateFile": "../secret.json"}}),
        )],
        stack("Top", "1/eu-west-1"),
        stage("../elsewhere"),
    ]);
    let mut host = Invented::new(&[
        ("cdk.out/manifest.json", &top),
        ("cdk.out/Top.template.json", &nesting(&["../secret.json", "/etc/passwd.json", "linked.json"])),
        ("secret.json", EMPTY),
        ("/etc/passwd.json", EMPTY),
        ("elsewhere/manifest.json", &artifacts(&[stack("Other", "1/eu-west-1")])),
        ("elsewhere/Other.template.json", EMPTY),
    ]);
    host.link("cdk.out/linked.json", "secret.json");
    let (files, unread, ran) = checked(&mut host, "cdk.out");
    assert_eq!(files, owned(&[("cdk.out/Top.template.json", "Top")]));
    assert_eq!((unread.len(), ran.code), (4, 2), "{unread:?}");
    let outside = "This file cannot be read: it is outside of the cloud assembly.";
    let missing = "This file cannot be read: there is no such file.";
    assert!(unread.iter().all(|(_, why)| why == outside || why == missing), "{unread:?}");
    let asked = ran.wishes.iter().flatten().filter(|wish| wish.starts_with("read"));
    assert_eq!(asked.collect::<Vec<_>>(), ["read /work/cdk.out/manifest.json", "read /work/cdk.out/Top.assets.json"]);
}

#[test]
fn what_an_assembly_lists_and_has_not_is_an_error() {
    let top = artifacts(&[
        stack("Gone", "1/eu-west-1"),
        stage("assembly-Gone"),
        stage("assembly-Broken"),
        vec![("Bare".to_owned(), json!({"type": "aws:cloudformation:stack"}))],
        stack("Top", "1/eu-west-1"),
    ]);
    let mut host = Invented::new(&[
        ("cdk.out/manifest.json", &top),
        ("cdk.out/assembly-Broken/manifest.json", "{"),
        ("cdk.out/Top.template.json", &nesting(&["Gone.nested.template.json"])),
    ]);
    let (files, unread, ran) = checked(&mut host, "cdk.out");
    assert_eq!((files, ran.code), (owned(&[("cdk.out/Top.template.json", "Top")]), 2));
    let missing = "This file cannot be read: there is no such file.";
    let expected = [
        ("cdk.out/Gone.template.json", missing),
        ("cdk.out/assembly-Gone/manifest.json", missing),
        (
            "cdk.out/assembly-Broken/manifest.json",
            "This is not the manifest of a cloud assembly. Run `cdk synth` again.",
        ),
        ("cdk.out/manifest.json", "The manifest names no template of the stack `Bare`. Run `cdk synth` again."),
        ("cdk.out/Gone.nested.template.json", missing),
    ];
    assert_eq!(unread, owned(&expected));
}

#[test]
fn a_folder_with_another_manifest_is_a_folder() {
    let mut host = Invented::new(&[
        ("site/manifest.json", r#"{"name": "A page", "icons": []}"#),
        ("site/t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("out/manifest.json", "{"),
        ("out/cdk.out", r#"{"version": "44.0.0"}"#),
        ("out/t.template.json", EMPTY),
    ]);
    assert_eq!(checked(&mut host, "site").0, owned(&[("site/manifest.json", ""), ("site/t.yaml", "")]));
    let (files, unread, ran) = checked(&mut host, "out");
    let broken = "This is not the manifest of a cloud assembly. Run `cdk synth` again.";
    assert_eq!((files, unread, ran.code), (Vec::new(), owned(&[("out/manifest.json", broken)]), 2));
}

#[test]
fn a_nested_template_has_the_settings_of_its_parent() {
    let top = artifacts(&[stack("Top", "111122223333/eu-west-1")]);
    let mut host = Invented::new(&[
        ("tablewarden.yaml", "profile: minimal\n"),
        ("cdk.out/manifest.json", &top),
        ("cdk.out/Top.template.json", &nesting(&["A.nested.template.json"])),
        ("cdk.out/A.nested.template.json", EMPTY),
    ]);
    let ran = host.run("check --format json cdk.out");
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let settings: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["settings"].as_str().unwrap()).collect();
    assert_eq!(settings, ["tablewarden.yaml", "tablewarden.yaml"]);
}

#[test]
fn statistics_name_stacks_and_accounts() {
    let top = artifacts(&[stack("One", "111122223333/eu-west-1"), stack("Two", "111122223333/us-east-1")]);
    let table =
        json!({"Resources": {"T": {"Type": "AWS::DynamoDB::Table", "Properties": {"KeySchema": []}}}}).to_string();
    let files = [("o/manifest.json", top.as_str()), ("o/One.template.json", &table), ("o/Two.template.json", &table)];
    let ran = Invented::new(&files).run("check o --statistics --format json");
    let (_, templates) = ran.stderr.split_once("Findings by template:\n").unwrap();
    let (templates, accounts) = templates.split_once("Findings by account:\n").unwrap();
    let names: Vec<&str> = templates.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(names, ["One", "Two"]);
    let counts = |text: &str| -> u32 {
        text.lines().filter_map(|line| line.split_whitespace().next()?.parse::<u32>().ok()).sum()
    };
    assert!(accounts.trim_end().ends_with("  111122223333") && counts(accounts) == counts(templates), "{accounts}");
}

#[test]
fn an_assembly_that_was_written_elsewhere_has_the_settings_of_the_working_directory() {
    let top = artifacts(&[stack("Top", "1/eu-west-1")]);
    let mut host = Invented::new(&[
        ("tablewarden.yaml", "profile: minimal\n"),
        ("/tmp/out/manifest.json", top.as_str()),
        ("/tmp/out/Top.template.json", EMPTY),
    ]);
    assert!(host.run("check --format json /tmp/out").stdout.contains(r#""settings": "tablewarden.yaml""#));
    let plain = host.run("check --format json /tmp/out/Top.template.json").stdout;
    assert!(!plain.contains(r#""settings""#), "{plain}");
}

#[test]
fn an_assembly_in_a_folder_is_read_by_its_manifest() {
    let top = artifacts(&[stack("Top", "1/eu-west-1")]);
    let mut host = Invented::new(&[
        ("app/package.json", "{}"),
        ("app/cdk.out/manifest.json", &top),
        ("app/cdk.out/Top.template.json", EMPTY),
        ("app/cdk.out/Gone.template.json", EMPTY),
        ("app/z.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("site/manifest.json", "{\"name\": \"A page\"}"),
        ("site/t.json", EMPTY),
    ]);
    let ran = host.run("check --list-files .");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "app/cdk.out/Top.template.json\napp/z.yaml\nsite/t.json\n"));
    assert!(host.run("check --format json app").stdout.contains("\"region\": \"eu-west-1\""));
}

#[test]
fn an_assembly_without_a_stack_is_never_clean() {
    let mut host = Invented::new(&[("cdk.out/manifest.json", &artifacts(&[])), ("t.json", EMPTY)]);
    let ran = host.run("check cdk.out");
    assert!(ran.code == 2 && ran.stdout.contains("The cloud assembly has no stack."), "{}", ran.stdout);
    assert_eq!(host.run("check --list-files .").stdout, "t.json\n");
    let named = host.run("check cdk.out/manifest.json");
    assert!(named.code == 2 && named.stdout.contains("Check the folder it is in"), "{}", named.stdout);
}
