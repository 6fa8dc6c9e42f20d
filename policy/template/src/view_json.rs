//! A value of a view as it is written with serde, in the order of the document. Writes no bytes itself.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use tablewarden_source::decimal;

use crate::view::View;
use crate::view::at::At;
use crate::view::value::Value;

/// A value of a view. Of a key that stands twice a view has only the last. Depth is the document's, which is capped.
pub struct ViewJson<'d>(pub View<'d>, pub At);

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
