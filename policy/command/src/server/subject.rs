//! What a request is about: an open document, the client that asks, and the host that has the engine answer. Edits of the document are
//! written here as the client takes them.

use tablewarden_report::JsonText;
use tablewarden_wire::{CheckRequest, Request};

use super::client::Client;
use super::document::Document;
use super::json::{Json, JsonDocument};
use super::range::{position, write_range};
use crate::host::{Bytes, Host};

/// What a request is about.
pub(super) struct Subject<'s> {
    pub(super) document: &'s Document,
    pub(super) client: &'s Client,
    pub(super) host: &'s Host,
}

impl Subject<'_> {
    /// What the engine says to a question that goes with a check of the document.
    ///
    /// # Errors
    /// One line, where it says nothing.
    pub(super) async fn ask(&self, question: impl FnOnce(CheckRequest) -> Request) -> Result<Bytes, String> {
        let mut blobs = Vec::new();
        let call = self.document.question(self.client.unit(), &mut blobs, question)?;
        let answer = self.host.answers(vec![call], blobs).await.pop().unwrap_or_else(|| Err(String::new()))?;
        let error = JsonDocument::read(&answer).and_then(|read| read.root()?.str(&["error"]).map(str::to_owned));
        error.map_or(Ok(answer), Err)
    }

    /// The offset of the position at the end of these keys.
    pub(super) fn offset(&self, params: Json<'_>, keys: &[&str]) -> Option<u32> {
        let position = position(params, keys)?;
        u32::try_from(self.document.text.offset(position, self.client.columns)).ok()
    }

    /// Writes where a place of the document is, of which an answer gives the bytes.
    pub(super) fn range(&self, json: &mut JsonText<'_>, name: &str, location: Json<'_>) {
        write_range(json, name, self.document.positions(location, self.client.columns));
    }

    /// Writes edits of the document: each has its bytes itself or under `span`.
    pub(super) fn edit(&self, json: &mut JsonText<'_>, name: &str, edits: &[Json<'_>]) {
        let Document { uri, version, .. } = self.document;
        json.open(name, '{');
        if self.client.takes_versions {
            json.open("documentChanges", '[').open("", '{');
            json.open("textDocument", '{').text("uri", uri).json("version", version).close('}').open("edits", '[');
        } else {
            json.open("changes", '{').open(uri, '[');
        }
        for edit in edits {
            json.open("", '{');
            self.range(json, "range", edit.get(&["span"]).unwrap_or(*edit));
            json.text("newText", edit.str(&["text"]).unwrap_or_default()).close('}');
        }
        json.close(']').close('}');
        if self.client.takes_versions {
            json.close(']');
        }
        json.close('}');
    }
}
