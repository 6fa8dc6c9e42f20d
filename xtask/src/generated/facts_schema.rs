//! The JSON Schema of the facts document, made from the rows of policy/facts. Refuses keys that have no row.

use serde_json::{Map, Value as Json, json};
use tablewarden_facts::{Group, Row, Shape, Value};

/// The schema of what stands under `DynamoDB`.
pub(crate) fn schema() -> Json {
    let mut definitions = Map::new();
    for value in [Value::Text, Value::Bool, Value::Int, Value::Number] {
        definitions.insert(name_of(value).to_owned(), may_be_unknown(value));
    }
    let mut root = Json::Null;
    for (group, paths) in Group::all() {
        if paths.iter().any(String::is_empty) {
            root = map(group);
        } else {
            definitions.insert(definition(group), map(group));
        }
    }
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!("Facts"));
    if let Json::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("$defs".to_owned(), Json::Object(definitions));
    Json::Object(schema)
}

/// The name of a group's definition.
fn definition(group: &Group) -> String {
    group.name.replace(' ', "-").replace('\'', "")
}

/// The name of the definition of a value that may be unknown; of some texts, none.
fn name_of(value: Value) -> &'static str {
    match value {
        Value::Text => "text-that-may-be-unknown",
        Value::Bool => "boolean-that-may-be-unknown",
        Value::Int => "integer-that-may-be-unknown",
        Value::Number => "number-that-may-be-unknown",
        Value::OneOf(_) => "",
    }
}

fn map(group: &Group) -> Json {
    let properties: Map<String, Json> = group.rows.iter().map(|row| (row.key.to_owned(), property(row))).collect();
    let required: Vec<&str> = group.rows.iter().filter(|row| row.only.is_none()).map(|row| row.key).collect();
    let about = [group.about].into_iter().filter(|about| !about.is_empty());
    let mut schema =
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    about.for_each(|about| schema["description"] = json!(about));
    schema
}

fn property(row: &Row) -> Json {
    let reference = |group: &Group| json!({ "$ref": format!("#/$defs/{}", definition(group)) });
    let list = |items: Json| json!({ "type": "array", "items": items });
    let mut schema = match row.shape {
        Shape::Known(value) => scalar(value),
        Shape::MayBeUnknown(value @ Value::OneOf(_)) => may_be_unknown(value),
        Shape::MayBeUnknown(value) => json!({ "$ref": format!("#/$defs/{}", name_of(value)) }),
        Shape::Texts => list(json!({ "type": "string" })),
        Shape::Map(group) => reference(group),
        Shape::List(group) | Shape::Variants(group) => list(reference(group)),
    };
    schema["description"] = json!(row.meaning);
    schema
}

fn scalar(value: Value) -> Json {
    match value {
        Value::Text => json!({ "type": "string" }),
        Value::OneOf(texts) => json!({ "enum": texts }),
        Value::Bool => json!({ "type": "boolean" }),
        Value::Int => json!({ "type": "integer" }),
        Value::Number => json!({ "type": ["number", "string"] }),
    }
}

/// `{Is: known, Value, Default}`, or `{Is}` alone. What could not be converted stays text.
fn may_be_unknown(value: Value) -> Json {
    let inner = if value == Value::Bool { json!({ "type": ["boolean", "string"] }) } else { scalar(value) };
    json!({
        "type": "object",
        "oneOf": [
            {
                "properties": { "Is": { "const": "known" }, "Value": inner, "Default": { "type": "string" } },
                "required": ["Is", "Value"],
                "additionalProperties": false
            },
            { "properties": { "Is": { "enum": ["unknown", "absent"] } }, "required": ["Is"], "additionalProperties": false }
        ]
    })
}
