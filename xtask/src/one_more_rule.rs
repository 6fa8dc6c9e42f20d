//! Shows that one rule more is one rule file and its tests: puts both into a copy of the rules, builds the pack with it, and runs
//! the tests of the rules. With a wrong expectation they fail, so the new one is really run.

use std::path::Path;
use std::process::Command;

use crate::places::{Places, write};
use crate::{Result, process};

const RULE: &str = r#"# id: DDB-Z001
# name: one-more-rule
# title: A table is called something
# severity: note
# profile: recommended
# reports: the table's key
# why: So that there is one more rule.
# fix: Give it a name.

rule one_more_rule {
    DynamoDB.Tables[ Name.Is != "unknown" ] {
        Name.Is == "known"
            <<`{LogicalId}` has no name. give it one>>
    }
}
"#;

const TESTS: &str = "\
- name: with a name
  input: {Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}}}
  expectations: {rules: {one_more_rule: PASS}}
- name: without
  input: {Resources: {T: {Type: AWS::DynamoDB::Table}}}
  expectations: {rules: {one_more_rule: FAIL}}
- name: with a name that is not known
  input: {Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: {Ref: Name}}}}}
  expectations: {rules: {one_more_rule: SKIP}}
";

/// `cargo` starts a run of the tests in Rust.
pub(crate) fn show(places: &Places, cargo: &dyn Fn() -> Result<Command>) -> Result<()> {
    let folder = places.root.join("target").join("one-more-rule");
    copy(&places.root.join("rules/dynamodb"), &folder)?;
    let tests = folder.join("keys/tests/one-more-rule_tests.yaml");
    write(&folder.join("keys/one-more-rule.guard"), RULE.as_bytes())?;
    write(&tests, TESTS.as_bytes())?;
    let run = || -> Result<bool> {
        let mut cargo = cargo()?;
        cargo.args(["test", "--quiet", "--package", "tablewarden-tests", "--test", "rules", "every_rule"]);
        Ok(process::succeeds(cargo.env("TABLEWARDEN_RULES", &folder)))
    };
    if !run()? {
        return Err("the tests of the rules fail with one rule more".to_owned());
    }
    write(&tests, TESTS.replace("PASS", "SKIP").as_bytes())?;
    if run()? {
        return Err("the tests of the rules do not see the rule that was added".to_owned());
    }
    Ok(())
}

/// Copies the files below `from` to `to`, which has nothing else afterwards.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |error: std::io::Error| format!("cannot copy {} to {}: {error}", from.display(), to.display());
    if to.exists() {
        std::fs::remove_dir_all(to).map_err(failed)?;
    }
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            std::fs::copy(&path, &target).map_err(failed)?;
        }
    }
    Ok(())
}
