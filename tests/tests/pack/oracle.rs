//! The rules of the pack by another engine: cfn-guard 3.2.1, on the documents that `tablewarden facts` prints. It comes to the same
//! statuses, at the same values.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use tablewarden_conformance::{Verdict, Verdicts, compile, evaluated, report, verdicts_in, verdicts_of};
use tablewarden_guard::Dialect;
use tablewarden_rules::{RuleFile, marked};
use tablewarden_template::{At, Value, View};
use tablewarden_tests::checkers::{Checker, Native, request};
use tablewarden_tests::repository;
use tablewarden_wire::{CheckResponse, FactsRequest, Request, frame};

/// Verdicts by rule, and the paths of what failed.
#[derive(Debug, PartialEq, Eq)]
struct Came {
    verdicts: Verdicts,
    failed: BTreeSet<String>,
}

/// What our engine says of a document as cfn-guard reads it.
fn ours(rule: &RuleFile, document: &str) -> Came {
    let (plan, _) = compile(&rule.text, Dialect::V3_2_1).expect("the pack is good");
    evaluated(&plan, document, None, |evaluation, view| {
        let paths = evaluation.failures.iter().filter_map(|failure| failure.value).map(|at| path(view, at));
        Came { verdicts: verdicts_of(evaluation), failed: paths.collect() }
    })
}

/// The path of a value of the main tree: keys and indices.
fn path(view: View<'_>, wanted: At) -> String {
    let mut path = String::new();
    let mut at = view.root().expect("a document");
    let inside = |at: At| (at.node().0..view.main_tree().end(at.node()).0).contains(&wanted.node().0);
    while at.node() != wanted.node() {
        let next = match view.value(at) {
            Value::Map => {
                view.entries(at).find(|entry| inside(entry.value)).map(|entry| (entry.key.to_owned(), entry.value))
            }
            _ => view
                .items(at)
                .enumerate()
                .find(|(_, item)| inside(*item))
                .map(|(index, item)| (index.to_string(), item)),
        };
        let Some((step, value)) = next else { break };
        path.push('/');
        path.push_str(&step);
        at = value;
    }
    path
}

/// What cfn-guard says of it.
fn theirs(rule: &RuleFile, document: &str) -> Came {
    let report = report(&rule.text, document).expect("it evaluates the pack");
    let (verdicts, mut failed) = (verdicts_in(&report), BTreeSet::new());
    let rules = report["children"].as_array().map_or(&[][..], Vec::as_slice);
    for (record, (_, verdict)) in rules.iter().zip(&verdicts) {
        if *verdict == Verdict::Fail {
            failing(record, &mut failed);
        }
    }
    Came { verdicts, failed }
}

/// The paths of the values that fail below a record. What fails in a filter or a condition fails no rule.
fn failing(record: &Json, paths: &mut BTreeSet<String>) {
    let Some((kind, content)) = record["container"].as_object().and_then(|container| container.iter().next()) else {
        return;
    };
    let is_question = kind.contains("Filter") || kind.contains("Condition");
    if is_question || content["status"] == "PASS" || content["status"] == "SKIP" {
        return;
    }
    if kind == "ClauseValueCheck" {
        from(content, paths);
    }
    let children = record["children"].as_array().map_or(&[][..], Vec::as_slice);
    // Of alternatives we say the last.
    let first = if kind == "Disjunction" { children.len().saturating_sub(1) } else { 0 };
    children.iter().skip(first).for_each(|child| failing(child, paths));
}

/// The place that a failed clause is about.
fn from(check: &Json, paths: &mut BTreeSet<String>) {
    match check {
        Json::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("path", Json::String(path)) => {
                        paths.insert(path.clone());
                        return;
                    }
                    ("to", _) => {}
                    _ => from(value, paths),
                }
            }
        }
        Json::Array(list) => list.iter().for_each(|value| from(value, paths)),
        _ => {}
    }
}

/// The facts of a template, if it has one table and no more.
fn facts(template: &[u8]) -> Option<String> {
    let mut ask = Request::Facts(FactsRequest {
        version: tablewarden_wire::VERSION,
        blobs: Vec::new(),
        file: request("t.yaml", template).file,
        region: None,
        account: None,
        partition: None,
        parameters: Vec::new(),
        parameter_files: Vec::new(),
        limits: tablewarden_wire::Limits::default(),
        settings: None,
    });
    ask.set_blobs(&[template]);
    let answer: Json = serde_json::from_slice(&Native.call(&frame::encode(&ask, &[template]))).ok()?;
    let document = answer.get("document")?;
    let tables = document["DynamoDB"]["Tables"].as_array()?;
    (tables.len() == 1).then(|| document.to_string())
}

/// What the rules are asked about: their examples, the examples of the repository, and the corpus.
fn documents() -> Vec<(String, String)> {
    let mut documents = Vec::new();
    for folder in ["examples", "tests/corpus"] {
        for path in repository::files_below(&repository::root().join(folder)) {
            let is_template = path.extension().is_some_and(|end| end == "yaml");
            let is_hostile = path.iter().any(|part| part == "caps");
            if is_template && !is_hostile {
                let document = facts(&repository::read(&path));
                documents.extend(document.map(|document| (path.display().to_string(), document)));
            }
        }
    }
    documents
}

#[test]
fn cfn_guard_comes_to_the_same_on_the_facts() {
    let rules = tablewarden_rules::read(&repository::root().join("rules/dynamodb")).expect("the build has read them");
    let corpus = documents();
    let (mut compared, mut failing) = (0, 0);
    for (number, rule) in rules.iter().enumerate() {
        let examples = [&rule.header.bad, &rule.header.good].map(|example| marked(example).text);
        let own = examples
            .iter()
            .filter_map(|example| facts(example.as_bytes()))
            .map(|document| (rule.file.clone(), document));
        // Each rule sees its own examples and an eighth of the others, so that all are seen by many rules.
        let others = corpus.iter().skip(number % 8).step_by(8).cloned();
        for (name, document) in own.chain(others) {
            let (ours, theirs) = (ours(rule, &document), theirs(rule, &document));
            assert_eq!(ours, theirs, "{} on {name}", rule.header.id);
            compared += ours.verdicts.len();
            failing += ours.failed.len();
        }
    }
    println!("{compared} of {compared} statuses and {failing} of {failing} failing paths are cfn-guard's");
    assert!(compared > 5000 && failing > 300, "{compared} statuses, {failing} paths");
}

#[test]
fn the_pack_comes_to_what_its_rules_come_to_one_by_one() {
    let rules = tablewarden_rules::read(&repository::root().join("rules/dynamodb")).expect("the build has read them");
    for path in repository::files_below(&repository::root().join("examples")) {
        let bytes = repository::read(&path);
        let Some(document) = facts(&bytes) else { continue };
        let response: CheckResponse = tablewarden_tests::checkers::check(request("t.yaml", &bytes), &[&bytes]);
        for rule in &rules {
            let statuses = response.statuses.iter().filter(|status| status.file == rule.file);
            let word = |status: &tablewarden_wire::Status| serde_json::to_value(status).expect("a word");
            let pack: Vec<_> = statuses.map(|status| (status.rule.clone(), word(&status.status))).collect();
            let alone = ours(rule, &document).verdicts.into_iter();
            let alone: Vec<_> = alone.map(|(rule, verdict)| (rule, Json::from(verdict.word()))).collect();
            assert_eq!(pack, alone, "{} on {}", rule.header.id, path.display());
        }
    }
}
