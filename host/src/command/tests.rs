#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Cursor;

use super::*;
use crate::Answer;

/// Nothing here may ask the engine.
struct Unasked;

impl Engine for Unasked {
    fn open(&self) -> Box<dyn Answer + '_> {
        panic!("the engine was asked")
    }
}

/// Takes the first bytes and then fails.
struct Full(io::ErrorKind);

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn run_with(args: &[&str], stdout: &mut dyn Write) -> (u8, String) {
    let mut stderr = Vec::new();
    let mut surroundings = Surroundings {
        stdin: &mut Cursor::new(Vec::new()),
        stdout,
        stderr: &mut stderr,
        working_dir: std::env::temp_dir(),
        colors: false,
        clock: 1_700_000_000,
        version: "tablewarden 1.2.3".to_owned(),
    };
    let code = run(args.iter().map(OsString::from), &mut surroundings, || Ok(Unasked));
    (code, String::from_utf8(stderr).unwrap())
}

fn outputs(args: &[&str]) -> (u8, String, String) {
    let mut stdout = Vec::new();
    let (code, stderr) = run_with(args, &mut stdout);
    (code, String::from_utf8(stdout).unwrap(), stderr)
}

#[derive(serde::Deserialize)]
struct Wrong {
    args: Vec<String>,
    line: String,
}

#[test]
fn a_wrong_command_line_is_told_in_one_line_and_exits_2() {
    let cases: Vec<Wrong> = serde_json::from_str(include_str!("../../cli/wrong.json")).unwrap();
    let mut failed = Vec::new();
    for case in cases {
        let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
        let output = outputs(&args);
        if output != (2, String::new(), format!("tablewarden: {}\n", case.line)) {
            failed.push((case.args, output));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn help_and_version_ask_no_engine() {
    assert_eq!(outputs(&["--help"]), (0, HELP.to_owned(), String::new()));
    assert_eq!(outputs(&["--version"]), (0, "tablewarden 1.2.3\n".to_owned(), String::new()));
}

#[test]
fn a_reader_that_left_is_no_error() {
    assert_eq!(run_with(&["--help"], &mut Full(io::ErrorKind::BrokenPipe)), (0, String::new()));
}

#[test]
fn output_that_cannot_be_written_is_never_a_pass() {
    let (code, stderr) = run_with(&["--help"], &mut Full(io::ErrorKind::StorageFull));
    assert_eq!(code, 2);
    assert!(stderr.starts_with("tablewarden: standard output cannot be written: "), "{stderr}");
}

#[test]
fn an_engine_that_cannot_be_loaded_is_an_error() {
    let mut stdout = Vec::new();
    let mut stderr = Vec::new();
    let mut surroundings = Surroundings {
        stdin: &mut Cursor::new(b"Resources: {}".to_vec()),
        stdout: &mut stdout,
        stderr: &mut stderr,
        working_dir: std::env::temp_dir(),
        colors: false,
        clock: 0,
        version: String::new(),
    };
    let load = || Err::<Unasked, _>(CallError::Image("damaged".to_owned()));
    assert_eq!(run(["check", "-"].map(OsString::from), &mut surroundings, load), 2);
    assert!(stdout.is_empty());
    assert_eq!(
        String::from_utf8(stderr).unwrap(),
        "tablewarden: internal error: the embedded engine cannot be loaded: damaged; install tablewarden again\n"
    );
}
