//! What the client can do and where its workspace is, as its first request says; and what it is told the server can do.

use tablewarden_report::JsonText;
use tablewarden_source::Columns;
use tablewarden_wire::ColumnUnit;

use super::json::Json;
use super::uri::path_of;
use crate::files::{Here, SETTINGS};

/// What the client said of itself.
pub(super) struct Client {
    /// What it counts in a line.
    pub(super) columns: Columns,
    /// Whether edits may name the version that they are for.
    pub(super) takes_versions: bool,
    /// Whether it asks for the edit of an action once the action is chosen.
    pub(super) asks_for_edits: bool,
    /// Whether it watches files for the server.
    watches: bool,
    /// Whether it tells of changed settings only who asked for it.
    tells_of_settings: bool,
}

impl Default for Client {
    /// One that says nothing. It counts as the protocol does where nothing else is agreed on.
    fn default() -> Self {
        Self {
            columns: Columns::Utf16,
            takes_versions: false,
            asks_for_edits: false,
            watches: false,
            tells_of_settings: false,
        }
    }
}

impl Client {
    /// Reads the parameters of the first request.
    pub(super) fn of(params: Option<Json<'_>>) -> Self {
        let Some(can) = params.and_then(|params| params.get(&["capabilities"])) else { return Self::default() };
        let encodings = can.list(&["general", "positionEncodings"]);
        // Its first is the one that it likes best.
        let columns = encodings.iter().find_map(|name| match name.as_str()? {
            "utf-8" => Some(Columns::Utf8),
            "utf-16" => Some(Columns::Utf16),
            _ => None,
        });
        let action = |key: &str| can.get(&["textDocument", "codeAction", key]);
        let resolved = action("resolveSupport").map_or_else(Vec::new, |support| support.list(&["properties"]));
        let registers = |what: &str| can.is_true(&["workspace", what, "dynamicRegistration"]);
        Self {
            columns: columns.unwrap_or(Self::default().columns),
            takes_versions: can.is_true(&["workspace", "workspaceEdit", "documentChanges"]),
            asks_for_edits: resolved.iter().any(|property| property.as_str() == Some("edit"))
                && can.is_true(&["textDocument", "codeAction", "dataSupport"]),
            watches: registers("didChangeWatchedFiles"),
            tells_of_settings: registers("didChangeConfiguration"),
        }
    }

    /// The same as the wire says it.
    pub(super) fn unit(&self) -> ColumnUnit {
        match self.columns {
            Columns::Utf8 => ColumnUnit::Utf8,
            Columns::Utf16 => ColumnUnit::Utf16,
        }
    }

    /// The result of its first request.
    pub(super) fn welcome(&self, version: &str) -> String {
        let mut out = String::new();
        let mut json = JsonText(&mut out);
        json.open("", '{').open("capabilities", '{');
        json.value("positionEncoding", &self.unit());
        json.json("textDocumentSync", r#"{"openClose":true,"change":2,"save":{}}"#);
        json.json(
            "codeActionProvider",
            r#"{"codeActionKinds":["quickfix","source.fixAll.tablewarden"],"resolveProvider":true}"#,
        );
        json.json("completionProvider", r#"{"triggerCharacters":[":"," ","-",".","\"","!","{","[","%"]}"#);
        for provider in ["hoverProvider", "definitionProvider", "documentSymbolProvider"] {
            json.json(provider, "true");
        }
        json.json("codeLensProvider", "{}");
        json.close('}').open("serverInfo", '{');
        json.text("name", "tablewarden").text("version", version).close('}').close('}');
        out
    }

    /// What it is asked to tell of, if it has to be asked.
    pub(super) fn registration(&self) -> Option<String> {
        if !self.watches && !self.tells_of_settings {
            return None;
        }
        let mut out = String::new();
        let mut json = JsonText(&mut out);
        json.open("", '{').open("registrations", '[');
        for (asked, method) in [
            (self.watches, "workspace/didChangeWatchedFiles"),
            (self.tells_of_settings, "workspace/didChangeConfiguration"),
        ] {
            if !asked {
                continue;
            }
            json.open("", '{').text("id", method).text("method", method).open("registerOptions", '{');
            if asked && method.ends_with("Files") {
                json.open("watchers", '[');
                for name in SETTINGS.iter().chain(&["*.guard", "*.ruleset"]) {
                    json.open("", '{').text("globPattern", &["**/", name].concat()).close('}');
                }
                json.close(']');
            } else {
                json.text("section", "tablewarden");
            }
            json.close('}').close('}');
        }
        json.close(']').close('}');
        Some(out)
    }
}

/// The folder of the workspace; the first, where it has several.
pub(super) fn workspace(params: Option<Json<'_>>, here: &Here) -> Option<String> {
    let params = params?;
    let first = params.list(&["workspaceFolders"]).first().and_then(|folder| folder.str(&["uri"]));
    path_of(first.or_else(|| params.str(&["rootUri"]))?, here)
}
