//! The command as a process, with the image that it embeds: exit codes, streams, colours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn tablewarden(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tablewarden"));
    command.args(args).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).env_remove("NO_COLOR");
    command
}

/// Exit code, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let output = tablewarden(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn exit_code_0_nothing_fails() {
    let (code, _, stderr) = run(&["check", "--profile", "strict", "examples/pattern1.corrected.yaml"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let (code, stdout, _) = run(&["check", "--fail-on", "never", "examples/pattern1.yaml"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("examples/pattern1.yaml:"), "{stdout}");
}

#[test]
fn exit_code_1_something_fails_and_is_printed_with_its_place() {
    let (code, stdout, stderr) = run(&["check", "examples/pattern1.yaml"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert!(stdout.contains("examples/pattern1.yaml:"), "{stdout}");
    assert!(!stdout.contains('\u{1b}'), "no colours into a pipe");
    let (_, stdout, _) = run(&["check", "--color", "always", "examples/pattern1.yaml"]);
    assert!(stdout.contains('\u{1b}'));
}

#[test]
fn exit_code_2_something_was_not_checked_and_the_rest_is() {
    let (code, stdout, _) = run(&["check", "--format", "json", "examples/gone.yaml", "examples/pattern1.yaml"]);
    assert_eq!(code, 2);
    let report: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["outcome"], "error");
    assert_eq!(report["files"][0]["file"], "examples/pattern1.yaml");
    assert_ne!(report["files"][0]["findings"].as_array().unwrap().len(), 0);
    assert!(report["notices"][0]["message"].as_str().unwrap().contains("there is no such file"), "{stdout}");
}

#[test]
fn standard_input_is_a_template_too() {
    let mut child = tablewarden(&["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {X: 1}}}\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("<stdin>:1:"));
}

#[test]
fn facts_are_the_document_that_the_rules_see() {
    let (code, stdout, stderr) = run(&["facts", "examples/orders.yaml"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let document: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert!(document["DynamoDB"]["Tables"].is_array() || document["DynamoDB"]["Tables"].is_object(), "{stdout}");
    assert!(document["Resources"].is_object());
}

#[test]
fn rules_are_listed_one_a_line() {
    let (code, stdout, stderr) = run(&["rules", "list"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let (_, json, _) = run(&["rules", "list", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(stdout.lines().count(), rules["rules"].as_array().unwrap().len());
    assert_ne!(stdout, "");
}

#[test]
fn a_reader_that_left_is_no_error() {
    let mut child = tablewarden(&["check", "--format", "json", "examples/pattern1.yaml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), b"".as_slice()));
}

#[test]
fn the_version_names_the_wasm_file() {
    let (code, stdout, _) = run(&["--version"]);
    assert_eq!(code, 0);
    let rest = stdout.strip_prefix(concat!("tablewarden ", env!("CARGO_PKG_VERSION"))).unwrap();
    let sha256 = option_env!("TABLEWARDEN_WASM_SHA256");
    assert_eq!(rest, sha256.map_or("\n".to_owned(), |sha256| format!(" (wasm sha256 {sha256})\n")));
}
