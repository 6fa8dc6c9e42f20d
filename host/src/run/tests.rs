#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Cursor;
use std::sync::Mutex;

use tablewarden_wire::{Environment, Terminals};

use super::*;
use crate::Answer;

/// Gives these answers one after another, and keeps what it was asked.
#[derive(Default)]
struct Scripted {
    answers: Mutex<Vec<Vec<u8>>>,
    asked: Mutex<Vec<Vec<u8>>>,
}

impl Scripted {
    /// Steps by their headers without `version`, each with the bytes of its blobs.
    fn new(steps: &[(&str, &[&[u8]])]) -> Self {
        let step = |(header, blobs): &(&str, &[&[u8]])| {
            let lengths: Vec<usize> = blobs.iter().map(|blob| blob.len()).collect();
            frame::join(format!("{{\"version\":1,\"blobs\":{lengths:?},{header}}}").as_bytes(), blobs)
        };
        Self { answers: Mutex::new(steps.iter().map(step).rev().collect()), asked: Mutex::default() }
    }

    /// The header of a request.
    fn asked(&self, index: usize) -> serde_json::Value {
        let asked = self.asked.lock().unwrap();
        serde_json::from_slice(frame::split(&asked[index]).unwrap().0).unwrap()
    }
}

impl Engine for Scripted {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        Box::new(self)
    }
}

impl Answer for &Scripted {
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        self.asked.lock().unwrap().push(frame.concat());
        let answer = self.answers.lock().unwrap().pop();
        answer.ok_or_else(|| CallError::Trap("unreachable".to_owned()))
    }
}

/// Takes nothing.
struct Full(io::ErrorKind);

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn run_with(engine: &Scripted, stdout: &mut dyn Write) -> (u8, String) {
    let mut stderr = Vec::new();
    let surroundings = Surroundings {
        command_version: "1.2.3".to_owned(),
        engine_sha256: None,
        working_dir: "/work".to_owned(),
        backslash_separates: false,
        now: 0,
        environment: Environment::default(),
        terminals: Terminals { stdin: false, stdout: false, stderr: true },
        width: None,
        answers_at_once: 1,
    };
    let streams = Streams { stdin: &mut Cursor::new(b"typed".to_vec()), stdout, stderr: &mut stderr };
    let code = run(vec!["a".to_owned()], surroundings, streams, engine);
    (code, String::from_utf8(stderr).unwrap())
}

const PRINT: (&str, &[&[u8]]) =
    (r#""print":[{"to":"stdout","blob":0},{"to":"stderr","blob":1}],"wishes":[],"exit":1"#, &[b"out\n", b"err\n"]);

#[test]
fn what_a_step_prints_is_printed_and_its_exit_is_the_exit() {
    let (engine, mut stdout) = (Scripted::new(&[PRINT]), Vec::new());
    assert_eq!(run_with(&engine, &mut stdout), (1, "err\n".to_owned()));
    assert_eq!(stdout, b"out\n");
    let start = engine.asked(0);
    assert_eq!((&start["do"], &start["words"]), (&"start".into(), &serde_json::json!(["a"])));
}

#[test]
fn replies_come_in_the_order_of_the_wishes() {
    let wishes = r#""print":[],"wishes":[{"wish":"read","path":"-","most":3},{"wish":"clock"},{"wish":"look","path":"/no/such"}]"#;
    let engine = Scripted::new(&[(wishes, &[]), PRINT]);
    run_with(&engine, &mut Vec::new());
    let go_on = engine.asked(1);
    assert_eq!(go_on["do"], "goOn");
    assert_eq!(go_on["replies"][0], serde_json::json!({"reply": "bytes", "blob": 0}));
    assert_eq!(go_on["replies"][1]["reply"], "clock");
    assert_eq!(go_on["replies"][2], serde_json::json!({"reply": "look", "kind": "missing"}));
    assert!(engine.asked.lock().unwrap()[1].ends_with(b"}typ"), "standard input up to its bound");
}

#[test]
fn standard_input_comes_in_parts_until_its_end() {
    let wish = |most| format!(r#""print":[],"wishes":[{{"wish":"input","most":{most}}}]"#);
    let (three, all) = (wish(3), wish(1 << 30));
    let engine = Scripted::new(&[(&three, &[]), (&all, &[]), (&all, &[]), PRINT]);
    run_with(&engine, &mut Vec::new());
    let given: Vec<Vec<u8>> = engine.asked.lock().unwrap()[1..]
        .iter()
        .map(|asked| frame::split(asked).map(|(_, blobs)| blobs.to_vec()).unwrap())
        .collect();
    assert_eq!(given, [b"typ".to_vec(), b"ed".to_vec(), Vec::new()]);
    assert_eq!(engine.asked(3)["replies"][0], serde_json::json!({"reply": "bytes", "blob": 0}));
}

#[test]
fn a_reader_that_left_is_no_error() {
    assert_eq!(run_with(&Scripted::new(&[PRINT]), &mut Full(io::ErrorKind::BrokenPipe)), (1, "err\n".to_owned()));
}

#[test]
fn output_that_cannot_be_written_is_never_a_pass() {
    let (code, stderr) = run_with(&Scripted::new(&[PRINT]), &mut Full(io::ErrorKind::StorageFull));
    assert_eq!(code, 2);
    assert!(stderr.starts_with("err\ntablewarden: Standard output cannot be written: "), "{stderr}");
}

#[test]
fn a_command_that_stops_is_an_error_of_one_line() {
    let (code, stderr) = run_with(&Scripted::new(&[]), &mut Vec::new());
    assert_eq!(code, 2);
    let line = "tablewarden: internal error: the engine stopped: unreachable; please report it with the template\n";
    assert_eq!(stderr, line);
}

#[test]
fn a_wish_that_is_not_known_and_what_is_no_step_end_the_command() {
    for (header, why) in [
        (r#""print":[],"wishes":[{"wish":"fly"}]"#, "unknown variant `fly`"),
        (r#""print":[]"#, "missing field `wishes`"),
        (r#""print":[],"wishes":[],"exit":0,"more":1"#, "unknown field `more`"),
    ] {
        let (code, stderr) = run_with(&Scripted::new(&[(header, &[])]), &mut Vec::new());
        assert_eq!(code, 2);
        assert!(stderr.contains(why) && stderr.lines().count() == 1, "{stderr}");
    }
}

#[test]
fn progress_is_shown_on_a_terminal_over_what_was_shown_before_and_goes() {
    for (has_progress, shown) in [(true, "\r\r9 of 90\r       \r90 of 90\r        \rerror\n"), (false, "error\n")] {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut output = Output { stdout: &mut stdout, stderr: &mut stderr, failed: None, has_progress, columns: 0 };
        output.progress("9 of 90");
        output.progress("90 of 90");
        output.print(Stream::Stdout, b"done\n");
        output.print(Stream::Stderr, b"error\n");
        assert_eq!(String::from_utf8(stderr).unwrap(), shown);
    }
}

#[test]
fn a_short_run_shows_no_progress() {
    let wishes = r#""print":[],"wishes":[{"wish":"clock"}],"progress":"1 of 2""#;
    assert_eq!(run_with(&Scripted::new(&[(wishes, &[]), PRINT]), &mut Vec::new()), (1, "err\n".to_owned()));
}
