//! Templates: their checks, their twins, and JSON as another reader reads it.

use serde_json::{Value, json};
use tablewarden_wire::FactsResponse;

use crate::ask::{add, check, checked, raw};
use crate::engine::Engine;
use crate::holds::{are_alike, readers_agree};

pub(super) fn yaml(input: &[u8], engine: &mut dyn Engine) {
    template(engine, "t.yaml", input);
    readers_agree(input);
}

pub(super) fn json(input: &[u8], engine: &mut dyn Engine) {
    template(engine, "t.json", input);
    is_read_as_others_do(engine, input);
}

/// Checks a template with everything that an answer can have, and its twin.
fn template(engine: &mut dyn Engine, name: &str, bytes: &[u8]) {
    let mut header = check((name, bytes));
    add(
        &mut header,
        json!({"profile": "strict", "excerpts": true, "describeRules": true, "unknownValues": true, "fixes": true, "diffs": true}),
    );
    checked(engine, header, &[(name, bytes)]);
    are_alike(engine, name, bytes);
}

/// A document that is JSON has the values in our tree that it has elsewhere.
fn is_read_as_others_do(engine: &mut dyn Engine, bytes: &[u8]) {
    let Ok(expected @ Value::Object(_)) = serde_json::from_slice::<Value>(bytes) else { return };
    // What the transforms of AWS make of a template is another document.
    let is_transformed = |text: &str| ["Fn::ForEach", "Globals"].iter().any(|word| text.contains(word));
    if is_transformed(&expected.to_string()) {
        return;
    }
    let header = json!({"do": "facts", "version": 1, "blobs": [], "file": {"name": "t.json", "blob": 0}});
    let answer: FactsResponse = match serde_json::from_slice(&raw(engine, &header, &[("t.json", bytes)])) {
        Ok(answer) => answer,
        Err(error) => panic!("{error}"),
    };
    // What is said of it is said of the document: a key that stands twice, a file that is no template.
    if !answer.notices.is_empty() {
        return;
    }
    let Ok(Value::Object(mut found)) = serde_json::from_str::<Value>(answer.document.get()) else { return };
    found.remove("DynamoDB");
    let Value::Object(mut expected) = expected else { return };
    expected.remove("DynamoDB");
    assert!(is_same(&Value::Object(found.clone()), &Value::Object(expected.clone())), "{found:?} is not {expected:?}");
}

/// Numbers of more than 64 bits, and fractions, are compared as fractions.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has = |key: &String, value: &Value| other.get(key).is_some_and(|found| is_same(value, found));
            one.len() == other.len() && one.iter().all(|(key, value)| has(key, value))
        }
        _ => one == other,
    }
}
