//! Every place of an answer is inside its file, on the borders of characters, and its lines and columns are those of its offsets. Looks
//! at the answer as JSON, so that no place is forgotten: an object with `startByte` is one.

use serde_json::Value;
use tablewarden_source::SourceText;

use crate::answer::File;

/// The files of a question, as the engine reads them.
pub(crate) struct Files<'b>(Vec<(&'b str, String)>);

impl<'b> Files<'b> {
    pub(crate) fn of(files: &[File<'b>]) -> Self {
        Self(files.iter().map(|(name, bytes)| (*name, SourceText::new(bytes).text.into_owned())).collect())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| *other == name).map(|(_, text)| text.as_str())
    }
}

/// Panics where a place of the answer is none.
pub(crate) fn are_sound(answer: &Value, files: &Files<'_>) {
    let Some((_, first)) = files.0.first() else { return };
    walk(answer, first, files);
}

fn walk(value: &Value, text: &str, files: &Files<'_>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, text, files)),
        Value::Object(object) => {
            let text = object.get("file").and_then(Value::as_str).and_then(|name| files.text(name)).unwrap_or(text);
            let offset = |key: &str| object.get(key).and_then(Value::as_u64);
            if let (Some(start), Some(end)) = (offset("startByte"), offset("endByte")) {
                place(value, start, end, text);
            }
            for (key, value) in object {
                // What an update was made from is in another file, and what could not be fixed in one that nobody has.
                if !matches!(key.as_str(), "was" | "refused") {
                    walk(value, text, files);
                }
            }
        }
        _ => {}
    }
}

fn place(value: &Value, start: u64, end: u64, text: &str) {
    let offset = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
    let (start, end) = (offset(start), offset(end));
    assert!(start <= end, "a place ends before it begins: {value}");
    assert!(end <= text.len(), "a place is behind the end at {}: {value}", text.len());
    assert!(text.get(start..end).is_some(), "a place is inside a character: {value}");
    for (key, offset) in [("start", start), ("end", end)] {
        let position = &value[key];
        if position.is_object() {
            let expected = position_of(text, offset);
            let found = (position["line"].as_u64(), position["column"].as_u64());
            assert_eq!(found, (Some(expected.0), Some(expected.1)), "{key} of {value}");
        }
    }
}

/// Line and column of an offset, both from 1: a line ends with LF, CRLF or a lone CR, and a byte order mark takes no column.
fn position_of(text: &str, offset: usize) -> (u64, u64) {
    let (mut line, mut start) = (1, 0);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate().take(offset) {
        if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            line += 1;
            start = at + 1;
        }
    }
    let mark = '\u{feff}'.len_utf8();
    let start = if start == 0 && text.starts_with('\u{feff}') && offset >= mark { mark } else { start };
    (line, (offset - start) as u64 + 1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sound(place: Value) -> bool {
        let files = Files::of(&[("a.yaml", "é: 1\nb\n".as_bytes()), ("b.yaml", b"x")]);
        std::panic::catch_unwind(|| are_sound(&json!({"findings": [place]}), &files)).is_ok()
    }

    #[test]
    fn a_place_is_inside_its_file() {
        let span = |start: u64, end: u64, line: u64, column: u64| json!({"startByte": start, "endByte": end, "start": {"line": line, "column": column}});
        assert!(sound(span(0, 2, 1, 1)) && sound(span(6, 8, 2, 1)) && sound(span(8, 8, 3, 1)));
        assert!(!sound(span(1, 2, 1, 1)), "inside a character");
        assert!(!sound(span(0, 9, 1, 1)), "behind the end");
        assert!(!sound(span(2, 0, 1, 1)), "the wrong way round");
        assert!(!sound(span(6, 8, 2, 2)), "another column");
        assert!(!sound(json!({"file": "b.yaml", "span": span(0, 2, 1, 1)})), "in another file");
    }

    #[test]
    fn lines_and_columns_are_counted_as_people_do() {
        assert_eq!(position_of("\u{feff}a\r\nb\rc", 7), (2, 2));
        assert_eq!(position_of("\u{feff}a\r\nb\rc", 8), (3, 1));
        assert_eq!(position_of("\u{feff}a", 0), (1, 1));
        assert_eq!(position_of("\u{feff}a", 4), (1, 2));
    }
}
