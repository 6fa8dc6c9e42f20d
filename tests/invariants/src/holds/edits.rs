//! Edits of an answer, made in the bytes of a file.

use serde_json::Value;

/// The bytes with these edits: they are in the order of the file, do not touch each other's bytes, and cut no character.
pub(crate) fn applied(bytes: &[u8], edits: &[Value]) -> Vec<u8> {
    let (mut out, mut at) = (Vec::new(), 0);
    for edit in edits {
        let place = if edit["span"].is_object() { &edit["span"] } else { edit };
        let offset =
            |key: &str| usize::try_from(place[key].as_u64().expect("an edit has a place")).expect("it is small");
        let (start, end) = (offset("startByte"), offset("endByte"));
        assert!(at <= start && start <= end && end <= bytes.len(), "an edit behind {at} of {}: {edit}", bytes.len());
        out.extend_from_slice(&bytes[at..start]);
        out.extend_from_slice(edit["text"].as_str().expect("an edit has a text").as_bytes());
        at = end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}
