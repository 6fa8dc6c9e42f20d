//! What the client was told of each file, so that it is told again only where that has changed.

use tablewarden_order::Map;
use tablewarden_report::JsonText;

use super::document::Document;
use super::outbox::Outbox;

/// The diagnostics that the client has, by the address of their file.
#[derive(Default)]
pub(super) struct Published(Map<String, String>);

impl Published {
    /// Tells what has changed of what was found in the open documents. What several of them say of one file is said once.
    pub(super) fn update(&mut self, documents: &[Document], outbox: &Outbox) {
        let mut now: Map<&str, Vec<&str>> = Map::new();
        for document in documents {
            for (uri, diagnostic) in &document.found {
                let of_file = now.or_default(uri.as_str());
                if *uri == document.uri || !of_file.contains(&diagnostic.as_str()) {
                    of_file.push(diagnostic);
                }
            }
        }
        let mut told: Map<String, String> = Map::new();
        for (uri, diagnostics) in now.iter() {
            let list = diagnostics.join(",");
            if self.0.get(*uri) != Some(&list) {
                let version = documents.iter().find(|document| document.uri == *uri).map(|document| &*document.version);
                tell(outbox, uri, version, &list);
            }
            told.insert((*uri).to_owned(), list);
        }
        for (uri, _) in self.0.iter().filter(|(uri, _)| now.get(uri.as_str()).is_none()) {
            tell(outbox, uri, None, "");
        }
        self.0 = told;
    }
}

fn tell(outbox: &Outbox, uri: &str, version: Option<&str>, diagnostics: &str) {
    let mut params = String::new();
    let mut json = JsonText(&mut params);
    json.open("", '{').text("uri", uri);
    if let Some(version) = version {
        json.json("version", version);
    }
    json.open("diagnostics", '[').json("", diagnostics).close(']').close('}');
    outbox.notify("textDocument/publishDiagnostics", &params);
}
