//! The command with people's own rule files, as a process: what is printed, what is written, and the exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const RULES: &str = "\
# severity: warning
let tables = Resources.*[ Type == 'AWS::DynamoDB::Table' ]

rule recovery when %tables !empty {
    %tables.Properties.PointInTimeRecoverySpecification exists <<turn recovery on>>
}

# severity: note
rule team {
    team.name == \"orders\"
}
";

/// A folder of its own for one test; gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("tablewarden-{name}-{}", std::process::id()));
        for (file, text) in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    /// Exit code, standard output, standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = command(args, &self.0).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn command(args: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tablewarden"));
    command.args(args).current_dir(folder);
    command
}

const TEMPLATE: &str = "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: X\n";

#[test]
fn a_rule_that_fails_is_a_finding_with_its_message_and_severity() {
    let files = [("r/a.guard", RULES), ("t.yaml", TEMPLATE), ("p.json", "{\"team\": {\"name\": \"orders\"}}")];
    let folder = Folder::new("check", &files);
    let own = ["check", "--rules", "r", "--no-default-rules", "t.yaml"];
    let (code, stdout, stderr) = folder.run(&own);
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert!(stdout.contains("warning[recovery]: turn recovery on\n --> t.yaml:4:5"), "{stdout}");
    assert!(
        stdout.contains("note[team]: `team.name` is missing. The rule requires `team.name == \"orders\"`."),
        "{stdout}"
    );
    assert!(!stdout.contains("DDB-"), "{stdout}");
    let (code, stdout, _) = folder.run(&[&own[..], &["--input-parameters", "p.json"]].concat());
    assert_eq!(code, 1);
    assert!(stdout.contains("[recovery]") && !stdout.contains("[team]"), "{stdout}");
    let (_, stdout, _) = folder.run(&["check", "--rules", "r/a.guard", "t.yaml"]);
    assert!(stdout.contains("[recovery]") && stdout.contains("[DDB-"), "{stdout}");
}

#[test]
fn a_finding_of_ones_own_rule_is_waived_like_any_other() {
    let waive = "    Metadata:\n      tablewarden:\n        waive:\n          - {rule: recovery, reason: a cache}\n          - {rule: DDB-R001, reason: a cache}\n";
    let folder = Folder::new("waive", &[("a.guard", RULES), ("t.yaml", &format!("{TEMPLATE}{waive}"))]);
    let (code, stdout, _) = folder.run(&["check", "--rules", "a.guard", "--no-default-rules", "t.yaml"]);
    assert_eq!(code, 0, "{stdout}");
    assert!(stdout.contains("1 note, 1 waived") && !stdout.contains("notice"), "{stdout}");
}

#[test]
fn with_facts_a_rule_sees_what_is_joined() {
    let rules = "# facts: dynamodb\nrule billing {\n    DynamoDB.Tables[ LogicalId == 'Orders' ] {\n        Billing[*].Mode.Value == 'PROVISIONED' <<{LogicalId} is billed by use>>\n    }\n}\n";
    let template = TEMPLATE.replace("X", "PAY_PER_REQUEST");
    let folder = Folder::new("facts", &[("a.guard", rules), ("t.yaml", &template)]);
    let (code, stdout, _) = folder.run(&["check", "--rules", "a.guard", "--no-default-rules", "t.yaml"]);
    assert_eq!(code, 1);
    assert!(stdout.contains("error[billing]: Orders is billed by use\n --> t.yaml:5:20"), "{stdout}");
}

#[test]
fn a_named_document_need_be_no_template_and_one_that_is_found_is_passed_over() {
    let rules = "rule size {\n    size == 2\n}\n";
    let folder = Folder::new("other", &[("a.guard", rules), ("d/plan.json", "{\"size\": 1}")]);
    let own = ["check", "--rules", "a.guard", "--no-default-rules"];
    let (code, stdout, _) = folder.run(&[&own[..], &["d/plan.json"]].concat());
    assert_eq!(code, 1);
    assert!(stdout.contains("error[size]") && stdout.contains("d/plan.json:1:10"), "{stdout}");
    let (code, stdout, _) = folder.run(&[&own[..], &["d"]].concat());
    assert_eq!((code, stdout.contains("1 other file skipped")), (2, true), "{stdout}");
    let (code, stdout, _) = folder.run(&["check", "--rules", "a.guard", "d/plan.json"]);
    assert_eq!((code, stdout.contains("[size]")), (2, true), "{stdout}");
}

#[test]
fn the_statuses_of_all_rules_are_in_the_json_where_they_are_asked_for() {
    let folder = Folder::new("json", &[("a.guard", RULES), ("t.yaml", "Resources: {}\n")]);
    let words = ["check", "--rules", "a.guard", "--no-default-rules", "--format", "json", "t.yaml"];
    let report = |words: &[&str]| -> serde_json::Value { serde_json::from_str(&folder.run(words).1).unwrap() };
    let (without, mut with) = (report(&words), report(&[&words[..], &["--statuses"]].concat()));
    let statuses = with["files"][0].as_object_mut().unwrap().remove("statuses").unwrap();
    assert_eq!(without, with, "nothing else differs");
    assert_eq!(statuses[0], serde_json::json!({"file": "a.guard", "rule": "recovery", "status": "SKIP"}));
    assert_eq!(statuses[1], serde_json::json!({"file": "a.guard", "rule": "team", "status": "FAIL"}));
}

