#![allow(clippy::unwrap_used)]

use tablewarden_wire::{
    CheckResponse, ColumnUnit, Counts, Finding, Format, Gravity, Location, Notice, Outcome, Position, Related,
    RenderRequest, Report, Severity, Unlisted, UnreadFile, WaiverNote,
};

use crate::{Renderer, Style, excerpts, render};

mod baseline;
mod changes;
mod formats;
mod hostile;

fn location(start: u32, end: u32, line: u32, column: u32) -> Location {
    let position = |column| Position { line, column };
    Location { start_byte: start, end_byte: end, start: position(column), end: position(column + end - start) }
}

fn finding(waiver: Option<WaiverNote>) -> Finding {
    Finding {
        rule: "X-001".to_owned(),
        name: "x".to_owned(),
        severity: Severity::Warning,
        message: "`Foo` is \"bar\"".to_owned(),
        file: "a.yaml".to_owned(),
        span: location(35, 38, 4, 5),
        path: "/Resources/T/Foo".to_owned(),
        logical_id: Some("T".to_owned()),
        construct_path: None,
        condition: Some("`IsProd` is false".to_owned()),
        related: vec![Related {
            file: "a.yaml".to_owned(),
            span: location(13, 14, 2, 3),
            message: "the table".to_owned(),
        }],
        help: Some("Set it.".to_owned()),
        fingerprint: "0123456789abcdef".to_owned(),
        fixes: Vec::new(),
        waiver,
        related_fingerprints: Vec::new(),
        baseline: None,
    }
}

fn response() -> CheckResponse {
    let waiver = WaiverNote { reason: "why".to_owned(), span: location(0, 1, 1, 1), expires: None };
    let mut response = CheckResponse {
        version: 1,
        file: "a.yaml".to_owned(),
        stack: None,
        nested: Vec::new(),
        settings: None,
        outcome: Outcome::Incomplete,
        fail_on: tablewarden_wire::FailOn::default(),
        skipped: false,
        baseline: None,
        known: Vec::new(),
        gone: Vec::new(),
        written: Vec::new(),
        unlisted: Vec::new(),
        findings: vec![finding(None), finding(None)],
        waived: vec![finding(Some(waiver))],
        notices: vec![Notice {
            gravity: Gravity::Incomplete,
            message: "a tab".to_owned(),
            file: "a.yaml".to_owned(),
            span: Some(location(0, 9, 1, 1)),
        }],
        counts: Counts { warnings: 2, waived: 1, tables: 1, ..Counts::default() },
        statuses: Vec::new(),
        changes: None,
        unused_parameters: Vec::new(),
        meant_parameters: Vec::new(),
        unknown_values: Vec::new(),
        excerpts: Vec::new(),
        rules: Vec::new(),
        columns: ColumnUnit::Utf8,
    };
    response.excerpts = excerpts(&response, |_| Some(SOURCE));
    response
}

const SOURCE: &str = "Resources:\n  T:\n    Type: X::Y\n    Foo: bar\n";

fn rendered(format: Format, responses: &[CheckResponse], unread: Vec<UnreadFile>) -> (Outcome, String) {
    rendered_with(format, responses, unread, false)
}

fn rendered_with(
    format: Format,
    responses: &[CheckResponse],
    unread: Vec<UnreadFile>,
    advice: bool,
) -> (Outcome, String) {
    let blobs: Vec<Vec<u8>> = responses.iter().map(|response| serde_json::to_vec(response).unwrap()).collect();
    let request = RenderRequest {
        version: 1,
        blobs: Vec::new(),
        responses: (0u32..).take(blobs.len()).collect(),
        unread,
        format,
        color: false,
        advice,
        bare: false,
    };
    let blobs: Vec<&[u8]> = blobs.iter().map(Vec::as_slice).collect();
    let response = render(&request, &blobs).unwrap();
    (response.outcome, response.text)
}

