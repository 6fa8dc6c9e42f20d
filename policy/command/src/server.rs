//! The editor server: a client's messages in, its own messages out, until the client has it exit
//! (<https://microsoft.github.io/language-server-protocol/>). It is a command like every other one: it wishes the next bytes of
//! standard input, asks the engine about the documents that are open, and finds their settings as `check` does. All that has come is
//! taken before anything is checked, so that not every letter of fast typing is. It judges nothing, and changes no file.

mod actions;
mod assist;
mod client;
mod diagnostics;
mod document;
mod inbox;
mod json;
mod outbox;
mod published;
mod range;
mod subject;
mod text;
mod uri;

use crate::files::{Here, Lookup, join, settings_of};
use crate::host::Host;
use actions::{actions, resolved};
use assist::{asked, assist};
use client::{Client, workspace};
use diagnostics::Telling;
use document::Document;
use inbox::{Inbox, Received};
use json::{Json, JsonDocument};
use outbox::{
    CANCELLED, INTERNAL_ERROR, INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_INITIALIZED, Outbox, PARSE_ERROR,
};
use published::Published;
use subject::Subject;
use uri::{path_of, uri_of};

/// How many bytes are taken at once.
const MOST_AT_ONCE: u32 = 1 << 24;

/// Where the server runs.
pub(crate) struct Surrounded {
    pub(crate) here: Here,
    pub(crate) lookup: Lookup,
    /// The version of the command.
    pub(crate) version: String,
    /// The time at which it was started, in epoch seconds.
    pub(crate) now: i64,
}

