//! Questions to an engine, and answers in which every place is sound. A question is a header as JSON, with the names of fields that are
//! files: what is not said is as it is by default.

use serde_json::{Value, json as object};
use tablewarden_wire::frame;

pub(crate) use crate::answer::{File, json, list, text};
use crate::engine::Engine;
use crate::holds::{Files, are_sound, is_consistent};

/// The time of every question, in epoch seconds.
pub(crate) const NOW: i64 = 1_790_000_000;

/// How often a condition may be asked: so little that no input takes long, and more than any of the corpus needs.
const STEPS: u64 = 2_000_000;
const NODES: u64 = 200_000;

/// The header of a check of the first of the files.
pub(crate) fn check(file: File<'_>) -> Value {
    object!({
        "version": 1, "blobs": [], "file": {"name": file.0, "blob": 0}, "now": NOW,
        "limits": {"steps": STEPS, "nodes": NODES}, "statuses": true,
    })
}

/// The header of a question about the check `check`.
pub(crate) fn about(kind: &str, check: &Value, more: Value) -> Value {
    let mut header = object!({"do": kind, "version": 1, "blobs": [], "check": check});
    add(&mut header, more);
    header
}

/// Writes the fields of `more` into `header`.
pub(crate) fn add(header: &mut Value, more: Value) {
    if let (Some(header), Value::Object(more)) = (header.as_object_mut(), more) {
        header.extend(more);
    }
}

/// The bytes of the answer.
pub(crate) fn raw(engine: &mut dyn Engine, header: &Value, files: &[File<'_>]) -> Vec<u8> {
    let blobs: Vec<&[u8]> = files.iter().map(|(_, bytes)| *bytes).collect();
    let mut header = header.clone();
    add(&mut header, object!({"blobs": blobs.iter().map(|blob| blob.len()).collect::<Vec<_>>()}));
    engine.call(&frame::join(header.to_string().as_bytes(), &blobs))
}

/// The answer, in which every place is inside its file and what it says of itself fits. The first file is the one that places are in
/// where nothing says another.
pub(crate) fn ask(engine: &mut dyn Engine, header: &Value, files: &[File<'_>]) -> Value {
    let bytes = raw(engine, header, files);
    let answer = json(&bytes);
    assert_eq!(answer["version"], 1, "an answer has its version: {answer}");
    are_sound(&answer, &Files::of(files));
    is_consistent(&answer);
    answer
}

/// The answer to a check of the first file.
pub(crate) fn checked(engine: &mut dyn Engine, mut header: Value, files: &[File<'_>]) -> Value {
    add(&mut header, object!({"do": "check"}));
    ask(engine, &header, files)
}
