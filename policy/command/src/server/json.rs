//! A value of JSON that came from outside: a message, or an answer of the engine. Whatever is asked for and is not there, or is
//! something else, is none. Read by the reader of templates, which is in the module anyway.

use tablewarden_template::{At, Document, Limits, Reading, Syntax, Value, View, read};

/// A text of JSON, and its values.
pub(super) struct JsonDocument<'t> {
    text: &'t str,
    document: Document<'t>,
}

/// A value in it.
#[derive(Clone, Copy)]
pub(super) struct Json<'d> {
    text: &'d str,
    view: View<'d>,
    at: At,
}

/// What is read is as large as it is.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 256 };

impl<'t> JsonDocument<'t> {
    /// The values of a text; none where it is no JSON.
    pub(super) fn read(bytes: &'t [u8]) -> Option<Self> {
        let text = str::from_utf8(bytes).ok()?;
        let document = read(text, Syntax::Json, LIMITS);
        (document.problems.is_empty() && !document.tree.is_empty()).then_some(Self { text, document })
    }

    /// The whole of it.
    pub(super) fn root(&self) -> Option<Json<'_>> {
        let view = View::new(&self.document.tree, Reading::CloudFormation);
        Some(Json { text: self.text, view, at: view.root()? })
    }
}

impl<'d> Json<'d> {
    /// The value at the end of these keys.
    pub(super) fn get(self, keys: &[&str]) -> Option<Self> {
        self.view.find(self.at, keys).map(|at| Self { at, ..self })
    }

    /// A text.
    pub(super) fn as_str(self) -> Option<&'d str> {
        self.view.str(self.at)
    }

    /// The text at the end of these keys.
    pub(super) fn str(self, keys: &[&str]) -> Option<&'d str> {
        self.get(keys)?.as_str()
    }

    /// The whole number at the end of these keys, if it is from 0 to the largest of its type.
    pub(super) fn number(self, keys: &[&str]) -> Option<u32> {
        match self.view.value(self.get(keys)?.at) {
            Value::Int(number) => u32::try_from(number).ok(),
            _ => None,
        }
    }

    /// Whether there is `true` at the end of these keys.
    pub(super) fn is_true(self, keys: &[&str]) -> bool {
        self.get(keys).is_some_and(|value| self.view.value(value.at) == Value::Bool(true))
    }

    /// The elements of the list at the end of these keys; none where there is no list.
    #[inline(never)]
    pub(super) fn list(self, keys: &[&str]) -> Vec<Self> {
        let list = self.get(keys);
        list.map_or_else(Vec::new, |list| self.view.items(list.at).map(|at| Self { at, ..self }).collect())
    }

    /// As it is written.
    pub(super) fn raw(self) -> &'d str {
        let span = self.view.span(self.at);
        self.text.get(span.start as usize..span.end as usize).unwrap_or("null")
    }

    /// As it is written, where it is a text or a number.
    pub(super) fn id(self) -> Option<&'d str> {
        matches!(self.view.value(self.at), Value::Str(_) | Value::Int(_)).then(|| self.raw())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn values_are_what_was_written_and_nothing_else_is_there() {
        let document =
            JsonDocument::read(br#" {"id": "a\"b", "n": -1, "m": 7, "t": true, "l": [{"x": "\ud83d\ude00"}, null]} "#)
                .unwrap();
        let root = document.root().unwrap();
        assert_eq!(root.get(&["id"]).and_then(Json::id), Some(r#""a\"b""#));
        assert_eq!((root.number(&["n"]), root.number(&["m"]), root.number(&["id"])), (None, Some(7), None));
        assert_eq!((root.get(&["m"]).map(Json::raw), root.get(&["l"]).and_then(Json::id)), (Some("7"), None));
        assert!(root.is_true(&["t"]) && !root.is_true(&["m"]));
        let list = root.list(&["l"]);
        assert_eq!(list.iter().map(|one| one.str(&["x"])).collect::<Vec<_>>(), [Some("😀"), None]);
        assert!(root.list(&["t"]).is_empty() && root.get(&["t", "x"]).is_none());
    }

    #[test]
    fn what_is_no_json_is_none() {
        let deep = "[".repeat(100_000);
        for text in [&b""[..], b"{", b"{} {}", b"{a: 1}", b"\xff", b"{\"a\": \xff}", b"# x", deep.as_bytes()] {
            assert!(JsonDocument::read(text).is_none(), "{}", String::from_utf8_lossy(text));
        }
    }
}
