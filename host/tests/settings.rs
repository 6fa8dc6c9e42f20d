//! The command with settings files, as a process: which counts, what is printed, and the exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

use serde_json::Value;

/// The files, and what is typed among them.
const CASES: &str = include_str!("settings.json");

#[test]
fn the_nearest_settings_count_and_the_command_line_goes_before_them() {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let folder = std::env::temp_dir().join(format!("tablewarden-settings-{}", std::process::id()));
    for (name, text) in cases["files"].as_object().unwrap() {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text.as_str().unwrap()).unwrap();
    }
    for case in cases["cases"].as_array().unwrap() {
        let args = case["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_tablewarden"));
        let output = command.args(args).current_dir(&folder).output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code().map(i64::from), case["exitCode"].as_i64(), "{}: {stdout}", case["args"]);
        for text in case["prints"].as_array().unwrap() {
            assert!(stdout.contains(text.as_str().unwrap()), "{}: {text}\n{stdout}", case["args"]);
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}
