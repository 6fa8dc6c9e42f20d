//! Single steps of a query in the document that is being made: down a key, to the elements, behind the last one.

use serde_json::Value as Json;
use tablewarden_guard::PartKind;

use super::state::{Builder, Target};
use crate::tree::{self, Place, Step};

impl<'a> Builder<'a, '_> {
    /// For `some … [*]`: the places where the lists that are there end, each made longer by an element.
    pub(super) fn beyond(&self, targets: Vec<Target<'a>>) -> Vec<Target<'a>> {
        let longer = |target| match target {
            Target::Place(place) => {
                let length = self.get(&place).and_then(Json::as_array).map_or(0, Vec::len);
                Target::Place(tree::below(&place, Step::Index(length)))
            }
            other => other,
        };
        targets.into_iter().map(longer).collect()
    }

    pub(super) fn step(&mut self, targets: Vec<Target<'a>>, step: &Step) -> Vec<Target<'a>> {
        let places = targets.into_iter().filter_map(place_of);
        places.map(|place| Target::Place(tree::below(&place, step.clone()))).collect()
    }

    /// What is below a place, or the first that will be; a scalar goes through.
    pub(super) fn elements(&mut self, place: Place, kind: &PartKind) -> Vec<Target<'a>> {
        let below = tree::children(&self.document, &place);
        let is_list = matches!(kind, PartKind::AllIndices(_));
        let keep = self.chance.percent(50);
        match self.get(&place) {
            Some(Json::Object(_)) if is_list => vec![Target::Place(place)],
            Some(Json::Array(_) | Json::Object(_)) if !below.is_empty() => {
                below.into_iter().map(Target::Place).collect()
            }
            Some(Json::String(_) | Json::Bool(_) | Json::Number(_)) if keep => vec![Target::Place(place)],
            _ if is_list => vec![Target::Place(tree::below(&place, Step::Index(0)))],
            // `Resources.*[ … ]`: the filter makes one.
            _ => vec![Target::Place(tree::below(&place, Step::Key("*".to_owned())))],
        }
    }

    /// The texts of a target, as keys.
    pub(super) fn texts(&mut self, target: &Target<'a>) -> Vec<String> {
        let value = match target {
            Target::Text(text) => return vec![text.clone()],
            Target::Literal(value) => self.json(value),
            Target::Place(place) => self.get(place).cloned().unwrap_or_default(),
        };
        match value {
            Json::String(text) => vec![text],
            Json::Array(values) => values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        }
    }
}

pub(super) fn place_of(target: Target<'_>) -> Option<Place> {
    match target {
        Target::Place(place) => Some(place),
        Target::Literal(_) | Target::Text(_) => None,
    }
}

pub(super) fn is_key(place: &[Step], key: &str) -> bool {
    matches!(place.last(), Some(Step::Key(own)) if own == key)
}
