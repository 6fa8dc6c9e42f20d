//! The test resources that the published crate of cfn-guard carries: rule files, and documents as JSON; and both sides'
//! verdicts on all of them.

use std::collections::BTreeMap;

use tablewarden_conformance::{GaveUp, Verdict, theirs};
use tablewarden_guard::Dialect;
use tablewarden_repository::files_below;
use tablewarden_template::{At, Limits, Reading, Syntax, Value, View, read};

use crate::now::ours;

/// How many pairs of a rule file and a document gave the same verdicts, how many have no answer of cfn-guard's and an
/// error of ours, how many neither reads; and what is different.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) equal: usize,
    pub(crate) aborted: usize,
    pub(crate) unread: usize,
    pub(crate) different: Vec<String>,
}

impl Pairs {
    pub(crate) fn compare(&mut self, label: &str, rules: &str, document: &str) {
        match (theirs(rules, document), ours(rules, document, Dialect::V3_2_1)) {
            (Ok(theirs), Ok(ours)) if theirs == ours => self.equal += 1,
            (Err(GaveUp::Aborted(_) | GaveUp::Panicked(_)), Ok(ours))
                if ours.iter().any(|(_, it)| matches!(it, Verdict::Error(_))) =>
            {
                self.aborted += 1;
            }
            (Err(GaveUp::Unread(_)), Err(_)) => self.unread += 1,
            (theirs, ours) => self.different.push(format!("{label}: {theirs:?}, ours {ours:?}")),
        }
    }
}

/// Rule files with their names, and JSON documents with the name of the file each is from.
pub(crate) type Resources = (Vec<(String, String)>, BTreeMap<String, String>);

pub(crate) fn resources() -> Resources {
    let mut rules = Vec::new();
    let mut documents = BTreeMap::new();
    for path in &files_below(&tablewarden_conformance::resources()) {
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
    (rules, documents)
}

/// A YAML text as JSON, by the reader of this workspace; none for a text that is no mapping.
fn as_json(text: &str) -> Option<String> {
    let document = read(text, Syntax::Auto, Limits::default());
    let view = View::new(&document.tree, Reading::GuardValidate);
    let root = view.root()?;
    matches!(view.value(root), Value::Map).then(|| json_of(view, root).to_string())
}

fn json_of(view: View<'_>, at: At) -> serde_json::Value {
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
