//! Values for a document that is being made: those that a literal describes, and those that differ from one.

use serde_json::Value as Json;
use tablewarden_guard::{Value, ValueKind};

use super::state::Builder;
use crate::sample::sample;

impl Builder<'_, '_> {
    /// A value that is equal to the literal, or that it finds.
    pub(super) fn json(&mut self, value: &Value) -> Json {
        match &value.kind {
            ValueKind::Null => Json::Null,
            ValueKind::String(text) => Json::from(&**text),
            ValueKind::Int(number) => Json::from(*number),
            ValueKind::Float(number) => Json::from(*number),
            ValueKind::Bool(bool) => Json::from(*bool),
            ValueKind::Regex(expression) => Json::from(sample(expression, self.chance)),
            ValueKind::IntRange(range) => {
                Json::from(if range.lower_inclusive { range.lower } else { range.lower.saturating_add(1) })
            }
            ValueKind::FloatRange(range) => Json::from((range.lower + range.upper) / 2.0),
            ValueKind::CharRange(range) => Json::from(range.lower.to_string()),
            ValueKind::List(values) => values.iter().map(|value| self.json(value)).collect(),
            ValueKind::Map(entries) => {
                entries.iter().map(|entry| (entry.key.text.to_string(), self.json(&entry.value))).collect()
            }
        }
    }

    /// A value of the same type that is none of `values`, as far as one comes to mind.
    pub(super) fn other(&mut self, values: &[Json]) -> Json {
        match values.first() {
            Some(Json::Bool(value)) => Json::from(!value),
            Some(Json::Number(number)) => {
                let far = number.as_i64().unwrap_or_default().saturating_add(1_000);
                Json::from(far + i64::from(self.chance.percent(50)))
            }
            Some(Json::Array(_)) if self.chance.percent(50) => Json::Array(vec!["other".into()]),
            _ => Json::from(["other", "else", "aa:bb"][self.chance.below(3)]),
        }
    }

    /// Something, where nothing says what.
    pub(super) fn something(&mut self) -> Json {
        match self.chance.below(8) {
            0 => serde_json::json!(["x"]),
            1 => serde_json::json!({ "Item": "x" }),
            2 => Json::from(true),
            3 => Json::from(5),
            _ => Json::from("x"),
        }
    }
}
