//! A client of the editor server: what it sends, a message at a time, and what comes back.

use serde_json::{Value, json};

use crate::invented::Invented;

/// What a template with one table without point-in-time recovery is.
pub(super) const TABLE: &str =
    "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: X}\n";

/// A client: what it sends, a message at a time, and the host that the server runs on.
pub(super) struct Client {
    pub(super) host: Invented,
    pub(super) last_id: u32,
}

/// How a server went.
pub(super) struct Served {
    pub(super) code: u8,
    pub(super) messages: Vec<Value>,
    pub(super) wishes: Vec<Vec<String>>,
}

pub(super) fn framed(content: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{content}", content.len()).into_bytes()
}

impl Client {
    /// A client that has not sent anything.
    pub(super) fn silent(files: &[(&str, &str)]) -> Self {
        Self { host: Invented::new(files), last_id: 0 }
    }

    /// A client that has begun, and can do what is said.
    pub(super) fn able(files: &[(&str, &str)], capabilities: &Value) -> Self {
        let mut client = Self::silent(files);
        client.request(
            "initialize",
            &json!({"processId": null, "rootUri": "file:///work", "capabilities": capabilities}),
        );
        client.notify("initialized", &json!({}));
        client
    }

    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        Self::able(files, &json!({}))
    }

    /// Sends bytes that come at once.
    pub(super) fn send(&mut self, bytes: &[u8]) {
        self.host.typed.push_back(bytes.to_vec());
    }

    /// Sends bytes that come together with those before.
    pub(super) fn send_too(&mut self, bytes: &[u8]) {
        self.host.typed.back_mut().unwrap().extend_from_slice(bytes);
    }

    pub(super) fn request(&mut self, method: &str, params: &Value) -> u32 {
        self.last_id += 1;
        let message = json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params});
        self.send(&framed(&message.to_string()));
        self.last_id
    }

    pub(super) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&framed(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string()));
    }

    pub(super) fn open(&mut self, path: &str, text: &str) {
        let document = json!({"uri": uri(path), "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    pub(super) fn change(&mut self, path: &str, version: u32, changes: &Value) {
        let document = json!({"uri": uri(path), "version": version});
        self.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Lets the server answer everything, to the end of its input.
    pub(super) fn end(mut self) -> Served {
        let ran = self.host.run("lsp");
        assert_eq!(ran.stderr, "");
        Served { code: ran.code, messages: messages(&ran.stdout), wishes: ran.wishes }
    }

    /// The same after an orderly end.
    pub(super) fn shut_down(mut self) -> Served {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.end()
    }
}

impl Served {
    /// The result or the error of a request.
    pub(super) fn of(&self, id: u32) -> &Value {
        let found: Vec<&Value> =
            self.messages.iter().filter(|message| message["id"] == id && message["method"].is_null()).collect();
        assert_eq!(found.len(), 1, "one answer to {id}: {:?}", self.messages);
        found[0]
    }

    /// What was told of a file, in its order: for each telling the rules and the lines, from 1, that they are told on.
    pub(super) fn told(&self, path: &str) -> Vec<String> {
        self.published(path).into_iter().map(in_short).collect()
    }

    pub(super) fn published(&self, path: &str) -> Vec<&Value> {
        let is_about = |message: &&Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri(path)
        };
        self.messages.iter().filter(is_about).map(|message| &message["params"]).collect()
    }
}

pub(super) fn in_short(params: &Value) -> String {
    let one = |one: &Value| {
        let what = one["code"].as_str().or(one["message"].as_str()).unwrap_or_default();
        format!("{what}:{}", one["range"]["start"]["line"].as_u64().unwrap() + 1)
    };
    params["diagnostics"].as_array().unwrap().iter().map(one).collect::<Vec<_>>().join(" ")
}

pub(super) fn uri(path: &str) -> String {
    if path.contains(':') { path.to_owned() } else { format!("file:///work/{path}") }
}

fn messages(mut text: &str) -> Vec<Value> {
    let mut messages = Vec::new();
    while let Some(rest) = text.strip_prefix("Content-Length: ") {
        let (length, rest) = rest.split_once("\r\n\r\n").unwrap();
        let (content, rest) = rest.split_at(length.parse().unwrap());
        messages.push(serde_json::from_str(content).unwrap());
        text = rest;
    }
    assert_eq!(text, "", "nothing is printed but messages");
    messages
}

pub(super) fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    json!({"start": {"line": from.0, "character": from.1}, "end": {"line": to.0, "character": to.1}})
}
