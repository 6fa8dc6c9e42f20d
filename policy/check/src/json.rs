//! A view as JSON, in the order of the document, without a tree in between; and JSON on lines for people.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use tablewarden_source::decimal;
use tablewarden_template::{At, Value, View};

/// A value of a view. Of a key that stands twice a view has only the last. Depth is the document's, which is capped.
pub(crate) struct Json<'d>(pub(crate) View<'d>, pub(crate) At);

impl Serialize for Json<'_> {
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
                    list.serialize_element(&Json(view, item))?;
                }
                list.end()
            }
            Value::Map => {
                let mut map = serializer.serialize_map(Some(view.len(at)))?;
                for entry in view.entries(at) {
                    map.serialize_entry(entry.key, &Json(view, entry.value))?;
                }
                map.end()
            }
        }
    }
}

/// JSON without blanks as people read it: a line for each element and entry, two blanks for each level. A second writer of
/// all shapes would cost more than this.
pub(crate) fn indented(compact: &[u8]) -> String {
    let mut out = Vec::with_capacity(compact.len() * 2);
    let mut depth = 0_usize;
    let mut bytes = compact.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                out.push(byte);
                match bytes.next_if(|next| matches!(next, b'}' | b']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        line(&mut out, depth);
                    }
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                line(&mut out, depth);
            }
            b':' => out.extend(b": "),
            b'"' => {
                out.push(byte);
                while let Some(byte) = bytes.next() {
                    out.push(byte);
                    match byte {
                        b'\\' => out.extend(bytes.next()),
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

fn line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn lines_are_those_of_the_usual_writer() {
        let text = r#"{"a":[],"b":{},"c":[1,-2.5,null,true,["x"]],"d":{"e,:[{":"\\\"}]é,","f":{"g":[{}]}}}"#;
        for text in [text, "[]", "{}", "5", "[[[]]]", r#""{\"""#] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let compact = serde_json::to_vec(&value).unwrap();
            assert_eq!(indented(&compact), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