#[test]
fn a_rule_file_that_cannot_be_read_is_never_a_pass() {
    let folder = Folder::new("broken", &[("a.guard", "rule a {\n  b = 1\n}\n"), ("t.yaml", "Resources: {}\n")]);
    let (code, stdout, _) = folder.run(&["check", "--rules", "a.guard", "t.yaml"]);
    assert_eq!(code, 2);
    assert!(stdout.contains("a.guard:2:5"), "{stdout}");
    let (code, _, stderr) = folder.run(&["check", "--rules", "gone.guard", "t.yaml"]);
    assert_eq!((code, stderr.as_str()), (2, "tablewarden: `gone.guard` cannot be read: there is no such file.\n"));
    let (code, _, stderr) = folder.run(&["rules", "test", "t.yaml"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("No rule file was found"), "{stderr}");
}

#[test]
fn tests_are_run_and_their_exit_code_says_how_it_went() {
    let tests = "- input: {team: {name: orders}}\n  expectations: {rules: {team: PASS, recovery: SKIP}}\n";
    let folder = Folder::new("test", &[("a.guard", RULES), ("tests/a_tests.yaml", tests)]);
    let (code, stdout, _) = folder.run(&["rules", "test", "."]);
    assert_eq!((code, stdout.as_str()), (0, "2 of 2 expectations met in 1 case.\n"));
    std::fs::write(folder.0.join("tests/a_tests.yaml"), tests.replace("PASS", "FAIL")).unwrap();
    let (code, stdout, _) = folder.run(&["rules", "test", "a.guard", "tests/a_tests.yaml"]);
    assert_eq!(code, 1);
    assert!(stdout.contains("tests/a_tests.yaml: case 1: `team` is PASS, expected FAIL\n"), "{stdout}");
    std::fs::write(folder.0.join("tests/a_tests.yaml"), tests.replace("team: PASS", "taem: PASS")).unwrap();
    let (code, stdout, _) = folder.run(&["rules", "test", "."]);
    assert_eq!(code, 2);
    assert!(
        stdout.contains("tests/a_tests.yaml:2:26: Case 1 expects something of `taem`, but a.guard has no such rule.\n"),
        "{stdout}"
    );
    let (code, stdout, _) = folder.run(&["rules", "check", "."]);
    assert_eq!(code, 1);
    assert!(stdout.contains("a.guard:9:6: No test expects anything of rule `team`"), "{stdout}");
}

#[test]
fn a_file_is_rewritten_once_and_then_left_alone() {
    let folder = Folder::new("format", &[("a.guard", "rule a{b exists}"), ("b.guard", "rule a {\n")]);
    let (code, stdout, _) = folder.run(&["rules", "format", "--check", "a.guard"]);
    assert_eq!((code, stdout.as_str(), folder.text("a.guard").as_str()), (1, "a.guard\n", "rule a{b exists}"));
    let (code, stdout, stderr) = folder.run(&["rules", "format", "."]);
    assert_eq!((code, stdout.as_str()), (2, "a.guard\n"));
    assert!(stderr.starts_with("tablewarden: b.guard:"), "{stderr}");
    assert_eq!(folder.text("a.guard"), "rule a {\n    b exists\n}\n");
    assert_eq!(folder.text("b.guard"), "rule a {\n");
    let (code, stdout, _) = folder.run(&["rules", "format", "a.guard"]);
    assert_eq!((code, stdout.as_str()), (0, ""));
}

#[test]
fn a_file_that_is_no_utf_8_is_never_rewritten() {
    let folder = Folder::new("latin1", &[("t.yaml", "Resources: {}\n")]);
    let latin1 = b"rule a{Resources exists} # caf\xe9";
    std::fs::write(folder.0.join("a.guard"), latin1).unwrap();
    let (code, stdout, stderr) = folder.run(&["rules", "format", "a.guard"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("a.guard:1:31: Byte 0xe9 is not UTF-8"), "{stderr}");
    assert_eq!(std::fs::read(folder.0.join("a.guard")).unwrap(), latin1);
    let (code, _, _) = folder.run(&["check", "--rules", "a.guard", "t.yaml"]);
    assert_eq!(code, 2);
}

#[test]
fn a_value_in_input_parameters_has_its_place_there() {
    let rules = "rule size {\n    size == 2\n}\n";
    let folder =
        Folder::new("places", &[("a.guard", rules), ("t.yaml", "Resources: {}\n"), ("p.yaml", "# p\nsize: 1\n")]);
    let own = ["check", "--rules", "a.guard", "--no-default-rules", "--input-parameters", "p.yaml", "t.yaml"];
    let (code, stdout, _) = folder.run(&own);
    assert_eq!(code, 1);
    assert!(stdout.contains("--> p.yaml:2:7\n  |\n2 | size: 1\n"), "{stdout}");
    std::fs::write(folder.0.join("p.yaml"), "Resources: 1\n").unwrap();
    let (code, stdout, _) = folder.run(&own);
    assert_eq!(code, 2);
    assert!(stdout.contains("Key `Resources` is in the template") && stdout.contains("--> p.yaml:1:1"), "{stdout}");
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let mut child = command(&["rules", "format", "-"], Path::new("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"rule a{b exists}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b"rule a {\n    b exists\n}\n"[..]));
}

#[test]
fn the_tree_is_printed_as_json() {
    let folder = Folder::new("parse", &[("a.guard", RULES)]);
    let (code, stdout, _) = folder.run(&["rules", "parse", "a.guard"]);
    assert_eq!(code, 0);
    let tree: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(tree["rules"][0]["name"]["text"], "recovery");
    assert_eq!(tree["rules"][1]["severity"]["text"], "note");
}
