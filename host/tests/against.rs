//! Changes: a template against its earlier version, a file or what git has of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

const OLD: &str = "Resources:\n  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: old}}\n";
const NEW: &str = "Resources:\n  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: new}}\n";

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tablewarden-against-{name}-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("infra")).unwrap();
    folder
}

/// Exit code and standard output.
fn check(folder: &Path, args: &[&str]) -> (i32, String) {
    let args = ["check", "--profile", "minimal"].iter().chain(args);
    let output = Command::new(env!("CARGO_BIN_EXE_tablewarden")).args(args).current_dir(folder).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn git(folder: &Path, args: &[&str]) {
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").args(who).args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_earlier_file_is_compared_and_shown() {
    let folder = folder("file");
    std::fs::write(folder.join("old.yaml"), OLD).unwrap();
    std::fs::write(folder.join("new.yaml"), NEW).unwrap();
    let (code, text) = check(&folder, &["new.yaml", "--against", "old.yaml"]);
    assert_eq!(code, 1);
    let name = "`TableName` of table `T` changes from `old` to `new`";
    assert!(text.contains(name) && text.contains("--> new.yaml:2:") && text.contains("old.yaml:2:"), "{text}");
    assert!(!check(&folder, &["new.yaml"]).1.contains(name));
    let (code, text) = check(&folder, &["new.yaml", "old.yaml", "--against", "old.yaml"]);
    assert_eq!((code, text.as_str()), (2, ""));
}

#[test]
fn git_has_the_earlier_version_of_each_file() {
    let folder = folder("git");
    std::fs::write(folder.join("infra/a.yaml"), OLD).unwrap();
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "x"]);
    std::fs::write(folder.join("infra/a.yaml"), NEW).unwrap();
    std::fs::write(folder.join("infra/b.yaml"), NEW).unwrap();
    let (code, text) = check(&folder, &["infra", "--against", "git:HEAD"]);
    assert_eq!(code, 1);
    assert_eq!(text.matches("changes from `old` to `new`").count(), 1, "{text}");
    assert!(text.contains("git:HEAD:infra/a.yaml:2:"), "{text}");
    for (args, says) in [
        (["infra/a.yaml", "--against", "git:nowhere"], "Git has no revision `nowhere` here"),
        (["-", "--against", "git:HEAD"], "Git has no earlier version of standard input"),
    ] {
        let (code, text) = check(&folder, &args);
        assert_eq!(code, 2, "{text}");
        assert!(text.contains(says), "{text}");
    }
}

#[test]
fn an_earlier_file_that_is_no_template_is_an_error_and_one_that_is_broken_a_notice() {
    let folder = folder("other");
    std::fs::write(folder.join("new.yaml"), NEW).unwrap();
    std::fs::write(folder.join("old.yaml"), "a: b\n").unwrap();
    let (code, text) = check(&folder, &["new.yaml", "--against", "old.yaml"]);
    assert_eq!(code, 2);
    assert!(text.contains("old.yaml"), "{text}");
    std::fs::write(folder.join("old.yaml"), "a: [b\n").unwrap();
    let (code, text) = check(&folder, &["new.yaml", "--against", "old.yaml"]);
    assert_ne!(code, 2, "{text}");
    assert!(text.contains("old.yaml:1:") && text.contains("can't be read whole"), "{text}");
}
