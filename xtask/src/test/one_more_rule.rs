//! Shows that one rule more is one rule file and its tests: puts both into a copy of the repository, makes the pages, and runs
//! on it what looks at rules: that the tree is tidy, the unit tests, the examples, the corpus. With a wrong expectation the unit
//! tests fail, so the new one is really run.

use std::process::Command;

use crate::error::Result;
use crate::generated::PAGES;
use crate::places::{Places, write};
use crate::programs::process;
use crate::test::copy::copy;

/// Fires on no table but its own, so that no other file of the repository says anything else.
const RULE: &str = r#"# id: DDB-K999
# name: one-more-rule
# title: No table is called `one-more-rule`
# severity: note
# profile: recommended
# reports: the value of `TableName`
# why: So that there is one more rule.
# fix: Give it another name.
# waive: Never.
# bad: |
#   Resources:
#     Orders:
#       Type: AWS::DynamoDB::Table
#       Properties:
#         TableName: one-more-rule
#                    ^^^^^^^^^^^^^
# good: |
#   Resources:
#     Orders:
#       Type: AWS::DynamoDB::Table
#       Properties:
#         TableName: orders

rule one_more_rule {
    DynamoDB.Tables[ Name.Is == "known" ] {
        Name.Value != "one-more-rule"
            <<`{LogicalId}` is called like a test. call it something else>>
    }
}
"#;

const TESTS: &str = "\
- name: another name
  input: {Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}}}
  expectations: {rules: {one_more_rule: PASS}}
- name: that name
  input: {Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: one-more-rule}}}}
  expectations: {rules: {one_more_rule: FAIL}}
- name: a name that is not known
  input: {Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: {Ref: Name}}}}}
  expectations: {rules: {one_more_rule: SKIP}}
";

/// The tests that look at rules. Of these two are left out: in the shipped module the rule is not, and cfn-guard takes a minute.
const LOOK_AT_RULES: [&str; 10] =
    ["--test", "files", "--test", "rooms", "--test", "pack", "--test", "corpus", "--test", "twins"];

/// `tests_of_all` is `cargo test` of the whole workspace, with what its tests ask for.
pub(crate) fn show(places: &Places, tests_of_all: &dyn Fn() -> Result<Command>) -> Result<()> {
    let root = places.root.join("target").join("one-more-rule");
    copy(&places.root, &root)?;
    let tests = root.join("rules/dynamodb/keys/tests/one-more-rule_tests.yaml");
    write(&root.join("rules/dynamodb/keys/one-more-rule.guard"), RULE.as_bytes())?;
    write(&tests, TESTS.as_bytes())?;
    let pages = PAGES.write(&root)?;
    if pages != ["DDB-K999.md", "README.md"] {
        return Err(format!("one rule more is one page more and a line in the list, and not {pages:?}"));
    }
    let run = |which: &[&str]| -> Result<Command> {
        let mut tests = tests_of_all()?;
        // Where the build takes the rules from, and what the tests look at. Cargo would take a workspace in the copy for this one.
        tests.env("TABLEWARDEN_ROOT", &root).args(which).args([
            "--",
            "--skip",
            "the_shipped_module",
            "--skip",
            "cfn_guard_comes",
        ]);
        Ok(tests)
    };
    process::run(&mut run(&LOOK_AT_RULES)?).map_err(|error| format!("with one rule more: {error}"))?;
    write(&tests, TESTS.replace("PASS", "SKIP").as_bytes())?;
    let passed = process::succeeds(&mut run(&["--test", "pack"])?);
    if passed { Err("the tests of the rules do not see the rule that was added".to_owned()) } else { Ok(()) }
}
