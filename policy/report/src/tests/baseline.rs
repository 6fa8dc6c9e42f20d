//! What each format says of a baseline: what is new, what is known, and what is gone.

use tablewarden_wire::{BaselineCounts, BaselineState, KnownFinding, ReportLine};

use super::*;

fn with(fingerprint: &str, state: BaselineState, waiver: Option<WaiverNote>) -> Finding {
    let message = format!("`Foo` is {fingerprint}");
    Finding { baseline: Some(state), message, fingerprint: fingerprint.to_owned(), ..finding(waiver) }
}

/// An answer with a finding that is new, one that is known, one that is waived, and three that are gone.
fn compared() -> CheckResponse {
    let waiver = WaiverNote { reason: "why".to_owned(), span: location(0, 1, 1, 1), expires: None };
    let gone = |count| KnownFinding {
        rule: "X-002".to_owned(),
        place: "/Resources/Old".to_owned(),
        fingerprint: "g".to_owned(),
        related: Vec::new(),
        count,
    };
    CheckResponse {
        outcome: Outcome::Findings,
        baseline: Some("known.json".to_owned()),
        findings: vec![with("fresh", BaselineState::New, None)],
        known: vec![with("old", BaselineState::Known, None)],
        waived: vec![with("other", BaselineState::Known, Some(waiver))],
        gone: vec![gone(1), gone(2)],
        notices: Vec::new(),
        counts: Counts { warnings: 1, waived: 1, tables: 1, ..Counts::default() },
        ..response()
    }
}

/// The same without what is new and what is gone.
fn all_known() -> CheckResponse {
    CheckResponse {
        outcome: Outcome::Clean,
        findings: Vec::new(),
        gone: Vec::new(),
        counts: Counts { tables: 1, ..Counts::default() },
        waived: Vec::new(),
        ..compared()
    }
}

fn of(format: Format) -> String {
    let (outcome, text) = rendered(format, &[compared()], Vec::new());
    assert_eq!(outcome, Outcome::Findings, "{format:?}");
    assert!(text.contains("fresh"), "{format:?} shows what is new: {text}");
    text
}

const GONE: &str =
    "3 known findings are gone. Run the check with `--write-baseline known.json` to take them out of the baseline.";

#[test]
fn text_counts_what_is_known_and_says_what_to_do_about_what_is_gone() {
    let text = of(Format::Text);
    assert!(!text.contains("is old"), "{text}");
    assert!(text.contains(&format!(
        "notice: {GONE}\n --> known.json\n\n1 table in 1 template: 1 warning, 1 known, 1 waived.\n"
    )));
    let (_, text) = rendered(Format::Text, &[all_known()], Vec::new());
    assert_eq!(text, "1 table in 1 template: no new problems found, 1 known.\n");
}

#[test]
fn verbose_text_lists_what_is_known_and_gone() {
    let style = Style { verbose: true, ..Style::default() };
    let mut renderer = Renderer::new(&[(Format::Text, style)], None);
    renderer.answer(&serde_json::to_vec(&compared()).unwrap()).unwrap();
    let text = renderer.end().texts.concat();
    assert!(text.contains("known[X-001]: `Foo` is old\n --> a.yaml:4:5\n\n"), "{text}");
    assert!(
        text.contains("gone[X-002]: `/Resources/Old` doesn't have this finding any more.\n --> a.yaml\n\n"),
        "{text}"
    );
}

#[test]
fn json_has_all_of_it() {
    let report: Report = serde_json::from_str(&of(Format::Json)).unwrap();
    assert_eq!(report.files, [CheckResponse { excerpts: Vec::new(), ..compared() }]);
    assert_eq!(report.baseline, Some(BaselineCounts { known: 1, gone: 3 }));
    assert_eq!(report.notices.iter().map(|notice| notice.message.as_str()).collect::<Vec<_>>(), [GONE]);
    let (_, without) = rendered(Format::Json, &[response()], Vec::new());
    assert!(!without.contains("baseline") && !without.contains("\"known\""), "{without}");
}

