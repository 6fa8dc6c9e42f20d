//! The whole: a template with rule files, settings and an earlier version, and every question about it; its report in every format.

use serde_json::{Value, json};
use tablewarden_wire::Format;

use crate::ask::{File, about, add, ask, check as header_of, checked, raw, text};
use crate::engine::Engine;
use crate::parts::first;

const KINDS: [&str; 5] = ["hover", "complete", "define", "symbols", "lens"];

pub(super) fn check(input: &[u8], engine: &mut dyn Engine) {
    let [template, rules, settings, earlier] = first(input);
    let files: [File<'_>; 4] =
        [("t.yaml", template), ("own.guard", rules), ("tablewarden.yaml", settings), ("before/t.yaml", earlier)];
    let mut header = header_of(files[0]);
    if !rules.is_empty() {
        add(&mut header, json!({"rules": [{"name": "own.guard", "blob": 1}]}));
    }
    if !settings.is_empty() {
        add(&mut header, json!({"settings": {"name": "tablewarden.yaml", "blob": 2}}));
    }
    if !earlier.is_empty() {
        add(&mut header, json!({"against": {"name": "before/t.yaml", "blob": 3}, "changes": true}));
    }
    // One of the many questions each, as the bytes have it: all of them would make each input slow.
    let chance = input.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let mut full = header.clone();
    add(
        &mut full,
        json!({"excerpts": true, "describeRules": true, "unknownValues": true, "fixes": true, "diffs": true}),
    );
    if chance % 2 == 1 {
        add(&mut full, json!({"columns": "utf-8", "region": "eu-west-1", "skipOtherFiles": true}));
    }
    let answer = checked(engine, full, &files);
    render(engine, &answer, Format::ALL[chance % Format::ALL.len()]);
    let form = ["svg", "mermaid"][chance % 2];
    ask(engine, &about("draw", &header, json!({"format": form})), &files);
    let offset = chance.checked_rem(template.len() + 1).unwrap_or_default();
    let kind = KINDS[chance % KINDS.len()];
    ask(engine, &about("assist", &header, json!({"ask": {"kind": kind, "offset": offset}})), &files);
    let parameters = json!({"do": "parameters", "version": 1, "blobs": [], "file": {"name": "t.yaml", "blob": 0}});
    ask(engine, &parameters, &files[..1]);
}

/// The report of an answer: text that says the same outcome.
fn render(engine: &mut dyn Engine, answer: &Value, format: Format) {
    if answer["error"].is_string() {
        return;
    }
    let header = json!({"do": "render", "version": 1, "blobs": [], "responses": [0], "format": format});
    let report = crate::ask::json(&raw(engine, &header, &[("answer", answer.to_string().as_bytes())]));
    assert_eq!(report["outcome"], answer["outcome"], "{format:?}: {report}");
    let report = text(&report, "text");
    if matches!(format, Format::Json | Format::Sarif | Format::Gitlab | Format::Cdk) {
        serde_json::from_str::<Value>(report).unwrap_or_else(|error| panic!("{format:?}: {error}: {report}"));
    }
    let raw = report.chars().find(|letter| letter.is_ascii_control() && !matches!(letter, '\n' | '\t'));
    assert_eq!(raw, None, "a control character in the report as {format:?}: {report:?}");
}