#[test]
fn text_shows_places_and_help_once() {
    let (outcome, text) = rendered(Format::Text, &[response()], Vec::new());
    let expected = "\
incomplete: a tab
 --> a.yaml:1:1
  |
1 | Resources:
  | ^^^^^^^^^

warning[X-001]: `Foo` is \"bar\"
 --> a.yaml:4:5
  |
4 |     Foo: bar
  |     ^^^
  |
 ::: a.yaml:2:3
  |
2 |   T:
  |   - the table
  |
  = when: `IsProd` is false
  = help: Set it.

warning[X-001]: `Foo` is \"bar\"
 --> a.yaml:4:5
  |
4 |     Foo: bar
  |     ^^^
  |
 ::: a.yaml:2:3
  |
2 |   T:
  |   - the table
  |
  = when: `IsProd` is false

1 table in 1 template: 2 warnings, 1 waived.
Run `tablewarden explain ID` to read why a rule exists and how to fix what it finds.
Check incomplete: 1 file was checked only in part (exit code 2).
";
    assert_eq!(text, expected);
    assert_eq!(outcome, Outcome::Incomplete);
}

#[test]
fn json_is_the_report_of_the_wire() {
    let (_, text) = rendered(Format::Json, &[response(), response()], Vec::new());
    let report: Report = serde_json::from_str(&text).unwrap();
    // What answers carry for other writers is left out.
    let answer = CheckResponse { excerpts: Vec::new(), ..response() };
    assert_eq!(report.files, [answer.clone(), answer]);
    assert_eq!((report.outcome, report.counts.warnings, report.skipped), (Outcome::Incomplete, 4, 0));
}

#[test]
fn a_file_that_could_not_be_read_outweighs_everything() {
    let unread = vec![UnreadFile { name: "b.yaml".to_owned(), message: "no such file".to_owned(), stack: None }];
    let (outcome, text) = rendered(Format::Text, &[response()], unread);
    assert_eq!(outcome, Outcome::Error);
    assert!(text.starts_with("error: no such file\n --> b.yaml\n\n"), "{text}");
}

#[test]
fn what_is_no_answer_is_refused() {
    let request = RenderRequest {
        version: 1,
        blobs: Vec::new(),
        responses: vec![0],
        unread: Vec::new(),
        format: Format::Text,
        color: false,
        advice: false,
        bare: false,
    };
    for bytes in ["", "{}", "[1]", "{\"version\":1,\"file\":\"a\"", "\u{0}"] {
        assert!(render(&request, &[bytes.as_bytes()]).is_err(), "{bytes}");
    }
}

#[test]
fn a_bare_report_is_the_same_on_one_line() {
    let bytes = serde_json::to_vec(&response()).unwrap();
    let unread = vec![UnreadFile { name: "b.yaml".to_owned(), message: "no such file".to_owned(), stack: None }];
    for (responses, unread) in [(vec![0, 0], unread), (vec![0], Vec::new()), (Vec::new(), Vec::new())] {
        let with = |format, bare| RenderRequest {
            version: 1,
            blobs: Vec::new(),
            responses: responses.clone(),
            unread: unread.clone(),
            format,
            color: false,
            advice: true,
            bare,
        };
        let text = |bare| render(&with(Format::Json, bare), &[&bytes]).unwrap().text;
        let (bare, lines): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&text(true)).unwrap(), serde_json::from_str(&text(false)).unwrap());
        assert_eq!(bare, lines);
        assert!(!text(true).contains('\n') && text(false).contains('\n'));
        assert_eq!(
            render(&with(Format::Text, true), &[&bytes]),
            Err("`bare` is for the format `json` alone".to_owned())
        );
    }
}

#[test]
fn each_settings_file_is_named_once() {
    let with = |name: &str| CheckResponse { settings: Some(name.to_owned()), ..response() };
    let (_, text) =
        rendered(Format::Text, &[with("b.yaml"), response(), with("a/c\u{1b}.yaml"), with("b.yaml")], Vec::new());
    assert!(text.contains("\nsettings: b.yaml, a/c\\u001b.yaml\n4 tables in "), "{text}");
}

#[test]
fn a_run_has_few_settings_files_in_its_last_lines() {
    let answers: Vec<_> =
        (0..30).map(|number| CheckResponse { settings: Some(format!("{number}.yaml")), ..response() }).collect();
    let (_, text) = rendered(Format::Text, &answers, Vec::new());
    assert!(text.contains("\nsettings: 0.yaml, 1.yaml, ") && text.contains(", 19.yaml and 10 more\n"), "{text}");
}

