//! One clause made to hold, or not to hold, in the document that is being made.

use serde_json::Value as Json;
use tablewarden_guard::{AccessClause, Operator};

use super::{Builder, Scope, Target};
use crate::tree;

impl<'a> Builder<'a, '_> {
    pub(super) fn clause(&mut self, clause: &'a AccessClause, scope: &Scope<'_, 'a>, want: bool) {
        let want = want != (clause.not != clause.operator_not);
        let left = self.query(&clause.query, scope);
        let right = clause.right.as_ref().map(|right| self.operand(right, scope)).unwrap_or_default();
        if left.iter().any(|target| matches!(target, Target::Literal(_) | Target::Text(_))) {
            self.literals(&left, &right, want);
            return;
        }
        for target in left {
            let Target::Place(place) = target else { continue };
            if clause.operator.is_binary() {
                let values = self.values(&right, clause.operator == Operator::In);
                self.compare(clause.operator, &place, &values, want);
            } else {
                self.test(clause.operator, &place, want);
            }
        }
    }

    /// The values of the right side; for `in`, those in its lists.
    fn values(&mut self, right: &[Target<'a>], flat: bool) -> Vec<Json> {
        let mut values = Vec::new();
        for target in right {
            let value = match target {
                Target::Literal(value) => self.json(value),
                Target::Text(text) => Json::from(text.as_str()),
                Target::Place(place) => {
                    if self.get(place).is_none() {
                        let value = self.something();
                        self.set(place, value);
                    }
                    self.get(place).cloned().unwrap_or_default()
                }
            };
            match value {
                Json::Array(list) if flat => values.extend(list),
                value => values.push(value),
            }
        }
        values
    }

    fn compare(&mut self, operator: Operator, place: &tree::Place, values: &[Json], want: bool) {
        let Some(value) = self.random.pick(values).cloned() else { return };
        let value = match operator {
            Operator::Equal | Operator::In if want => {
                let stands = operator == Operator::In && self.get(place).is_some_and(|there| values.contains(there));
                match value {
                    _ if stands => return,
                    Json::Array(list) if self.random.chance(20) => self.random.pick(&list).cloned().unwrap_or_default(),
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
                let step = if equal && self.random.chance(50) { 0 } else { 1 };
                Json::from(if less { number.saturating_sub(step) } else { number.saturating_add(step) })
            }
        };
        self.set(place, value);
    }

    /// Literals on the left: what is on the right gets all of them, or none.
    fn literals(&mut self, left: &[Target<'a>], right: &[Target<'a>], want: bool) {
        let values = self.values(left, true);
        for target in right {
            let Target::Place(place) = target else { continue };
            // `… in Names[*]` is about the list that the elements are in.
            let place = match place.split_last() {
                Some((tree::Step::Index(_), list)) => list,
                _ => place.as_slice(),
            };
            let value = if want { Json::Array(values.clone()) } else { Json::Array(vec!["other".into()]) };
            self.set(place, value);
        }
    }

    fn test(&mut self, operator: Operator, place: &tree::Place, want: bool) {
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
        self.random.pick(&others).cloned().unwrap_or_default()
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
