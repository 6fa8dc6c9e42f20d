//! A template and its twin in JSON have the same findings: the same rules, severities, paths and words, in the same order. Only where
//! all of the template can be written in JSON.

use serde_json::Value;
use tablewarden_source::SourceText;
use tablewarden_template::{At, Document, Limits, Reading, Syntax, View, read};

use crate::ask::{check, checked, list, text};
use crate::engine::Engine;
use crate::json_twin::twin;

/// What only YAML has: what the engine prints has every key once, no aliases, and no tags.
const ONLY_IN_YAML: [&str; 3] = ["duplicate-key", "yaml-alias", "unknown-function"];

/// What comments say to us and to other tools.
const IN_COMMENTS: [&str; 5] = ["tablewarden", "checkov", "cfn-lint", "cfn_nag", "nag"];

/// Panics where the template of a file and its twin differ.
pub(crate) fn are_alike(engine: &mut dyn Engine, name: &str, bytes: &[u8]) {
    let source = SourceText::new(bytes);
    let document = read(&source.text, Syntax::Auto, Limits::default());
    if !source.problems.is_empty() || !document.problems.is_empty() || !is_json(&document) {
        return;
    }
    if document.comments.iter().any(|span| IN_COMMENTS.iter().any(|word| span.of(&source.text).contains(word))) {
        return;
    }
    let limits = serde_json::from_value(check((name, bytes))["limits"].clone()).expect("these are limits");
    let Some(json) = twin(engine, name, bytes, limits) else { return };
    let one = checked(engine, check((name, bytes)), &[(name, bytes)]);
    let is_whole = |answer: &Value| answer["outcome"] != "incomplete" && answer["outcome"] != "error";
    if list(&one, "findings").iter().any(|finding| ONLY_IN_YAML.contains(&text(finding, "name"))) || !is_whole(&one) {
        return;
    }
    let other = checked(engine, check((name, json.as_bytes())), &[(name, json.as_bytes())]);
    assert_eq!(essence(&one), essence(&other), "the findings of a template, and of its twin:\n{json}");
}

/// The findings without what depends on how the file is written.
fn essence(answer: &Value) -> Vec<String> {
    let all = list(answer, "findings").iter().chain(list(answer, "waived"));
    all.map(|finding| ["rule", "severity", "path", "message"].map(|key| text(finding, key)).join(" ")).collect()
}

/// Whether JSON can say all that is in the document: no alias, no key twice, and no scalar that is a number or a truth value but not
/// as JSON writes it, such as `Off` or `012`: it would come back as another text.
fn is_json(document: &Document<'_>) -> bool {
    if !document.aliases.is_empty() || !document.duplicates.is_empty() {
        return false;
    }
    let view = View::new(&document.tree, Reading::CloudFormation);
    let Some(root) = view.root() else { return false };
    // A root key of ours would stand where the facts do.
    view.get(root, "DynamoDB").is_none() && says(view, root)
}

fn says(view: View<'_>, at: At) -> bool {
    use tablewarden_template::Value as V;
    match view.value(at) {
        V::Str(_) => true,
        V::List => view.items(at).all(|item| says(view, item)),
        V::Map => view.entries(at).all(|entry| says(view, entry.value)),
        V::Null => view.span(at).of(view.main_tree().source()) == "null",
        V::Bool(value) => view.span(at).of(view.main_tree().source()) == value.to_string(),
        V::Int(value) => view.span(at).of(view.main_tree().source()) == value.to_string(),
        V::Float(value) => {
            let json = serde_json::Number::from_f64(value).map(|number| number.to_string());
            json.as_deref() == Some(view.span(at).of(view.main_tree().source()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_json_text(text: &str) -> bool {
        is_json(&read(text, Syntax::Auto, Limits::default()))
    }

    #[test]
    fn what_only_yaml_can_say_is_not_compared() {
        assert!(is_json_text("a: [1, true, null, x, 'Off', \"012\", 1.5]\nb: !Ref c\n"));
        for text in ["a: Off", "a: 012", "a: ~", "a:", "a: 1e5", "a: &x 1\nb: *x", "a: 1\na: 2", "DynamoDB: {}"] {
            assert!(!is_json_text(text), "{text}");
        }
    }
}
