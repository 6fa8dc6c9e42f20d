//! Our verdicts against those of cfn-guard 3.2.1, run in this process on the same rule texts and the same JSON documents.
//! What cfn-guard cannot answer (it panics, or gives up on the whole file) is counted and not compared.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

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

/// Rules and documents out of a seed: small ones, in which everything meets everything.
struct Maker {
    state: u64,
    /// Whether the rule with a parameter may be called.
    calls: bool,
}

impl Maker {
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % end
    }

    fn pick<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn document(&mut self) -> String {
        let mut entries = vec![format!("\"Resources\": {}", self.resources())];
        for key in ["A", "B", "C", "L", "M"] {
            if self.chance(80) {
                entries.push(format!("\"{key}\": {}", self.json(3)));
            }
        }
        format!("{{{}}}", entries.join(", "))
    }

    fn resources(&mut self) -> String {
        let count = self.below(4);
        let each = (0..count).map(|index| {
            let name = self.pick(&["X::Y::Z", "X::Y::Z", "P::Q::R"]);
            let body = self.json(3);
            let properties =
                if self.chance(80) { format!(", \"A\": {body}, \"L\": {}", self.json(2)) } else { String::new() };
            format!("\"R{index}\": {{\"Type\": \"{name}\"{properties}}}")
        });
        format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
    }

    fn json(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 6 } else { 10 }) {
            0 => self.pick(&["1", "2", "5", "-1", "0"]).to_owned(),
            1 => self.pick(&["1.0", "2.5", "5.0"]).to_owned(),
            2 => self.pick(&["\"a\"", "\"b\"", "\"ab\"", "\"\"", "\"5\"", "\"A\""]).to_owned(),
            3 => self.pick(&["true", "false"]).to_owned(),
            4 => self.pick(&["null", "\"x\"", "1"]).to_owned(),
            5 => self.pick(&["[]", "{}", "\"a\"", "2"]).to_owned(),
            6 | 7 => {
                let count = self.below(4);
                let items: Vec<_> = (0..count).map(|_| self.json(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            _ => {
                let mut entries = Vec::new();
                for key in ["A", "B", "name", "FooBar"] {
                    if self.chance(50) {
                        entries.push(format!("\"{key}\": {}", self.json(depth - 1)));
                    }
                }
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    fn literal(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 6 } else { 9 }) {
            0 => self.pick(&["1", "2", "5", "-1"]).to_owned(),
            1 => self.pick(&["1.0", "2.5", "true", "false", "null"]).to_owned(),
            2 | 3 => self.pick(&["\"a\"", "'b'", "\"ab\"", "\"\"", "\"A\"", "\"B\""]).to_owned(),
            4 => self.pick(&["/a/", "/^[ab]$/", "/A/"]).to_owned(),
            5 => self.pick(&["r[1,5]", "r(1,5]", "r[1.0,2.5)", "\"R0\""]).to_owned(),
            6 | 7 => {
                let count = 1 + self.below(3);
                let items: Vec<_> = (0..count).map(|_| self.literal(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            _ => format!("{{ A: {}, B: {} }}", self.literal(depth - 1), self.literal(depth - 1)),
        }
    }

    fn key(&mut self) -> &'static str {
        self.pick(&["A", "B", "L", "M", "C", "name", "FooBar", "foo_bar", "Names", "Resources", "Type", "a"])
    }

    fn query(&mut self, variables: &[&str], depth: usize) -> String {
        let mut query = match self.below(10) {
            0 => "this".to_owned(),
            1 | 2 if !variables.is_empty() => format!("%{}", self.pick(variables)),
            3 => "Resources.*".to_owned(),
            _ => self.key().to_owned(),
        };
        for _ in 0..self.below(4) {
            let part = match self.below(14) {
                0..=4 => format!(".{}", self.key()),
                5 => ".*".to_owned(),
                6 | 7 => "[*]".to_owned(),
                8 => self.pick(&["[0]", ".0", "[-1]", "[1]"]).to_owned(),
                9 if !variables.is_empty() => format!(".%{}", self.pick(variables)),
                10 if depth > 0 => {
                    let operator = self.pick(&["==", "!=", "in", "not in"]);
                    let right = if self.chance(70) { self.literal(1) } else { self.query(variables, 0) };
                    format!("[ keys {operator} {right} ]")
                }
                11 | 12 if depth > 0 => format!("[ {} ]", self.lines(variables, depth - 1, false, " ")),
                13 if self.chance(30) => "[ captured ]".to_owned(),
                _ => ".A".to_owned(),
            };
            query.push_str(&part);
        }
        query
    }

    fn operand(&mut self, variables: &[&str], depth: usize) -> String {
        match self.below(10) {
            0..=4 => self.literal(2),
            5..=8 => self.query(variables, depth),
            _ => self.function(variables, depth),
        }
    }

    fn function(&mut self, variables: &[&str], depth: usize) -> String {
        let query = self.query(variables, depth);
        match self.below(10) {
            0 | 1 => format!("count({query})"),
            2 => format!("to_upper({query})"),
            3 => format!("to_lower({query})"),
            4 => format!("parse_string({query})"),
            5 => format!("parse_int({query})"),
            6 => format!("substring({query}, 0, 1)"),
            7 => format!("join({query}, \",\")"),
            8 => format!("regex_replace({query}, \"(a)\", \"${{1}}b\")"),
            _ => format!("json_parse({query})"),
        }
    }

    fn clause(&mut self, variables: &[&str], depth: usize) -> String {
        let not = if self.chance(10) { self.pick(&["not ", "!"]) } else { "" };
        let some = if not.is_empty() && self.chance(20) { "some " } else { "" };
        let query = self.query(variables, depth);
        if self.chance(40) {
            let operator = self.pick(&[
                "exists",
                "!exists",
                "empty",
                "!empty",
                "not empty",
                "is_string",
                "!is_string",
                "is_list",
                "is_struct",
                "is_int",
                "is_bool",
                "is_null",
                "not exists",
            ]);
            return format!("{not}{some}{query} {operator}");
        }
        let operator = self.pick(&["==", "==", "!=", "in", "not in", "<", ">", "<=", ">=", "!in"]);
        format!("{not}{some}{query} {operator} {}", self.operand(variables, depth))
    }

    fn lines(&mut self, variables: &[&str], depth: usize, in_rule: bool, between: &str) -> String {
        let count = 1 + self.below(3);
        let lines: Vec<_> = (0..count).map(|_| self.line(variables, depth, in_rule)).collect();
        lines.join(between)
    }

    fn line(&mut self, variables: &[&str], depth: usize, in_rule: bool) -> String {
        let count = if self.chance(25) { 2 } else { 1 };
        let items: Vec<_> = (0..count).map(|_| self.item(variables, depth, in_rule)).collect();
        items.join(" or ")
    }

    fn item(&mut self, variables: &[&str], depth: usize, in_rule: bool) -> String {
        match self.below(20) {
            0..=2 if depth > 0 => {
                let some = if self.chance(20) { "some " } else { "" };
                let not_empty = if self.chance(20) { " !empty" } else { "" };
                format!(
                    "{some}{}{not_empty} {}",
                    self.query(variables, depth - 1),
                    self.block(variables, depth - 1, false)
                )
            }
            3 if depth > 0 => {
                format!("when {} {}", self.condition(variables), self.block(variables, depth - 1, false))
            }
            4 | 5 if depth > 0 && in_rule => {
                let when = if self.chance(50) { format!("when {} ", self.condition(variables)) } else { String::new() };
                format!("X::Y::Z {when}{}", self.block(variables, depth - 1, false))
            }
            6 if in_rule => {
                let not = if self.chance(40) { "not " } else { "" };
                format!("{not}{}\n", self.pick(&["first", "second"]))
            }
            7 if self.calls => {
                let not = if self.chance(40) { "not " } else { "" };
                let argument = self.operand(variables, 0);
                format!("{not}check({argument})")
            }
            _ => self.clause(variables, depth),
        }
    }

    fn condition(&mut self, variables: &[&str]) -> String {
        let mut conditions = Vec::new();
        for _ in 0..=self.below(2) {
            conditions.push(match self.below(6) {
                0 if self.calls => format!("{}check({})", self.pick(&["", "not "]), self.operand(variables, 0)),
                _ => self.clause(variables, 1),
            });
        }
        conditions.join(" ")
    }

    fn block(&mut self, variables: &[&str], depth: usize, in_rule: bool) -> String {
        if self.chance(25) {
            let value = self.operand(variables, depth);
            let mut variables = variables.to_vec();
            // Never a name that is in sight: a variable that stands for itself overflows their stack.
            let name = ["i0", "i1", "i2", "i3"][depth];
            variables.push(name);
            let lines = self.lines(&variables, depth, in_rule, "\n");
            return format!("{{\nlet {name} = {value}\n{lines}\n}}");
        }
        format!("{{\n{}\n}}", self.lines(variables, depth, in_rule, "\n"))
    }

    fn rules(&mut self) -> String {
        let mut text = String::new();
        for (name, before) in [("v", &[][..]), ("w", &["v"][..])] {
            let some = if self.chance(20) { "some " } else { "" };
            let value = match self.below(3) {
                0 => self.literal(2),
                1 => format!("{some}{}", self.query(before, 2)),
                _ => self.function(before, 1),
            };
            text.push_str(&format!("let {name} = {value}\n"));
        }
        text.push_str(&format!("rule check(p) {}\n", self.block(&["p", "v"], 1, false)));
        self.calls = true;
        text.push_str(&format!("rule first {}\n", self.block(&["v"], 1, false)));
        for name in ["second", "third"] {
            let when = if self.chance(50) { format!(" when {}", self.condition(&["v", "w"])) } else { String::new() };
            let body = self.block(&["v", "w"], 3, name == "third");
            text.push_str(&format!("rule {name}{when} {body}\n"));
        }
        text
    }
}

#[test]
fn rules_and_documents_out_of_a_seed() {
    std::panic::set_hook(Box::new(|_| {}));
    let runs: u64 = std::env::var("DIFFERENTIAL_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(3_000);
    let first: u64 = std::env::var("DIFFERENTIAL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let mut score = Score::default();
    for seed in first..first + runs {
        let mut maker = Maker { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15), calls: false };
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
