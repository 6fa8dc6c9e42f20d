//! A template of the corpus as JSON: the same document, written in the other language. Keeps no comments.

use tablewarden_wire::{FactsRequest, FactsResponse, Request, VERSION, frame};

use crate::checkers::{Checker, Native, request};

/// The template of a file as JSON: what the engine prints with the facts, without the facts.
#[must_use]
pub fn as_json(name: &str, bytes: &[u8]) -> Option<String> {
    let plain = request(name, bytes);
    let facts = Request::Facts(FactsRequest {
        version: VERSION,
        blobs: plain.blobs,
        file: plain.file,
        region: None,
        account: None,
        partition: None,
        parameters: Vec::new(),
        parameter_files: Vec::new(),
        limits: plain.limits,
        settings: None,
    });
    let facts: FactsResponse = serde_json::from_slice(&Native.call(&frame::encode(&facts, &[bytes]))).ok()?;
    let text = facts.document.get();
    let end = text.rfind(",\"DynamoDB\":{").filter(|_| facts.notices.is_empty())?;
    Some(format!("{}}}", &text[..end]))
}
