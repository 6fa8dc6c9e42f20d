//! Maps and lists in a scenario: conditions around a section, around a value and around an element are looked through,
//! and what is taken away with `AWS::NoValue` is not there.

use tablewarden_source::Place;
use tablewarden_template::{At, Entry, Value};

use super::evaluate::{Evaluator, Outcome, why};
use super::resolved::Resolved;
use super::scalar::Scalar;
use super::text_parts::Parts;
use super::unknown::{Reason, Unknown};
use crate::condition::Scenario;
use crate::function_names::is_generator;
use crate::template::Template;

/// One value of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'d> {
    /// Where the key stands; none where there is no key.
    pub key_place: Option<Place>,
    /// The value as it is written, conditions included; none where there is none.
    pub at: Option<At>,
    /// The value.
    pub value: Resolved<'d>,
}

/// The entries of a map.
#[derive(Debug, Clone, Default)]
pub struct Fields<'d> {
    /// Keys and values, without what is absent.
    pub entries: Vec<Entry<'d>>,
    /// Why there may be more, or why nothing is known.
    pub unknown: Option<Unknown<'d>>,
}

/// One element of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'d> {
    /// Its place in the list as it is written, from 0.
    pub index: usize,
    /// The element as it is written, conditions included.
    pub at: At,
    /// The element.
    pub value: Resolved<'d>,
}

/// The elements of a list.
#[derive(Debug, Clone, Default)]
pub struct Items<'d> {
    /// The elements, without what is absent.
    pub items: Vec<Item<'d>>,
    /// The list as it is written, once conditions are looked through; none where there is none.
    pub list: Option<At>,
    /// Why there may be more, or why nothing is known.
    pub unknown: Option<Unknown<'d>>,
}

