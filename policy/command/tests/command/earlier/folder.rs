//! `check --against` an earlier folder or cloud assembly: what is compared with what, and what is gone.

use serde_json::{Value, json};

use crate::cdk::manifests::{EMPTY, artifacts, assets, nesting, stack, stage};
use crate::invented::{Invented, Ran};

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
    host.write(
        "old.out/Top.assets.json",
        assets(&[("A.nested.template.json", "Top/A"), ("C.nested.template.json", "Top/C")]).as_bytes(),
    );
    host.write("old.out/C.nested.template.json", table("id").as_bytes());
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
    assert_eq!(names, ["Top", "Top/A", "Top/B", "Prod/Data", "New", "Old", "Top"], "{}", ran.stderr);
    let changed: Vec<bool> = found.iter().map(|(_, rules)| !rules.is_empty()).collect();
    assert_eq!(changed, [false, true, false, true, false, true, true], "{found:?}");
    let ran = host.run("check cdk.out --against old.out");
    for says in [
        "notice: `old.out` has no earlier version of this template, so changes to its tables aren't checked.\n --> cdk.out/New.template.json\n",
        "Table `T` is gone with its template",
        " --> old.out/Old.template.json:1:",
        " --> old.out/C.nested.template.json:1:",
    ] {
        assert!(ran.stdout.contains(says), "{says}: {}", ran.stdout);
    }
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
        ("bare/README.md", ""),
    ]);
    for (line, why) in [
        ("cdk.out --against plain", "`plain` is a folder and not a cloud assembly"),
        ("t.json --against bare", "No template was found in `bare`. Name an earlier template, or a folder with some."),
        ("cdk.out --against gone", "`--against gone`: `gone/Top.template.json` cannot be read: there is no such file."),
    ] {
        let ran = host.run(&format!("check {line}"));
        assert!(ran.code == 2 && ran.stderr.contains(why), "{line}: {}", ran.stderr);
    }
    // A template that is in no assembly is looked for by its file.
    host.write("t.json", table("id").as_bytes());
    let ran = host.run("check t.json --against cdk.out --profile minimal");
    assert!(
        ran.code == 0 && ran.stdout.contains("`cdk.out` has no earlier version of this template"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_folder_has_the_earlier_version_of_each_file() {
    let other = "a: 1\n";
    let mut host = Invented::new(&[
        ("new/a.json", &table("id")),
        ("new/sub/b.json", &table("id")),
        ("new/values.yaml", other),
        ("old/a.json", &table("other")),
        ("old/sub/b.json", &table("id")),
        ("old/sub/c.json", &table("id")),
        ("old/gone.yaml", other),
        ("old/node_modules/d.json", &table("id")),
    ]);
    let files = |host: &mut Invented, line: &str| {
        let ran = host.run(&format!("check --format json --profile minimal {line}"));
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        let files = report["files"].as_array().unwrap().clone();
        let found = files.iter().filter(|file| !file["findings"].as_array().unwrap().is_empty());
        found.map(|file| file["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(files(&mut host, "new --against old"), ["new/a.json", "old/sub/c.json"]);
    assert_eq!(files(&mut host, "new --against old --exclude c.json"), ["new/a.json"]);
    assert_eq!(files(&mut host, "new/sub --against old/sub"), ["old/sub/c.json"]);
    assert_eq!(files(&mut host, "new/a.json --against old"), ["new/a.json"]);
    // Several paths are looked for by their names from the working directory on.
    for (from, to) in [("old/a.json", "was/new/a.json"), ("old/sub/c.json", "was/new/sub/c.json")] {
        let text = host.text(from);
        host.write(to, text.as_bytes());
    }
    assert_eq!(files(&mut host, "new/a.json new/sub --against was"), ["new/a.json", "was/new/sub/c.json"]);
}
