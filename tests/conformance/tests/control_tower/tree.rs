//! A JSON document that grows where something is put: places in it, what is there, what is below. Never says what a
//! document should hold.

use serde_json::{Map, Value};

/// One step down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

/// The way from the root. Nothing has to be there yet.
pub(crate) type Place = Vec<Step>;

/// The place below `place`.
pub(crate) fn below(place: &[Step], step: Step) -> Place {
    let mut place = place.to_vec();
    place.push(step);
    place
}

/// What is at a place.
pub(crate) fn get<'v>(root: &'v Value, place: &[Step]) -> Option<&'v Value> {
    place.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.as_object()?.get(key),
        Step::Index(index) => value.as_array()?.get(*index),
    })
}

/// Puts a value at a place. What stands in the way of the place becomes a map or a list; a list that is too short gets
/// strings before it.
pub(crate) fn set(root: &mut Value, place: &[Step], value: Value) {
    let mut at = root;
    for step in place {
        at = match step {
            Step::Key(key) => {
                if !at.is_object() {
                    *at = Value::Object(Map::new());
                }
                let Value::Object(map) = at else { return };
                map.entry(key.as_str()).or_insert(Value::Null)
            }
            Step::Index(index) => {
                if !at.is_array() {
                    *at = Value::Array(Vec::new());
                }
                let Value::Array(list) = at else { return };
                while list.len() <= *index {
                    list.push("x".into());
                }
                &mut list[*index]
            }
        };
    }
    *at = value;
}

/// Takes away what is at a place, if something is. The root stays.
pub(crate) fn remove(root: &mut Value, place: &[Step]) {
    let Some((last, parent)) = place.split_last() else { return };
    let Some(pointer) = parent.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.as_object_mut()?.get_mut(key),
        Step::Index(index) => value.as_array_mut()?.get_mut(*index),
    }) else {
        return;
    };
    match (last, pointer) {
        (Step::Key(key), Value::Object(map)) => {
            map.remove(key);
        }
        (Step::Index(index), Value::Array(list)) if *index < list.len() => {
            list.remove(*index);
        }
        _ => {}
    }
}

/// The places directly below, in the order of the list or of the keys.
pub(crate) fn children(root: &Value, place: &[Step]) -> Vec<Place> {
    match get(root, place) {
        Some(Value::Array(list)) => (0..list.len()).map(|index| below(place, Step::Index(index))).collect(),
        Some(Value::Object(map)) => {
            let mut keys: Vec<_> = map.keys().cloned().collect();
            keys.sort();
            keys.into_iter().map(|key| below(place, Step::Key(key))).collect()
        }
        _ => Vec::new(),
    }
}

/// All places below `place`, parents before children.
pub(crate) fn all_below(root: &Value, place: &[Step]) -> Vec<Place> {
    let mut found = Vec::new();
    let mut waiting = children(root, place);
    while let Some(next) = waiting.pop() {
        waiting.extend(children(root, &next));
        found.push(next);
    }
    found.sort();
    found
}