/// Serves until the client has it exit or is gone; gives whether the client had it shut down before.
///
/// # Errors
/// One line, where standard input can't be read.
pub(crate) async fn serve(surrounded: Surrounded, host: &Host) -> Result<bool, String> {
    let mut server = Server {
        started: host.clock().await?,
        surrounded,
        host: host.clone(),
        outbox: Outbox(host.clone()),
        client: Client::default(),
        phase: Phase::Begun,
        documents: Vec::new(),
        published: Published::default(),
    };
    let mut inbox = Inbox::default();
    loop {
        let bytes = host.input(MOST_AT_ONCE).await?;
        if bytes.is_empty() {
            return Ok(server.phase == Phase::ShutDown);
        }
        inbox.put(&bytes);
        let received: Vec<Received> = std::iter::from_fn(|| inbox.take()).collect();
        if server.take_all(&received).await {
            return Ok(server.phase == Phase::ShutDown);
        }
        if !inbox.has_begun() {
            server.check().await;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The client has not said what it can do.
    Begun,
    Running,
    ShutDown,
}

struct Server {
    surrounded: Surrounded,
    host: Host,
    outbox: Outbox,
    client: Client,
    phase: Phase,
    documents: Vec<Document>,
    published: Published,
    /// What the clock showed when it was started.
    started: i64,
}

impl Server {
    /// Takes messages in their order; gives whether the client has the server exit.
    async fn take_all(&mut self, received: &[Received]) -> bool {
        let documents: Vec<Result<JsonDocument<'_>, &str>> = received.iter().map(read).collect();
        let messages: Vec<Result<Json<'_>, &str>> = documents
            .iter()
            .map(|document| document.as_ref().map_err(|why| *why)?.root().ok_or("the content of a message is empty"))
            .collect();
        let is_cancel = |message: &Json<'_>| message.str(&["method"]) == Some("$/cancelRequest");
        let cancels = messages.iter().flatten().filter(|message| is_cancel(message));
        let cancelled: Vec<&str> = cancels.filter_map(|message| message.get(&["params", "id"])?.id()).collect();
        for message in &messages {
            match message {
                Err(why) => self.outbox.error("null", PARSE_ERROR, why),
                Ok(message) => {
                    let id = message.get(&["id"]).and_then(Json::id);
                    match (message.str(&["method"]), id) {
                        (Some("exit"), None) => return true,
                        (Some(method), None) if message.get(&["id"]).is_none() => {
                            self.notification(method, message.get(&["params"])).await;
                        }
                        (Some(_), Some(id)) if cancelled.contains(&id) => {
                            self.outbox.error(id, CANCELLED, "cancelled by the client");
                        }
                        (Some(method), Some(id)) => {
                            let result = self.request(method, message.get(&["params"])).await;
                            match result {
                                Ok(result) => self.outbox.result(id, &result),
                                Err((code, why)) => self.outbox.error(id, code, &why),
                            }
                        }
                        // The result of one of the server's own requests.
                        (None, Some(_)) if message.get(&["method"]).is_none() => {}
                        _ => self.outbox.error("null", INVALID_REQUEST, "a message is neither a request nor a result"),
                    }
                }
            }
        }
        false
    }

    async fn request(&mut self, method: &str, params: Option<Json<'_>>) -> Result<String, (i32, String)> {
        let refused = |code: i32, why: &str| Err((code, why.to_owned()));
        match (self.phase, method) {
            (Phase::Begun, "initialize") => {
                self.client = Client::of(params);
                self.phase = Phase::Running;
                if let Some(folder) = workspace(params, &self.surrounded.here) {
                    self.surrounded.here =
                        Here { working_dir: folder.clone(), root: folder, ..self.surrounded.here.clone() };
                }
                Ok(self.client.welcome(&self.surrounded.version))
            }
            (Phase::Begun, _) => refused(NOT_INITIALIZED, "the first request has to be `initialize`"),
            (Phase::ShutDown, _) => refused(INVALID_REQUEST, "the server is shut down"),
            (_, "initialize") => refused(INVALID_REQUEST, "`initialize` came before"),
            (_, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok("null".to_owned())
            }
            (_, "textDocument/codeAction") => {
                let Some((subject, params)) = self.subject(params, &["textDocument", "uri"]) else {
                    return Ok("[]".to_owned());
                };
                actions(&subject, params).await.map_err(|line| (INTERNAL_ERROR, line))
            }
            (_, "codeAction/resolve") => match self.subject(params, &["data", "uri"]) {
                Some((subject, action)) => resolved(&subject, action).await.map_err(|line| (INTERNAL_ERROR, line)),
                None => refused(INVALID_PARAMS, "the document is not open"),
            },
            _ if let Some(kind) = asked(method) => {
                let Some((subject, params)) = self.subject(params, &["textDocument", "uri"]) else {
                    return Ok("null".to_owned());
                };
                assist(&subject, kind, params).await.map_err(|line| (INTERNAL_ERROR, line))
            }
            _ => refused(METHOD_NOT_FOUND, &["the server knows no request `", method, "`"].concat()),
        }
    }

    async fn notification(&mut self, method: &str, params: Option<Json<'_>>) {
        let Some(params) = params.filter(|_| self.phase == Phase::Running) else {
            if method == "initialized" && self.phase == Phase::Running {
                self.register();
            }
            return;
        };
        match method {
            "initialized" => self.register(),
            "textDocument/didOpen" => self.open(params).await,
            "textDocument/didChange" => {
                let columns = self.client.columns;
                if let Some(document) = self.document(params) {
                    if let Some(version) = params.get(&["textDocument", "version"]).and_then(Json::id) {
                        document.version = version.to_owned();
                    }
                    for change in params.list(&["contentChanges"]) {
                        document.change(change, columns);
                    }
                }
            }
            "textDocument/didSave" => self.settle(params.str(&["textDocument", "uri"])).await,
            "textDocument/didClose" => {
                let uri = params.str(&["textDocument", "uri"]);
                self.documents.retain(|document| Some(&*document.uri) != uri);
                self.published.update(&self.documents, &self.outbox);
            }
            // Settings and rule files may count for every document.
            "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => self.settle(None).await,
            _ => {}
        }
    }

    fn register(&self) {
        if let Some(registration) = self.client.registration() {
            self.outbox.request("register", "client/registerCapability", &registration);
        }
    }

    async fn open(&mut self, params: Json<'_>) {
        let Some(opened) = params.get(&["textDocument"]) else { return };
        let (Some(uri), Some(text)) = (opened.str(&["uri"]), opened.str(&["text"])) else { return };
        let here = &self.surrounded.here;
        let version = opened.get(&["version"]).and_then(Json::id).unwrap_or("0");
        let document = Document::new(uri, path_of(uri, here), version, text, here);
        self.documents.retain(|other| other.uri != uri);
        self.documents.push(document);
        self.settle(Some(uri)).await;
    }

    /// What a request is about: the document at the address at the end of these keys.
    fn subject<'s, 'd>(&'s self, params: Option<Json<'d>>, keys: &[&str]) -> Option<(Subject<'s>, Json<'d>)> {
        let params = params?;
        let uri = params.str(keys)?;
        let document = self.documents.iter().find(|document| document.uri == uri)?;
        Some((Subject { document, client: &self.client, host: &self.host }, params))
    }

    /// The document that a notification is about.
    fn document(&mut self, params: Json<'_>) -> Option<&mut Document> {
        let uri = params.str(&["textDocument", "uri"])?;
        self.documents.iter_mut().find(|document| document.uri == uri)
    }

    /// Finds the settings of a document anew, or of all.
    async fn settle(&mut self, uri: Option<&str>) {
        let Surrounded { here, lookup, now, .. } = &self.surrounded;
        let is_meant = |document: &Document| uri.is_none_or(|uri| uri == document.uri);
        let inputs: Vec<_> = self
            .documents
            .iter()
            .filter(|document| is_meant(document))
            .map(|document| document.input.clone())
            .collect();
        let settings = settings_of(&inputs, lookup, here, &self.host).await;
        let gone = self.host.clock().await.map_or(0, |clock| clock.saturating_sub(self.started) / 1_000_000);
        let meant = self.documents.iter_mut().filter(|document| is_meant(document));
        for (index, document) in meant.enumerate() {
            document.settings = match &settings {
                Ok(found) => found.of_inputs.get(index).cloned().unwrap_or(Ok(None)),
                Err(line) => Err(line.clone()),
            };
            document.now = now.saturating_add(gone);
            document.is_due = true;
        }
    }

    /// Checks the documents that have to be, together, and tells what has changed of what was found.
    async fn check(&mut self) {
        if self.documents.iter().all(|document| !document.is_due) {
            return;
        }
        let here = &self.surrounded.here;
        let (mut calls, mut blobs, mut asked) = (Vec::new(), Vec::new(), Vec::new());
        for (index, document) in self.documents.iter().enumerate().filter(|(_, document)| document.is_due) {
            let call = document.is_checked(here).then(|| document.check(self.client.unit(), &mut blobs));
            asked.push((index, call.map(|call| call.map(|call| calls.push(call)))));
        }
        let mut answers = self.host.answers(calls, blobs).await.into_iter();
        for (index, asked) in asked {
            let found = asked.map(|asked| asked.and_then(|()| answers.next().unwrap_or_else(|| Err(String::new()))));
            let Some(document) = self.documents.get(index) else { continue };
            let uri_of = |file: &str| self.uri_of(file);
            let telling = Telling { document, columns: self.client.columns, uri_of: &uri_of };
            let answer = found.as_ref().map(|found| found.as_deref().map_err(String::as_str));
            let found = answer.map_or_else(Vec::new, |answer| telling.diagnostics(answer));
            if let Some(document) = self.documents.get_mut(index) {
                document.found = found;
                document.is_due = false;
            }
        }
        self.published.update(&self.documents, &self.outbox);
    }

    /// The address of a file that an answer names: as the client writes it, where it is open.
    fn uri_of(&self, name: &str) -> String {
        match self.documents.iter().find(|document| document.input.name == name) {
            Some(document) => document.uri.clone(),
            None if name.starts_with('/') => uri_of(name),
            None => uri_of(&join(&self.surrounded.here.root, name)),
        }
    }
}

/// The value that a content is, or what is wrong with it.
fn read(received: &Received) -> Result<JsonDocument<'_>, &'static str> {
    match received {
        Received::Content(content) => {
            JsonDocument::read(content).ok_or("the content of a message is not JSON in UTF-8")
        }
        Received::Broken(why) => Err(why),
    }
}
