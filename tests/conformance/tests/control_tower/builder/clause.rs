//! One place made to hold what a clause says of it, or not to hold it.

use serde_json::Value as Json;
use tablewarden_guard::Operator;

use super::state::Builder;
use crate::tree;

impl Builder<'_, '_> {
    pub(super) fn compare(&mut self, operator: Operator, place: &tree::Place, values: &[Json], want: bool) {
        let Some(value) = self.chance.any(values).cloned() else { return };
        let value = match operator {
            Operator::Equal | Operator::In if want => {
                let stands = operator == Operator::In && self.get(place).is_some_and(|there| values.contains(there));
                match value {
                    _ if stands => return,
                    Json::Array(list) if self.chance.percent(20) => self.chance.any(&list).cloned().unwrap_or_default(),
                    value => value,
                }
            }
            Operator::Equal | Operator::In => {
                if self.get(place).is_some_and(|there| !values.contains(there) && !there.is_object()) {
                    return;
                }
                self.other(values)
            }
            _ => {
                let number = value.as_i64().unwrap_or_default();
                let less = matches!(operator, Operator::Less | Operator::LessOrEqual) == want;
                let equal = matches!(operator, Operator::LessOrEqual | Operator::GreaterOrEqual) == want;
                let step = if equal && self.chance.percent(50) { 0 } else { 1 };
                Json::from(if less { number.saturating_sub(step) } else { number.saturating_add(step) })
            }
        };
        self.set(place, value);
    }

    pub(super) fn test(&mut self, operator: Operator, place: &tree::Place, want: bool) {
        let there = self.get(place).cloned();
        let is = |test: fn(&Json) -> bool| there.as_ref().is_some_and(test);
        let value = match operator {
            Operator::Exists if want => {
                if there.is_some() {
                    return;
                }
                self.something()
            }
            Operator::Exists => return tree::remove(&mut self.document, place),
            Operator::Empty => {
                let empty = there.as_ref().is_none_or(is_empty);
                match (&there, want) {
                    (None, true) | (Some(_), false) if empty == want => return,
                    (Some(Json::Object(_)), true) => serde_json::json!({}),
                    (Some(Json::String(_)), true) => Json::from(""),
                    (_, true) => serde_json::json!([]),
                    (Some(Json::Object(_)), false) => serde_json::json!({ "Item": "x" }),
                    (Some(Json::String(_)), false) => Json::from("x"),
                    (_, false) => serde_json::json!(["x"]),
                }
            }
            Operator::IsString if is(Json::is_string) != want => self.typed(want, &Json::from("x")),
            Operator::IsList if is(Json::is_array) != want => self.typed(want, &serde_json::json!([])),
            Operator::IsStruct if is(Json::is_object) != want => self.typed(want, &serde_json::json!({})),
            Operator::IsBool if is(Json::is_boolean) != want => self.typed(want, &Json::from(true)),
            Operator::IsInt if is(Json::is_i64) != want => self.typed(want, &Json::from(5)),
            Operator::IsFloat if is(Json::is_f64) != want => self.typed(want, &Json::from(5.5)),
            Operator::IsNull if is(Json::is_null) != want => self.typed(want, &Json::Null),
            _ => return,
        };
        self.set(place, value);
    }

    fn typed(&mut self, want: bool, value: &Json) -> Json {
        if want {
            return value.clone();
        }
        let others = [Json::from(7), Json::from("x"), serde_json::json!(["x"]), serde_json::json!({ "Item": "x" })];
        let others: Vec<_> =
            others.into_iter().filter(|other| std::mem::discriminant(other) != std::mem::discriminant(value)).collect();
        self.chance.any(&others).cloned().unwrap_or_default()
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Array(list) => list.is_empty(),
        Json::Object(map) => map.is_empty(),
        Json::String(text) => text.is_empty(),
        _ => false,
    }
}
