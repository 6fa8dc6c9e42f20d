//! What is asked about, and the parts of an answer as JSON.

use serde_json::Value;

/// A file of a question: its name in reports and its bytes.
pub(crate) type File<'b> = (&'b str, &'b [u8]);

/// Bytes that have to be JSON.
pub(crate) fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

/// The elements of a list; none of what is no list.
pub(crate) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A text; empty where there is none.
pub(crate) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}
