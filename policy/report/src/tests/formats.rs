//! Each format with all that a report can say, compared with what lies in `expected`.

use tablewarden_wire::{Fix, FixEdit, Format, ReportLine, ReportedRule};

use super::*;

/// An answer with all that a report can say: a finding twice at one place, one that is waived, and a part that was not read.
pub(super) fn full() -> CheckResponse {
    let rule = ReportedRule {
        id: "X-001".to_owned(),
        name: "x".to_owned(),
        title: Some("Foo is set".to_owned()),
        help: Some("Set it.".to_owned()),
        address: Some("https://example.com/X-001.md".to_owned()),
        severity: Severity::Error,
    };
    let mut response = response();
    response.file = "in fra/a.yaml".to_owned();
    for finding in response.findings.iter_mut().chain(&mut response.waived) {
        finding.file.clone_from(&response.file);
        finding.construct_path = Some("Shop/T/Resource".to_owned());
    }
    let edit = FixEdit { file: response.file.clone(), span: location(40, 43, 4, 10), text: "baz".to_owned() };
    response.findings[1].fixes =
        vec![Fix { title: "Say baz".to_owned(), is_safe: true, edits: vec![edit], diff: None }];
    CheckResponse { rules: vec![rule], columns: ColumnUnit::Utf16, ..response }
}

fn unread() -> Vec<UnreadFile> {
    vec![UnreadFile { name: "b.yaml".to_owned(), message: "cannot be read: permission denied".to_owned(), stack: None }]
}

#[track_caller]
fn is(format: Format, expected: &str) {
    let (outcome, text) = rendered(format, &[full()], unread());
    assert_eq!(text, expected, "{format:?} is now\n{text}");
    assert_eq!(outcome, Outcome::Error);
}

#[test]
fn text_names_the_construct() {
    let (_, text) = rendered(Format::Text, &[full()], Vec::new());
    let remarks = "  = when: `IsProd` is false\n  = construct: Shop/T/Resource\n  = help: Set it.\n";
    assert!(text.contains(remarks), "{text}");
}

#[test]
fn concise_has_a_line_for_each_finding() {
    is(Format::Concise, include_str!("expected/concise.txt"));
}

#[test]
fn jsonl_has_an_object_on_each_line() {
    is(Format::Jsonl, include_str!("expected/report.jsonl"));
}

#[test]
fn sarif_has_rules_places_fingerprints_suppressions_and_fixes() {
    is(Format::Sarif, include_str!("expected/report.sarif"));
}

#[test]
fn junit_has_a_suite_for_each_file() {
    is(Format::Junit, include_str!("expected/junit.xml"));
}

#[test]
fn github_has_a_command_for_each_finding() {
    is(Format::Github, include_str!("expected/github.txt"));
}

#[test]
fn gitlab_has_an_issue_for_each_finding() {
    is(Format::Gitlab, include_str!("expected/gitlab.json"));
}

#[test]
fn markdown_has_a_table() {
    is(Format::Markdown, include_str!("expected/table.md"));
}

#[test]
fn what_was_not_asked_for_is_left_out() {
    let bare = CheckResponse { rules: Vec::new(), columns: ColumnUnit::Utf8, ..full() };
    let (_, sarif) = rendered(Format::Sarif, std::slice::from_ref(&bare), Vec::new());
    assert!(
        !sarif.contains("startColumn") && sarif.contains("\"startLine\":4,\"endLine\":4,\"byteOffset\":35"),
        "{sarif}"
    );
    assert!(sarif.contains("\"rules\":[{\"id\":\"X-001\"}]"), "{sarif}");
    let (_, markdown) = rendered(Format::Markdown, &[bare], Vec::new());
    assert!(markdown.contains(" | X-001 |\n"), "{markdown}");
}

#[test]
fn a_run_over_nothing_is_whole_in_each_format() {
    for (format, expected) in [
        (Format::Concise, ""),
        (Format::Github, ""),
        (Format::Gitlab, "[]\n"),
        (
            Format::Junit,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tablewarden\">\n</testsuites>\n",
        ),
        (Format::Markdown, "<!-- tablewarden -->\n### tablewarden: nothing was checked\n\n0 tables in 0 templates.\n"),
    ] {
        assert_eq!(rendered(format, &[], Vec::new()), (Outcome::Clean, expected.to_owned()));
    }
}

#[test]
fn what_is_wrong_with_a_rule_file_is_told_once() {
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Json) {
        let notice = Notice {
            gravity: Gravity::Incomplete,
            message: "no rule".to_owned(),
            file: "own.guard".to_owned(),
            span: None,
        };
        let answer = |file: &str| CheckResponse { file: file.to_owned(), notices: vec![notice.clone()], ..response() };
        let (_, text) = rendered(format, &[answer("a.yaml"), answer("b.yaml")], Vec::new());
        let times = text.matches("no rule").count();
        // JUnit says it in the name of the test, in the attribute, and in the text.
        assert_eq!(times, if format == Format::Junit { 3 } else { 1 }, "{format:?}: {text}");
    }
}

#[test]
fn a_report_of_lines_ends_with_the_run() {
    let (_, text) = rendered(Format::Jsonl, &[full(), full()], unread());
    let lines: Vec<ReportLine> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let run = lines.last().and_then(|line| if let ReportLine::Run(run) = line { Some(run) } else { None }).unwrap();
    assert_eq!((run.outcome, run.checked, run.counts.warnings, run.counts.waived), (Outcome::Error, 2, 4, 2));
    let findings = lines.iter().filter(|line| matches!(line, ReportLine::Finding(_))).count();
    assert_eq!((findings, lines.len()), (6, 11));
}

#[test]
fn markdown_is_of_bounded_length_and_says_how_much_more_there_is() {
    let many = CheckResponse {
        findings: (0..100).map(|_| Finding { message: "é".repeat(1_000), ..finding(None) }).collect(),
        counts: Counts { warnings: 100, ..Counts::default() },
        ..response()
    };
    let (_, text) = rendered(Format::Markdown, &[many.clone(), many], Vec::new());
    assert!(text.len() < 60_000, "{}", text.len());
    let rows = text.split("<details>").next().unwrap().lines().filter(|line| line.starts_with("| warning |")).count();
    assert!((20..=50).contains(&rows), "{rows}");
    assert!(text.contains(&format!("\n{} more not shown here.\n", 200 - rows)), "{text}");
}
