//! The messages of an editor to the server: each part is one, or bytes of the protocol as they are where it begins with `Content-`. What
//! the server says is messages and nothing else, each request has one answer, and each place is inside its document.

use std::collections::BTreeMap;

use serde_json::Value;
use tablewarden_wire::Stream;

use super::frames::step;
use crate::ask::{list, text};
use crate::engine::Engine;
use crate::host::{Host, start};
use crate::parts::parts;

/// More steps than the messages of an input make.
const MOST_STEPS: usize = 5_000;

pub(super) fn server(input: &[u8], engine: &mut dyn Engine) {
    let sent = parts(input);
    let mut host =
        Host::new(&[("tablewarden.yaml", b"profile: strict\n"), ("own/a.guard", b"rule a { Resources exists }\n")]);
    host.typed = sent.iter().map(|part| framed(part)).filter(|bytes| !bytes.is_empty()).collect();
    let (exit, said) = serve(engine, &mut host);
    let said = messages(&said);
    let mut client = Client::default();
    sent.iter().for_each(|part| client.sends(part));
    client.is_answered(&said, exit);
}

/// A message in its frame.
fn framed(content: &[u8]) -> Vec<u8> {
    if content.starts_with(b"Content-") {
        return content
            .iter()
            .flat_map(|byte| if *byte == b'\n' { &b"\r\n"[..] } else { std::slice::from_ref(byte) })
            .copied()
            .collect();
    }
    [format!("Content-Length: {}\r\n\r\n", content.len()).as_bytes(), content].concat()
}

/// Runs the server to its end; gives its exit code and what it printed.
fn serve(engine: &mut dyn Engine, host: &mut Host) -> (u8, Vec<u8>) {
    let mut printed = Vec::new();
    let mut frame = start(vec!["lsp".to_owned()]);
    for _ in 0..MOST_STEPS {
        let answer = engine.call(&frame);
        let (step, blobs) = step(&answer);
        let out = step.print.iter().filter(|print| print.to == Stream::Stdout);
        printed.extend(out.flat_map(|print| blobs[print.blob as usize]));
        if let Some(exit) = step.exit {
            return (exit, printed);
        }
        frame = host.fulfil(step.wishes, &blobs, engine).frame();
    }
    panic!("the server has no end");
}

/// The messages that the bytes are.
fn messages(mut bytes: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while !bytes.is_empty() {
        let rest = bytes.strip_prefix(b"Content-Length: ").unwrap_or_else(|| panic!("no message: {bytes:?}"));
        let end = rest.windows(4).position(|window| window == b"\r\n\r\n").expect("a header has an end");
        let length: usize = str::from_utf8(&rest[..end]).expect("digits").parse().expect("a length");
        let content = rest.get(end + 4..end + 4 + length).expect("a message is whole");
        messages.push(serde_json::from_slice(content).unwrap_or_else(|error| panic!("{error}: {content:?}")));
        bytes = &rest[end + 4 + length..];
    }
    messages
}

/// What a client knows of what it sent.
#[derive(Default)]
struct Client {
    /// The ids of requests, and how often each was sent.
    asked: Vec<(Value, usize)>,
    /// The documents as they were opened, by their addresses; none of one that was changed.
    open: BTreeMap<String, Option<String>>,
    is_over: bool,
    /// Whether bytes came that are no message of ours: the server may see other messages there and behind them than we do.
    is_raw: bool,
}

impl Client {
    fn sends(&mut self, content: &[u8]) {
        self.is_raw |= content.starts_with(b"Content-");
        let Ok(message) = serde_json::from_slice::<Value>(content) else {
            // The server reads tabs and line ends in strings, as it does in templates.
            self.is_raw |= content.iter().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r'));
            return;
        };
        if self.is_over {
            return;
        }
        let (id, method) = (&message["id"], text(&message, "method"));
        let is_request = message["method"].is_string() && (id.is_string() || id.is_i64());
        if is_request {
            match self.asked.iter_mut().find(|(other, _)| other == id) {
                Some((_, times)) => *times += 1,
                None => self.asked.push((id.clone(), 1)),
            }
        }
        self.is_over |= method == "exit" && message.get("id").is_none();
        let document = &message["params"]["textDocument"];
        let Some(uri) = document["uri"].as_str() else { return };
        // Two texts of one document: what is told may be of either.
        let text =
            document["text"].as_str().filter(|_| method == "textDocument/didOpen" && !self.open.contains_key(uri));
        if matches!(method, "textDocument/didOpen" | "textDocument/didChange") {
            self.open.insert(uri.to_owned(), text.map(str::to_owned));
        }
    }

    fn is_answered(&self, said: &[Value], exit: u8) {
        assert!(exit <= 1, "the server ends well: {exit}");
        for message in said {
            assert_eq!(message["jsonrpc"], "2.0", "{message}");
        }
        if self.is_raw {
            return;
        }
        for (id, times) in self.asked.iter().filter(|(_, times)| *times == 1) {
            let is_answer = |message: &&Value| message["method"].is_null() && message["id"] == *id;
            let answers = said.iter().filter(is_answer).count();
            assert!(answers == *times, "{answers} answers to the request {id}: {said:?}");
        }
        for message in said.iter().filter(|message| text(message, "method") == "textDocument/publishDiagnostics") {
            let params = &message["params"];
            let Some(Some(document)) = self.open.get(text(params, "uri")) else { continue };
            for diagnostic in list(params, "diagnostics") {
                is_inside(&diagnostic["range"], document);
            }
        }
    }
}

/// Panics where a range is not inside its document: its lines, and the UTF-16 columns in them.
fn is_inside(range: &Value, document: &str) {
    let lines = lines(document);
    let at = |position: &Value| {
        let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("it is small");
        let (line, column) = (number("line"), number("character"));
        let text = lines.get(line).unwrap_or_else(|| panic!("{range} is behind the {} lines", lines.len()));
        let mut width = 0;
        let mut ends = text.chars().map(|letter| {
            width += letter.len_utf16();
            width
        });
        assert!(column == 0 || ends.any(|end| end == column), "{range} is not in the line {text:?}");
        (line, column)
    };
    assert!(at(&range["start"]) <= at(&range["end"]), "{range} ends before it begins");
}

/// The lines of a document, without their ends.
fn lines(document: &str) -> Vec<String> {
    document.replace("\r\n", "\n").split(['\n', '\r']).map(str::to_owned).collect()
}
