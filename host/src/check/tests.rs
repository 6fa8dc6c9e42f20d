#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ffi::OsString;
use std::io::Cursor;
use std::path::PathBuf;
use std::time::Duration;

use tablewarden_wire::{CheckResponse, Counts, ErrorResponse, Notice, Outcome};

use super::*;
use crate::run;

/// Stands in for the engine: a template's text says how its check goes, and a rendering prints what it was given.
struct Scripted;

impl Engine for Scripted {
    fn open(&self) -> Box<dyn Answer + '_> {
        Box::new(Scripted)
    }
}

impl Answer for Scripted {
    fn call(&mut self, bytes: &[u8]) -> Result<Vec<u8>, CallError> {
        let (header, rest) = frame::split(bytes).unwrap();
        let request: Request = serde_json::from_slice(header).unwrap();
        let blobs = frame::cut(rest, request.blobs()).unwrap();
        match &request {
            Request::Check(request) => checked(request, std::str::from_utf8(blobs[0]).unwrap()),
            Request::Render(request) => {
                let mut text = String::new();
                for index in &request.responses {
                    let answer: CheckResponse = serde_json::from_slice(blobs[*index as usize]).unwrap();
                    text += &format!("{} {:?}\n", answer.file, answer.outcome);
                }
                for source in &request.sources {
                    let bytes = blobs[source.blob as usize];
                    text += &format!("source {}: {}\n", source.name, String::from_utf8_lossy(bytes));
                }
                for file in &request.unread {
                    text += &format!("unread {}: {}\n", file.name, file.message);
                }
                text += &format!("color {}\n", request.color);
                let outcome = if request.unread.is_empty() { Outcome::Findings } else { Outcome::Error };
                Ok(serde_json::to_vec(&RenderResponse { version: VERSION, outcome, text }).unwrap())
            }
            other => panic!("{other:?}"),
        }
    }
}

fn checked(request: &CheckRequest, template: &str) -> Result<Vec<u8>, CallError> {
    let notices = match template {
        "trap" => return Err(CallError::Trap("unreachable".to_owned())),
        "refuse" => {
            let error = "no".to_owned();
            return Ok(serde_json::to_vec(&ErrorResponse { version: VERSION, outcome: Outcome::Error, error }).unwrap());
        }
        "garble" => return Ok(b"{".to_vec()),
        "slow" => {
            std::thread::sleep(Duration::from_millis(30));
            Vec::new()
        }
        "notice" => vec![Notice {
            gravity: tablewarden_wire::Gravity::Notice,
            message: format!("{:?} {:?} {:?}", request.profile, request.fail_on, request.region),
            file: request.file.name.clone(),
            span: None,
        }],
        _ => Vec::new(),
    };
    let answer = CheckResponse {
        version: VERSION,
        file: request.file.name.clone(),
        settings: request.settings.as_ref().map(|file| file.name.clone()),
        outcome: Outcome::Clean,
        skipped: request.skip_other_files,
        findings: Vec::new(),
        notices,
        counts: Counts::default(),
        statuses: Vec::new(),
        unused_parameters: Vec::new(),
        excerpts: Vec::new(),
    };
    Ok(serde_json::to_vec(&answer).unwrap())
}

/// Writes `files` (name and text), runs the check in their folder, gives exit code, output and error output.
fn run_on(test: &str, files: &[(&str, &str)], line: &str) -> (u8, String, String) {
    let folder: PathBuf = std::env::temp_dir().join(format!("tablewarden-check-{test}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut surroundings = Surroundings {
        stdin: &mut Cursor::new(b"notice".to_vec()),
        stdout: &mut stdout,
        stderr: &mut stderr,
        working_dir: folder.clone(),
        colors: true,
        clock: 1_700_000_000,
        version: String::new(),
    };
    let code = run(line.split(' ').map(OsString::from), &mut surroundings, || Ok(Scripted));
    std::fs::remove_dir_all(folder).unwrap();
    (code, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn answers_come_in_the_order_of_the_files_whichever_is_done_first() {
    let files: Vec<(String, &str)> =
        (10..40).map(|number| (format!("{number}.yaml"), if number % 3 == 0 { "slow" } else { "fast" })).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let (code, stdout, stderr) = run_on("order", &files, "check . --color never");
    let expected: String = files.iter().map(|(name, _)| format!("{name} Clean\n")).collect();
    assert_eq!((code, stdout, stderr.as_str()), (1, expected + "color false\n", ""));
}

#[test]
fn a_file_without_an_answer_is_told_and_the_others_are_checked() {
    let files = [("a.yaml", "trap"), ("b.yaml", "fine"), ("c.yaml", "refuse"), ("d.yaml", "garble")];
    let (code, stdout, _) = run_on("unread", &files, "check a.yaml b.yaml c.yaml d.yaml gone.yaml --color never");
    let expected = "b.yaml Clean\n\
        unread a.yaml: internal error: the engine stopped: unreachable; please report it with the template\n\
        unread c.yaml: no\n\
        unread d.yaml: internal error: the engine's answer cannot be read: EOF while parsing an object at line 1 column 1; \
        please report it with the template\n\
        unread gone.yaml: cannot be read: there is no such file\n\
        color false\n";
    assert_eq!((code, stdout.as_str()), (2, expected));
}

#[test]
fn sources_are_sent_back_only_where_something_is_said_about_them() {
    let files = [("a.yaml", "fine"), ("b.yaml", "notice")];
    let (_, stdout, _) = run_on("sources", &files, "check . -");
    let expected =
        "a.yaml Clean\nb.yaml Clean\n<stdin> Clean\nsource b.yaml: notice\nsource <stdin>: notice\ncolor true\n";
    assert_eq!(stdout, expected);
    let (_, stdout, _) = run_on("json", &files, "check . --format json");
    assert_eq!(stdout, "a.yaml Clean\nb.yaml Clean\ncolor false\n");
}

#[test]
fn a_folder_without_templates_is_an_error() {
    let (code, stdout, stderr) = run_on("empty", &[("readme.md", "")], "check .");
    assert_eq!((code, stdout.as_str()), (2, ""));
    let expected =
        "tablewarden: no file matched: no .yaml, .yml, .json, .template or .jsn file is in there; name a template\n";
    assert_eq!(stderr, expected);
}

#[test]
fn the_time_taken_goes_to_standard_error_and_only_when_asked() {
    let (_, _, stderr) = run_on("time", &[("a.yaml", "fine")], "check a.yaml --time");
    assert!(stderr.starts_with("tablewarden: 1 file in ") && stderr.ends_with(" ms\n"), "{stderr}");
}
