//! Rule files and their unit tests: a parsed file that is printed and parsed again is the same tree, and what is printed stays.

use serde_json::{Value, json};

use crate::ask::{File, add, ask, check, checked, json as parsed, raw, text};
use crate::engine::Engine;
use crate::parts::first;

/// What rules are evaluated on where an input has no template.
const TEMPLATE: &[u8] = b"Owner: ann\nResources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: PAY_PER_REQUEST\n      \
    Tags: [{Key: a, Value: '1'}]\n  R: {Type: AWS::S3::Bucket, Properties: {N: 1, F: 1.5, B: true, L: [a, b]}}\n";

const DIALECTS: [&str; 2] = ["3.2.1", "3.2.0"];

pub(super) fn rules(input: &[u8], engine: &mut dyn Engine) {
    let [rules, template] = first(input);
    for dialect in DIALECTS {
        prints_as_it_is_read(engine, rules, dialect);
    }
    let files = [("own.guard", rules)];
    ask(engine, &of_files("checkRules", false, DIALECTS[0]), &files);
    let template = if template.is_empty() { TEMPLATE } else { template };
    let mut header = check(("t.yaml", template));
    add(&mut header, json!({"rules": [{"name": "own.guard", "blob": 1}], "noDefaultRules": true, "excerpts": true}));
    checked(engine, header, &[("t.yaml", template), ("own.guard", rules)]);
}

pub(super) fn unit_tests(input: &[u8], engine: &mut dyn Engine) {
    let [tests, rules] = first(input);
    let files = [("own.guard", rules), ("tests/own_tests.yaml", tests)];
    for kind in ["testRules", "checkRules"] {
        ask(engine, &of_files(kind, true, DIALECTS[0]), &files);
    }
}

/// The header of a question about rule files: the first file is the rules, the second the tests.
fn of_files(kind: &str, has_tests: bool, dialect: &str) -> Value {
    let tests = if has_tests { json!([{"name": "tests/own_tests.yaml", "blob": 1}]) } else { json!([]) };
    json!({
        "do": kind, "version": 1, "blobs": [], "rules": [{"name": "own.guard", "blob": 0}], "tests": tests, "dialect": dialect,
        "now": crate::ask::NOW, "limits": {"steps": 2_000_000, "nodes": 200_000},
    })
}

fn prints_as_it_is_read(engine: &mut dyn Engine, rules: &[u8], dialect: &str) {
    let file: File<'_> = ("own.guard", rules);
    let Some(printed) = canonical(engine, file, dialect) else { return };
    let again: File<'_> = ("own.guard", printed.as_bytes());
    assert_eq!(
        tree(engine, file, dialect),
        tree(engine, again, dialect),
        "another tree is printed ({dialect}):\n{printed}"
    );
    assert_eq!(
        canonical(engine, again, dialect).as_deref(),
        Some(printed.as_str()),
        "what is printed changes ({dialect})"
    );
}

fn of_file(kind: &str, dialect: &str) -> Value {
    json!({"do": kind, "version": 1, "blobs": [], "file": {"name": "own.guard", "blob": 0}, "dialect": dialect})
}

/// The canonical text; none where the file has errors.
fn canonical(engine: &mut dyn Engine, file: File<'_>, dialect: &str) -> Option<String> {
    let answer = ask(engine, &of_file("formatRules", dialect), &[file]);
    let is_whole = text(&answer, "outcome") != "incomplete";
    assert_eq!(answer["text"].is_string(), is_whole, "only what is whole is printed: {answer}");
    answer["text"].as_str().map(str::to_owned)
}

/// The tree as JSON, without its places. It may be deeper than a reader of JSON goes, so it stays text.
fn tree(engine: &mut dyn Engine, file: File<'_>, dialect: &str) -> String {
    let answer = raw(engine, &of_file("parseRules", dialect), &[file]);
    let answer = String::from_utf8(answer).expect("an answer is UTF-8");
    let (before, tree) = answer.split_once(",\"tree\":").unwrap_or_else(|| panic!("no tree: {answer}"));
    assert_eq!(text(&parsed(format!("{before}}}").as_bytes()), "outcome"), "clean", "{before}");
    without_places(tree)
}

/// The text without its objects `{"start":1,"end":2}`. In a text of a rule the quotes have backslashes before them.
fn without_places(tree: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(tree.len()), tree);
    while let Some(at) = rest.find("{\"start\":") {
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end + 1);
        out.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_without_its_places_is_what_was_written() {
        let tree =
            r#"{"rules":[{"name":{"text":"{\"start\":1}","span":{"start":5,"end":6}}}],"span":{"start":0,"end":9}}"#;
        assert_eq!(without_places(tree), r#"{"rules":[{"name":{"text":"{\"start\":1}","span":}}],"span":}"#);
    }
}
