//! A response or a view of a document in, its JSON out: bytes without blanks, in the order of the document.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use tablewarden_source::decimal;
use tablewarden_template::{At, Value, View};

/// A value of a view. Of a key that stands twice a view has only the last. Depth is the document's, which is capped.
pub(crate) struct ViewJson<'d>(pub(crate) View<'d>, pub(crate) At);

impl Serialize for ViewJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(view, at) = *self;
        match view.value(at) {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Int(value) => serializer.serialize_i64(value),
            Value::Float(value) if value.is_finite() => serializer.serialize_f64(value),
            // JSON has no such numbers.
            Value::Float(value) => serializer.serialize_str(&decimal::text(value)),
            Value::Str(text) => serializer.serialize_str(text),
            Value::List => {
                let mut list = serializer.serialize_seq(Some(view.len(at)))?;
                for item in view.items(at) {
                    list.serialize_element(&ViewJson(view, item))?;
                }
                list.end()
            }
            Value::Map => {
                let mut map = serializer.serialize_map(Some(view.len(at)))?;
                for entry in view.entries(at) {
                    map.serialize_entry(entry.key, &ViewJson(view, entry.value))?;
                }
                map.end()
            }
        }
    }
}

/// A response as it goes over the door.
///
/// # Errors
/// One line, where it cannot be written.
pub fn encode(value: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|_| REFUSED.to_owned())
}

/// A report as people read it: a line for each element and entry, two blanks for each level.
///
/// # Errors
/// As [`encode`].
pub(crate) fn encode_for_people(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string_pretty(value).map_err(|_| REFUSED.to_owned())
}

/// Why not would take the words of all errors of JSON into the module.
const REFUSED: &str = "the answer cannot be written";
