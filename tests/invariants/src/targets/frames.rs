//! Calls of the module, as they are: whatever comes gets an answer that is JSON, or a step.

use tablewarden_wire::{Step, VERSION, frame};

use crate::ask::json;
use crate::engine::Engine;
use crate::parts::parts;

pub(super) fn frames(input: &[u8], engine: &mut dyn Engine) {
    for part in parts(input) {
        // As it is; and as a header with blobs, which bytes in any order seldom are.
        answered(&engine.call(part));
        let (header, blobs) = part.split_at(part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len()));
        answered(&engine.call(&frame::join(header, &[blobs.get(1..).unwrap_or_default()])));
    }
}

fn answered(answer: &[u8]) {
    let is_step = frame::split(answer).is_ok_and(|(header, _)| header.first() == Some(&b'{'));
    if is_step {
        step(answer);
        return;
    }
    // Trees may be deeper than a reader of JSON goes.
    let shown = String::from_utf8_lossy(answer);
    if !shown.contains("\"tree\":") && !shown.contains("\"document\":") {
        json(answer);
    }
}

/// The step that an answer is, with its blobs.
pub(super) fn step(answer: &[u8]) -> (Step, Vec<&[u8]>) {
    let (header, rest) = frame::split(answer).unwrap_or_else(|error| panic!("{error}"));
    let step: Step = serde_json::from_slice(header).unwrap_or_else(|error| panic!("{error}: {answer:?}"));
    let blobs = frame::cut(rest, &step.blobs).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(step.version, VERSION);
    assert_eq!(step.exit.is_some(), step.wishes.is_empty(), "a command exits or wishes something: {step:?}");
    assert!(step.exit.is_none_or(|code| code <= 2), "{step:?}");
    for print in &step.print {
        let printed = blobs.get(print.blob as usize).unwrap_or_else(|| panic!("no blob {}", print.blob));
        assert!(str::from_utf8(printed).is_ok(), "what is printed is text: {printed:?}");
    }
    (step, blobs)
}
