//! Files of several YAML documents: every command is about each that is a template, in its own place.

use crate::invented::Invented;

const TWO: &str = "\
kind: Pod
---
Parameters: {Stage: {Type: String, Default: dev}}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {BillingMode: X}
---
{\"Parameters\": {\"Zone\": {\"Type\": \"String\"}, \"Stage\": {\"Type\": \"String\"}},
 \"Resources\": {\"Items\": {\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": {\"BillingMode\": \"X\"}}}}
";
const OTHER: &str = "tablewarden: t.yaml:1:1: Skipped: this document is not a CloudFormation template, because it has no top-level `Resources`.\n";

fn host() -> Invented {
    Invented::new(&[("t.yaml", TWO)])
}

#[test]
fn check_finds_in_each() {
    let ran = host().run("check --profile minimal --format concise t.yaml");
    let lines: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("DDB-V003")).collect();
    assert_eq!(ran.code, 1);
    assert!(lines.len() == 2 && lines[0].starts_with("t.yaml:7:") && lines[1].starts_with("t.yaml:10:"), "{lines:?}");
}

#[test]
fn a_template_is_never_missed_behind_a_clean_one() {
    let clean = "Resources: {T: {Type: AWS::SNS::Topic}}\n";
    let table =
        "{\"Resources\": {\"T\": {\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": {\"BillingMode\": \"X\"}}}}\n";
    for between in ["---\n", "--- ", "...\n", "...\n---\n", "---\n  ", "--- # next\n"] {
        for skip in ["", "--skip-other-files "] {
            let mut host = Invented::new(&[("t.yaml", &[clean, between, table].concat())]);
            let ran = host.run(&format!("check --format concise {skip}t.yaml"));
            assert!(ran.code == 1 && ran.stdout.contains("DDB-V003"), "{between:?} {}", ran.stdout);
        }
    }
}

#[test]
fn facts_are_a_list_with_those_of_each() {
    let ran = host().run("facts t.yaml");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, OTHER));
    assert!(ran.stdout.starts_with("[{") && ran.stdout.ends_with("}]\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("\"LogicalId\":\"Orders\"") && ran.stdout.contains("\"LogicalId\":\"Items\""));
    let one =
        Invented::new(&[("t.yaml", "---\nResources: {T: {Type: AWS::SNS::Topic}}\n---\n# end\n")]).run("facts t.yaml");
    assert!(one.code == 0 && one.stdout.starts_with("{\"Resources\""), "of one template it is that: {}", one.stdout);
}

#[test]
fn a_parameter_has_to_be_in_one_of_them() {
    assert_eq!(host().run("facts --parameter Stage=x --parameter Zone=y t.yaml").code, 0);
    let ran = host().run("facts --parameter Zonw=y t.yaml");
    assert!(ran.code == 2 && ran.stderr.contains("`Zonw`"), "{}", ran.stderr);
}

#[test]
fn parameters_are_those_of_all() {
    let ran = host().run("parameters t.yaml");
    let names: Vec<&str> = ran.stdout.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!((ran.code, names), (0, vec!["name", "Stage", "Zone"]));
}

#[test]
fn draw_has_the_tables_of_all_or_the_one_of_a_line() {
    let ran = host().run("draw --format mermaid t.yaml");
    assert!(
        ran.code == 0 && ran.stdout.contains("<b>Orders</b>") && ran.stdout.contains("<b>Items</b>"),
        "{}",
        ran.stdout
    );
    for (line, table) in [(1, "Orders"), (6, "Orders"), (7, "Orders"), (8, "Items"), (10, "Items"), (99, "Items")] {
        let ran = host().run(&format!("draw --format mermaid --line {line} t.yaml"));
        assert!(ran.stdout.contains(&format!("<b>{table}</b>")), "{line}: {}", ran.stdout);
        assert_eq!(ran.stdout.matches("```mermaid").count(), 1, "{line}");
    }
    assert!(host().run("draw --format mermaid --table Items t.yaml").stdout.contains("<b>Items</b>"));
    assert_eq!(host().run("draw --table Gone t.yaml").code, 2);
}

#[test]
fn waive_writes_where_the_finding_is() {
    let mut host = host();
    let ran = host.run("waive --rule DDB-V003 --reason x t.yaml");
    assert!(ran.code == 2 && ran.stderr.contains("`Orders`, `Items`"), "{}", ran.stderr);
    for (resource, line) in [
        ("Items", "\"Type\": \"AWS::DynamoDB::Table\", \"Metadata\": {\"tablewarden\": "),
        ("Orders", "    # tablewarden: waive DDB-V003 x\n"),
    ] {
        let ran = host.run(&format!("waive --rule DDB-V003 --reason x --resource {resource} t.yaml"));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert!(host.text("t.yaml").contains(line), "{}", host.text("t.yaml"));
    }
    assert_eq!(host.run("check --format concise t.yaml").stdout.matches("waived[DDB-V003]").count(), 2);
}

#[test]
fn a_resource_of_several_templates_is_waived_in_each() {
    let table = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n";
    let mut host = Invented::new(&[("t.yaml", &[table, "---\n", table].concat())]);
    assert_eq!(host.run("waive --rule DDB-R001 --reason x t.yaml").code, 0);
    assert_eq!(host.text("t.yaml").matches("# tablewarden: waive DDB-R001 x").count(), 2);
    let ran = host.run("check --format concise t.yaml");
    assert_eq!((ran.stdout.matches("waived[DDB-R001]").count(), ran.stdout.matches("[DDB-R001]").count()), (2, 2));
}
