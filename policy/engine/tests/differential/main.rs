//! Our verdicts against those of cfn-guard 3.2.1, run in this process on the same rule texts and the same JSON documents.
//! What cfn-guard cannot answer (it panics, or gives up on the whole file) is counted and not compared.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod maker;

use std::collections::BTreeMap;

use maker::Maker;
use tablewarden_engine::{Budget, Dialect, Options, Plan, RuleStatus, SourceFile, Status};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

/// Statuses by rule, in order.
type Verdicts = Vec<(String, &'static str)>;

fn ours(rules: &str, document: &str) -> Result<Verdicts, String> {
    let file = tablewarden_guard::parse(rules, Dialect::V3_2_1)
        .into_result()
        .map_err(|errors| format!("{} at {:?}", errors[0].message, errors[0].span))?;
    let source = SourceFile { text: rules, rules: &file, parameters: &[] };
    let (plan, _) = Plan::compile(&[source], &Options::default());
    let document = read(document, Syntax::Json, Limits::default());
    assert_eq!(document.problems, []);
    let view = View::new(&document.tree, Reading::GuardValidate);
    let evaluation = plan.evaluate(view, &Budget::default(), Some(1_700_000_000));
    let verdicts = evaluation.outcomes.iter().map(|outcome| {
        let status = match &outcome.status {
            RuleStatus::Verdict(Status::Pass) => "PASS",
            RuleStatus::Verdict(Status::Fail) => "FAIL",
            RuleStatus::Verdict(Status::Skip) => "SKIP",
            RuleStatus::Error(_) => "ERROR",
        };
        (outcome.name.to_owned(), status)
    });
    Ok(verdicts.collect())
}

enum Theirs {
    Verdicts(Verdicts),
    Error(String),
    Panic,
}

fn theirs(rules: &str, document: &str) -> Theirs {
    let run = || {
        let data = cfn_guard::ValidateInput { content: document, file_name: "data.json" };
        let rules = cfn_guard::ValidateInput { content: rules, file_name: "rules.guard" };
        cfn_guard::run_checks(data, rules, true)
    };
    match std::panic::catch_unwind(run) {
        Err(_) => Theirs::Panic,
        Ok(Err(error)) => Theirs::Error(error.to_string()),
        Ok(Ok(report)) if report.is_empty() => Theirs::Verdicts(Vec::new()),
        Ok(Ok(report)) => {
            let report: serde_json::Value = serde_json::from_str(&report).unwrap();
            let children = report["children"].as_array().unwrap();
            let verdicts = children.iter().map(|child| {
                let check = &child["container"]["RuleCheck"];
                let name = check["name"].as_str().unwrap();
                let name = if name.ends_with("/default") { "default" } else { name };
                let status = match check["status"].as_str().unwrap() {
                    "PASS" => "PASS",
                    "FAIL" => "FAIL",
                    _ => "SKIP",
                };
                (name.to_owned(), status)
            });
            Theirs::Verdicts(verdicts.collect())
        }
    }
}

#[derive(Debug, Default)]
struct Score {
    equal: usize,
    different: Vec<String>,
    unanswered: usize,
    refused_by_both: usize,
    parse: Vec<String>,
    /// Runs that they gave up on, and we have a verdict for each rule.
    lenient: Vec<String>,
}

impl Score {
    fn compare(&mut self, label: &str, rules: &str, document: &str) {
        match (theirs(rules, document), ours(rules, document)) {
            (Theirs::Verdicts(theirs), Ok(ours)) => {
                // A name may stand twice, so the order counts.
                if theirs.len() != ours.len() {
                    self.different.push(format!("{label}: rules {theirs:?} against our {ours:?}"));
                    return;
                }
                for ((name, theirs), (our_name, ours)) in theirs.iter().zip(&ours) {
                    if name == our_name && theirs == ours {
                        self.equal += 1;
                    } else {
                        self.different.push(format!("{label}: {name} is {theirs}, ours {our_name} {ours}"));
                    }
                }
            }
            (Theirs::Verdicts(_), Err(error)) => self.parse.push(format!("{label}: we refuse it: {error}")),
            (Theirs::Error(error), Ok(ours)) => {
                if error.contains("Parse") || error.contains("Parser") {
                    self.parse.push(format!("{label}: they refuse it: {}", error.lines().next().unwrap_or("")));
                }
                if ours.iter().all(|(_, status)| *status != "ERROR") {
                    self.lenient.push(format!("{label}: {}", error.lines().next().unwrap_or("")));
                }
                self.unanswered += 1;
            }
            (Theirs::Error(_), Err(_)) => self.refused_by_both += 1,
            (Theirs::Panic, _) => self.unanswered += 1,
        }
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: {} verdicts equal, {} different, {} runs without an answer of theirs, {} refused by both, {} parsed by one only",
            self.equal,
            self.different.len(),
            self.unanswered,
            self.refused_by_both,
            self.parse.len()
        );
        println!("  {} of the runs without an answer have no error of ours", self.lenient.len());
        for line in self.different.iter().chain(&self.parse).chain(&self.lenient).take(60) {
            println!("  {line}");
        }
    }
}