#[test]
fn what_is_not_listed_is_counted_in_the_last_lines() {
    let unlisted = Unlisted { rule: "X-001".to_owned(), findings: 7, waived: 1, known: 3, gone: 2 };
    let answer = CheckResponse {
        unlisted: vec![unlisted],
        baseline: Some("known.json".to_owned()),
        counts: Counts { warnings: 9, ..response().counts },
        ..response()
    };
    let mut renderer = Renderer::new(&[(Format::Text, Style { statistics: true, ..Style::default() })], None);
    renderer.answer(&serde_json::to_vec(&answer).unwrap()).unwrap();
    let ended = renderer.end();
    assert!(ended.texts[0].contains("9 warnings, 3 known"), "{}", ended.texts[0]);
    assert!(ended.texts[0].contains("2 known findings are gone."), "{}", ended.texts[0]);
    assert!(ended.statistics.contains("9  X-001") && ended.statistics.contains("9  a.yaml"), "{}", ended.statistics);
}

#[test]
fn a_run_that_is_compared_knows_how_many_are_not_listed() {
    let found = |left: u32, fingerprint: &str| {
        let listed = Finding { fingerprint: fingerprint.to_owned(), ..finding(None) };
        let unlisted = Unlisted { rule: "X-001".to_owned(), findings: left, ..Unlisted::default() };
        let unlisted = if left > 0 { vec![unlisted] } else { Vec::new() };
        let answer = CheckResponse { findings: vec![listed], unlisted, outcome: Outcome::Findings, ..response() };
        let mut renderer = Renderer::new(&[(Format::Text, Style { compared: true, ..Style::default() })], None);
        renderer.answer(&serde_json::to_vec(&answer).unwrap()).unwrap();
        renderer.end().found
    };
    for (before, now, expected) in [(0, 4, "4 new, 0 gone"), (4, 4, "0 new, 0 gone"), (9, 0, "0 new, 9 gone")] {
        let text = found(now, "b").since(&found(before, "a"));
        assert!(text.starts_with(&format!("Since the last check: {expected}.\n")), "{text}");
    }
}

#[test]
fn sarif_holds_a_thousand_notifications_and_counts_the_others() {
    let (_, text) = rendered(Format::Sarif, &vec![response(); 1400], Vec::new());
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let told = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let last = told.last().unwrap()["message"]["text"].as_str().unwrap();
    assert_eq!(told.len(), 1001);
    assert!(last.ends_with(" more notifications are counted and not listed. `--format jsonl` lists them."), "{last}");
}

#[test]
fn advice_comes_at_the_end_and_only_when_it_is_asked_for() {
    let with = |format| rendered_with(format, &[response()], Vec::new(), true).1;
    let (_, text) = rendered(Format::Text, &[response()], Vec::new());
    let (behind, report) = (with(Format::Text), with(Format::Json));
    let behind = behind.strip_prefix(&text).unwrap();
    assert!(behind.starts_with("\nNo template shows these:\n  - Keep items small: ") && behind.lines().count() == 7);
    let report: Report = serde_json::from_str(&report).unwrap();
    assert_eq!(report.advice.len(), 5);
}

#[test]
fn a_parameter_that_no_template_has_is_an_error_once() {
    let clean = |unused: &[&str]| CheckResponse {
        outcome: Outcome::Clean,
        findings: Vec::new(),
        notices: Vec::new(),
        unused_parameters: unused.iter().map(|name| (*name).to_owned()).collect(),
        ..response()
    };
    let skipped = CheckResponse { skipped: true, ..clean(&[]) };
    let (outcome, text) = rendered(Format::Text, &[clean(&["A", "B"]), clean(&["B"]), skipped.clone()], Vec::new());
    assert_eq!(outcome, Outcome::Error);
    assert!(text.contains("No template has the parameter `B`") && !text.contains("`A`"), "{text}");
    assert_eq!(rendered(Format::Text, &[clean(&["A"]), clean(&["B"])], Vec::new()).0, Outcome::Clean);
    assert_eq!(rendered(Format::Text, &[skipped], Vec::new()).0, Outcome::Clean);
}