impl<'d> Template<'d> {
    /// The value in `scenario`.
    #[must_use]
    pub fn resolve(&self, at: At, scenario: &Scenario) -> Resolved<'d> {
        Evaluator::of_values(&self.known, &self.conditions, scenario).resolve(at)
    }

    /// The value of `key` in the map at `map`. Unknown where the map is, or where the key may have been lost.
    #[must_use]
    pub fn get(&self, map: At, key: &str, scenario: &Scenario) -> Resolved<'d> {
        self.field(map, key, scenario).value
    }

    /// The value at the end of `path`, key by key.
    #[must_use]
    pub fn find(&self, map: At, path: &[&str], scenario: &Scenario) -> Resolved<'d> {
        let Some((last, first)) = path.split_last() else { return self.resolve(map, scenario) };
        let mut at = map;
        for key in first {
            at = match self.get(at, key, scenario) {
                Resolved::Map(at) => at,
                Resolved::Unknown(unknown) => return Resolved::Unknown(unknown),
                _ => return Resolved::Absent,
            };
        }
        self.get(at, last, scenario)
    }

    /// The value of `key` in the map at `map`, with its key's place.
    #[must_use]
    pub fn field(&self, map: At, key: &str, scenario: &Scenario) -> Field<'d> {
        let evaluator = Evaluator::of_values(&self.known, &self.conditions, scenario);
        match evaluator.resolve(map) {
            Resolved::Map(map) => self.field_of(map, key, scenario),
            Resolved::Unknown(unknown) => Field { key_place: None, at: None, value: Resolved::Unknown(unknown) },
            _ => Field { key_place: None, at: None, value: Resolved::Absent },
        }
    }

    /// The same for what was resolved to be a map already.
    #[must_use]
    pub fn field_of(&self, map: At, key: &str, scenario: &Scenario) -> Field<'d> {
        let view = self.view();
        match view.get(map, key) {
            Some(at) => Field { key_place: view.key_place(at), at: Some(at), value: self.resolve(at, scenario) },
            None => {
                let value = self.hidden(map).map_or(Resolved::Absent, Resolved::Unknown);
                Field { key_place: None, at: None, value }
            }
        }
    }

    /// The entries of the map at `map`, those that are absent left out; the values are as they are written. A key that
    /// stands twice comes twice.
    #[must_use]
    pub fn fields(&self, map: At, scenario: &Scenario) -> Fields<'d> {
        let evaluator = Evaluator::of_values(&self.known, &self.conditions, scenario);
        let map = match evaluator.resolve(map) {
            Resolved::Map(map) => map,
            Resolved::Unknown(unknown) => return Fields { entries: Vec::new(), unknown: Some(unknown) },
            _ => return Fields::default(),
        };
        let is_there = |entry: &Entry<'d>| !is_generator(entry.key) && !evaluator.resolve(entry.value).is_absent();
        Fields { entries: self.view().entries(map).filter(is_there).collect(), unknown: self.hidden(map) }
    }

    /// The elements of the list at `list`. A value that is no list is a list of itself, as CloudFormation has it for
    /// scalars; a map is no list.
    #[must_use]
    pub fn items(&self, list: At, scenario: &Scenario) -> Items<'d> {
        let evaluator = Evaluator::of_values(&self.known, &self.conditions, scenario);
        let view = self.view();
        match evaluator.resolve(list) {
            Resolved::List(list) => {
                let items = view.items(list).enumerate().filter_map(|(index, at)| {
                    let value = evaluator.resolve(at);
                    (!value.is_absent()).then_some(Item { index, at, value })
                });
                Items { items: items.collect(), list: Some(list), unknown: self.hidden(list) }
            }
            Resolved::Texts(texts) => {
                let item = |(index, parts): (usize, Parts<'d>)| Item {
                    index,
                    at: texts.at,
                    value: self.resolve_parts(parts, texts.at),
                };
                let items = texts.items.iter().cloned().enumerate().map(item).collect();
                Items { items, list: Some(texts.at), unknown: None }
            }
            Resolved::Unknown(unknown) => Items { unknown: Some(unknown), ..Items::default() },
            value @ Resolved::Scalar(_) => {
                Items { items: vec![Item { index: 0, at: list, value }], list: Some(list), unknown: None }
            }
            Resolved::Absent | Resolved::Map(_) => Items::default(),
        }
    }

    /// Text in pieces as a value that stands at `at`.
    #[must_use]
    pub fn resolve_parts(&self, parts: Parts<'d>, at: At) -> Resolved<'d> {
        match parts.into_literal() {
            Ok((text, default_of)) => Resolved::Scalar(Scalar::text(self.view(), at, text, default_of)),
            Err(parts) => {
                let (reason, name) = why(&parts);
                Resolved::Unknown(Unknown { reason, at, name })
            }
        }
    }

    /// The value of a parameter in the scenario, where it is one known value.
    pub(crate) fn value_of(&self, parameter: &'d str, scenario: &Scenario) -> Option<String> {
        let at = self.parameter(parameter)?.at;
        match Evaluator::of_values(&self.known, &self.conditions, scenario).reference(parameter, at) {
            Outcome::Is(Resolved::Scalar(scalar)) => Some(scalar.text.into_owned()),
            _ => None,
        }
    }

    /// Whether the parameter has a known value, or list of values, in the scenario.
    pub(crate) fn has_value(&self, parameter: &'d str, scenario: &Scenario) -> bool {
        let Some(at) = self.parameter(parameter).map(|one| one.at) else { return false };
        let outcome = Evaluator::of_values(&self.known, &self.conditions, scenario).reference(parameter, at);
        matches!(outcome, Outcome::Is(Resolved::Scalar(_) | Resolved::Texts(_)))
    }

    /// The values that a parameter is allowed to have; none where it may have any.
    #[must_use]
    pub fn allowed_values(&self, parameter: &str) -> Vec<Scalar<'d>> {
        let allowed = self.parameter(parameter).map_or(&[][..], |parameter| parameter.allowed_values.as_slice());
        allowed.iter().filter_map(|at| Scalar::literal(self.view(), *at)).collect()
    }

    /// Why a collection may have more in it than is written.
    fn hidden(&self, collection: At) -> Option<Unknown<'d>> {
        let view = self.view();
        if view.is_damaged(collection) {
            return Some(Unknown::new(Reason::Damaged, collection));
        }
        if !self.has_generators {
            return None;
        }
        let is_map = view.value(collection) == Value::Map;
        let more = is_map.then(|| view.entries(collection).find(|entry| is_generator(entry.key))).flatten()?;
        Some(Unknown::new(Reason::Transform, more.value))
    }
}