#[test]
fn lines_of_json_say_which_finding_is_known() {
    let text = of(Format::Jsonl);
    let lines: Vec<ReportLine> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let states: Vec<Option<BaselineState>> = lines
        .iter()
        .filter_map(|line| if let ReportLine::Finding(finding) = line { Some(finding.baseline) } else { None })
        .collect();
    assert_eq!(states, [Some(BaselineState::New), Some(BaselineState::Known), Some(BaselineState::Known)]);
    let gone: Vec<u32> = lines
        .iter()
        .filter_map(|line| if let ReportLine::File(file) = line { Some(&file.gone) } else { None })
        .flatten()
        .map(|one| one.count)
        .collect();
    assert_eq!(gone, [1, 2]);
    assert!(
        matches!(lines.last(), Some(ReportLine::Run(run)) if run.baseline == Some(BaselineCounts { known: 1, gone: 3 }))
    );
}

#[test]
fn sarif_has_a_state_for_each_result_and_none_for_what_is_gone() {
    let log: serde_json::Value = serde_json::from_str(&of(Format::Sarif)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let states: Vec<&str> = results.iter().map(|result| result["baselineState"].as_str().unwrap()).collect();
    assert_eq!(states, ["new", "unchanged", "unchanged"]);
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!((told["level"].as_str(), told["message"]["text"].as_str()), (Some("note"), Some(GONE)));
    let (_, without) = rendered(Format::Sarif, &[response()], Vec::new());
    assert!(!without.contains("baselineState"), "{without}");
}

#[test]
fn junit_skips_what_is_known() {
    let text = of(Format::Junit);
    assert!(text.contains(r#"tests="4" failures="1" errors="0" skipped="2""#), "{text}");
    assert!(text.contains("<skipped>a.yaml:4:5: known: warning[X-001] `Foo` is old"), "{text}");
}

#[test]
fn the_other_formats_leave_out_what_is_known() {
    for format in [Format::Concise, Format::Github, Format::Gitlab, Format::Cdk, Format::Markdown] {
        let text = of(format);
        assert!(!text.contains("is old") && text.contains("--write-baseline known.json"), "{format:?}: {text}");
        let (outcome, text) = rendered(format, &[all_known()], Vec::new());
        assert!(outcome == Outcome::Clean && !text.contains("is old"), "{format:?}: {text}");
    }
    let markdown = of(Format::Markdown);
    assert!(markdown.contains("1 table in 1 template; 1 waived finding; 1 known finding."), "{markdown}");
    let (_, markdown) = rendered(Format::Markdown, &[all_known()], Vec::new());
    assert!(markdown.contains("### tablewarden: no new problems found\n"), "{markdown}");
    let (_, cdk) = rendered(Format::Cdk, &[all_known()], Vec::new());
    assert_eq!(cdk, "{\"violations\":[\n],\"success\":true}\n");
}

#[test]
fn files_that_are_not_there_any_more_add_to_what_is_gone() {
    let mut renderer = Renderer::new(&[(Format::Concise, Style::default())], None);
    renderer.answer(&serde_json::to_vec(&all_known()).unwrap()).unwrap();
    renderer.gone("known.json", 0);
    renderer.gone("other.json", 1);
    let text = renderer.end().texts.concat();
    let line = "other.json: notice: 1 known finding is gone. Run the check with `--write-baseline other.json` to take it out of the baseline.\n";
    assert_eq!(text, line);
}

#[test]
fn statistics_count_what_is_new() {
    let style = Style { statistics: true, ..Style::default() };
    let mut renderer = Renderer::new(&[(Format::Text, style)], None);
    renderer.answer(&serde_json::to_vec(&compared()).unwrap()).unwrap();
    let statistics = renderer.end().statistics;
    assert_eq!(statistics, "Findings by rule:\n  1  X-001\nFindings by template:\n  1  a.yaml\n");
}
