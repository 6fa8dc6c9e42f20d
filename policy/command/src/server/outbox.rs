//! What the server sends: results, errors and notifications, each a message with the length of its content before it
//! (<https://www.jsonrpc.org/specification>). What is in them is JSON that is written already.

use tablewarden_report::JsonText;
use tablewarden_source::harmless_lines;
use tablewarden_wire::Stream;

use crate::host::Host;

/// Codes of errors.
pub(super) const PARSE_ERROR: i32 = -32700;
pub(super) const INVALID_REQUEST: i32 = -32600;
pub(super) const METHOD_NOT_FOUND: i32 = -32601;
pub(super) const INVALID_PARAMS: i32 = -32602;
pub(super) const INTERNAL_ERROR: i32 = -32603;
pub(super) const NOT_INITIALIZED: i32 = -32002;
pub(super) const CANCELLED: i32 = -32800;

/// Where messages are put for the host to send.
pub(super) struct Outbox(pub(super) Host);

impl Outbox {
    /// The result of a request; `id` is as the client writes it.
    pub(super) fn result(&self, id: &str, result: &str) {
        self.send(|json| {
            json.json("id", id).json("result", result);
        });
    }

    /// The error of a request, or of something that has no id: then it is `null`.
    pub(super) fn error(&self, id: &str, code: i32, message: &str) {
        self.send(|json| {
            json.json("id", id).open("error", '{');
            json.value("code", &code).text("message", message).close('}');
        });
    }

    /// A notification.
    pub(super) fn notify(&self, method: &str, params: &str) {
        self.send(|json| {
            json.text("method", method).json("params", params);
        });
    }

    /// A request whose result does not matter.
    pub(super) fn request(&self, id: &str, method: &str, params: &str) {
        self.send(|json| {
            json.text("id", id).text("method", method).json("params", params);
        });
    }

    fn send(&self, write: impl FnOnce(&mut JsonText<'_>)) {
        let mut content = String::new();
        let mut json = JsonText(&mut content);
        json.open("", '{').text("jsonrpc", "2.0");
        write(&mut json);
        json.close('}');
        let content = harmless_lines(&content);
        let mut message = String::from("Content-Length: ");
        message.push_str(&content.len().to_string());
        message.push_str("\r\n\r\n");
        message.push_str(&content);
        self.0.print(Stream::Stdout, message.into_bytes());
    }
}