/// The test resources that the published crate carries.
fn resources() -> std::path::PathBuf {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let guard = packages.iter().find(|package| package["name"] == "cfn-guard").unwrap();
    let manifest = std::path::Path::new(guard["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().join("resources")
}

fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// A YAML text as JSON, by the reader of this workspace; none for a text that is no mapping.
fn as_json(text: &str) -> Option<String> {
    let document = read(text, Syntax::Auto, Limits::default());
    let view = View::new(&document.tree, Reading::GuardValidate);
    let root = view.root()?;
    if !matches!(view.value(root), tablewarden_template::Value::Map) {
        return None;
    }
    Some(json_of(view, root).to_string())
}

fn json_of(view: View<'_>, at: tablewarden_template::At) -> serde_json::Value {
    use tablewarden_template::Value;
    match view.value(at) {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => value.into(),
        Value::Int(value) => value.into(),
        Value::Float(value) => value.into(),
        Value::Str(text) => text.into(),
        Value::List => view.items(at).map(|item| json_of(view, item)).collect(),
        Value::Map => view.entries(at).map(|entry| (entry.key.to_owned(), json_of(view, entry.value))).collect(),
    }
}

#[test]
fn the_resources_of_the_crate() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut all = Vec::new();
    files(&resources(), &mut all);
    let mut rules = Vec::new();
    let mut documents = BTreeMap::new();
    for path in &all {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("guard" | "ruleset") => rules.push((name, text)),
            Some("yaml" | "yml" | "json" | "jsn" | "template") => {
                if let Some(json) = as_json(&text) {
                    documents.insert(json, name);
                }
            }
            _ => {}
        }
    }
    assert!(rules.len() > 20 && documents.len() > 20, "{} rules, {} documents", rules.len(), documents.len());
    let mut score = Score::default();
    for (rule_name, rule) in &rules {
        for (document, name) in &documents {
            score.compare(&format!("{rule_name} on {name}"), rule, document);
        }
    }
    score.print("resources");
    assert_eq!(score.different, Vec::<String>::new());
}

#[test]
fn rules_and_documents_out_of_a_seed() {
    std::panic::set_hook(Box::new(|_| {}));
    let runs: u64 = std::env::var("DIFFERENTIAL_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(3_000);
    let first: u64 = std::env::var("DIFFERENTIAL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let mut score = Score::default();
    for seed in first..first + runs {
        let mut maker = Maker::new(seed);
        let document = maker.document();
        let rules = maker.rules();
        let before = score.different.len() + score.parse.len();
        score.compare(&format!("seed {seed}"), &rules, &document);
        if score.different.len() + score.parse.len() > before && std::env::var("DIFFERENTIAL_SHOW").is_ok() {
            println!("---- seed {seed}\n{document}\n{rules}");
        }
    }
    score.print("seeds");
    assert_eq!(score.different, Vec::<String>::new());
}
