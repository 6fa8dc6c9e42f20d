//! A template as JSON: the same document, written in the other language. Keeps no comments.

use serde_json::json;
use tablewarden_wire::{FactsResponse, Limits};

use crate::ask::raw;
use crate::engine::{Engine, Linked};

/// The template of a file as JSON: what the engine prints with the facts, without the facts. None where a part of it could not be read.
#[must_use]
pub fn as_json(name: &str, bytes: &[u8]) -> Option<String> {
    twin(&mut Linked::default(), name, bytes, Limits::default())
}

/// The same, from any engine.
pub(crate) fn twin(engine: &mut dyn Engine, name: &str, bytes: &[u8], limits: Limits) -> Option<String> {
    let header = json!({
        "do": "facts", "version": 1, "blobs": [], "file": {"name": name, "blob": 0}, "limits": limits,
    });
    let answer = raw(engine, &header, &[(name, bytes)]);
    let facts: FactsResponse = serde_json::from_slice(&answer).ok()?;
    let text = facts.document.get();
    let end = text.rfind(",\"DynamoDB\":{").filter(|_| facts.notices.is_empty())?;
    Some(format!("{}}}", &text[..end]))
}
