//! A host without a disk: files, folders, links, git and standard input are in maps, and the engine that is linked in answers.
//! It talks to the command in frames, as every host does, and remembers what was wished.

mod git;
mod people;

use std::collections::{BTreeMap, VecDeque};

use git::Git;
use people::People;
use sha2::{Digest, Sha256};
use tablewarden_command::Session;
use tablewarden_wire::{
    AnswersReply, BlobSource, BytesReply, ChangedReply, ClockReply, CommandRequest, DoneReply, EngineAnswer,
    EngineCall, EntryKind, Environment, ErrorReply, FolderEntry, GitReply, GoOnRequest, ListReply, LookReply, PathKind,
    Print, Reply, StartRequest, Step, Stream, Surroundings, Terminals, VERSION, Wish, frame,
};

/// What can be at a path.
#[derive(Debug, Clone)]
enum Node {
    File(Vec<u8>),
    Link(String),
    /// A file or a folder that must not be read.
    Closed(EntryKind),
    /// A file whose name is no Unicode.
    Nameless,
}

/// The invented host. Its working directory is `/work`.
pub(crate) struct Invented {
    nodes: BTreeMap<String, Node>,
    /// Files that are being written beside their paths.
    begun: BTreeMap<String, Vec<u8>>,
    pub(crate) git: Git,
    has_git: bool,
    pub(crate) stdin: Vec<u8>,
    /// What comes to standard input by and by, in parts.
    pub(crate) typed: VecDeque<Vec<u8>>,
    /// What people do while the command waits for a change.
    pub(crate) people: People,
    pub(crate) surroundings: Surroundings,
    /// A template with this text makes the engine stop.
    pub(crate) trap: Vec<u8>,
    /// What comes between reading and writing: files that someone else changes.
    pub(crate) meanwhile: Vec<(String, Vec<u8>)>,
    microseconds: i64,
}

/// How a command went.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: u8,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The wishes of each step, in short: `look /work/a.yaml`.
    pub(crate) wishes: Vec<Vec<String>>,
}

impl Invented {
    /// A host with these files below its working directory.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let surroundings = Surroundings {
            command_version: "1.2.3".to_owned(),
            engine_sha256: None,
            working_dir: "/work".to_owned(),
            backslash_separates: false,
            now: 1_790_000_000,
            environment: Environment::default(),
            terminals: Terminals { stdin: false, stdout: false, stderr: false },
            width: None,
            answers_at_once: 2,
        };
        let mut host = Self {
            nodes: BTreeMap::new(),
            begun: BTreeMap::new(),
            git: Git::default(),
            has_git: true,
            stdin: Vec::new(),
            typed: VecDeque::new(),
            people: People::default(),
            surroundings,
            trap: b"trap".to_vec(),
            meanwhile: Vec::new(),
            microseconds: 5_000,
        };
        for (path, text) in files {
            host.write(path, text.as_bytes());
        }
        host
    }

    /// A path that was given from the working directory on, or whole.
    fn whole(path: &str) -> String {
        if path.starts_with('/') { path.to_owned() } else { format!("/work/{path}") }
    }

    pub(crate) fn write(&mut self, path: &str, bytes: &[u8]) {
        self.nodes.insert(Self::whole(path), Node::File(bytes.to_vec()));
    }

    pub(crate) fn remove(&mut self, path: &str) {
        self.nodes.remove(&Self::whole(path));
    }

    pub(crate) fn link(&mut self, path: &str, target: &str) {
        self.nodes.insert(Self::whole(path), Node::Link(Self::whole(target)));
    }

    pub(crate) fn close(&mut self, path: &str, kind: EntryKind) {
        self.nodes.insert(Self::whole(path), Node::Closed(kind));
    }

    pub(crate) fn nameless(&mut self, path: &str) {
        self.nodes.insert(Self::whole(path), Node::Nameless);
    }

    pub(crate) fn commit(&mut self, revision: &str, path: &str, text: &str) {
        self.git.commits.insert((revision.to_owned(), Self::whole(path)), text.into());
    }

    pub(crate) fn without_git(mut self) -> Self {
        self.has_git = false;
        self
    }

    /// Whether nothing is half written.
    pub(crate) fn is_tidy(&self) -> bool {
        self.begun.is_empty()
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.nodes.contains_key(&Self::whole(path))
    }

    pub(crate) fn text(&self, path: &str) -> String {
        match self.nodes.get(&Self::whole(path)) {
            Some(Node::File(bytes)) => String::from_utf8(bytes.clone()).unwrap(),
            other => panic!("{path}: {other:?}"),
        }
    }

    /// Runs what is typed, words between blanks.
    pub(crate) fn run(&mut self, line: &str) -> Ran {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        self.run_words(&words)
    }

    pub(crate) fn run_words(&mut self, words: &[&str]) -> Ran {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let start = StartRequest { version: VERSION, words, surroundings: self.surroundings.clone() };
        let mut frame = framed(&CommandRequest::Start(Box::new(start)), &[]);
        let mut session = Session::new();
        let mut ran = Ran { code: 0, stdout: String::new(), stderr: String::new(), wishes: Vec::new() };
        loop {
            let answer = session.call(&frame);
            let (step, blobs) = step_of(&answer);
            for Print { to, blob } in &step.print {
                let text = String::from_utf8(blobs[*blob as usize].to_vec()).unwrap();
                match to {
                    Stream::Stdout => ran.stdout.push_str(&text),
                    Stream::Stderr => ran.stderr.push_str(&text),
                }
            }
            if let Some(code) = step.exit {
                assert!(step.wishes.is_empty(), "a command that exits wishes nothing");
                ran.code = code;
                return ran;
            }
            assert!(!step.wishes.is_empty(), "a command that goes on wishes something");
            ran.wishes.push(step.wishes.iter().map(in_short).collect());
            let mut given = Vec::new();
            let replies = step.wishes.into_iter().map(|wish| self.fulfil(wish, &blobs, &mut given)).collect();
            let lengths = given.iter().map(|bytes: &Vec<u8>| u32::try_from(bytes.len()).unwrap()).collect();
            let go_on = CommandRequest::GoOn(GoOnRequest { version: VERSION, blobs: lengths, replies });
            frame = framed(&go_on, &given.iter().map(Vec::as_slice).collect::<Vec<_>>());
        }
    }

    fn fulfil(&mut self, wish: Wish, blobs: &[&[u8]], given: &mut Vec<Vec<u8>>) -> Reply {
        let mut give = |bytes: Vec<u8>| {
            given.push(bytes);
            u32::try_from(given.len() - 1).unwrap()
        };
        let reply = match wish {
            Wish::Look { path } => self.look(&path).map(Reply::Look),
            Wish::List { path } => self.list(&path).map(|entries| Reply::List(ListReply { entries })),
            Wish::Read { path, most } => {
                let bytes = if path == "-" { Ok(std::mem::take(&mut self.stdin)) } else { self.read(&path) };
                bytes.map(|mut bytes| {
                    bytes.truncate(most as usize);
                    Reply::Bytes(BytesReply { blob: give(bytes) })
                })
            }
            Wish::Replace { path, blob, was } => {
                for (path, bytes) in std::mem::take(&mut self.meanwhile) {
                    self.write(&path, &bytes);
                }
                self.replace(&path, blobs[blob as usize], &was).map(|()| Reply::Done(DoneReply {}))
            }
            Wish::Write { path, blob, at } => {
                self.begin(&path, blobs[blob as usize], at).map(|()| Reply::Done(DoneReply {}))
            }
            Wish::Finish { path } => {
                let bytes = self.begun.remove(&path).expect("what is finished was begun");
                self.write(&path, &bytes);
                Ok(Reply::Done(DoneReply {}))
            }
            Wish::Discard { path } => {
                self.begun.remove(&path);
                Ok(Reply::Done(DoneReply {}))
            }
            Wish::Git { words } => {
                let (exit, out) = match self.has_git {
                    true => self
                        .git
                        .said(&words.iter().map(String::as_str).collect::<Vec<_>>(), &|path| self.read(path).ok()),
                    false => (None, Vec::new()),
                };
                let error = exit.filter(|exit| *exit != 0).map(|_| "fatal: something is wrong".to_owned());
                Ok(Reply::Git(GitReply { exit, blob: Some(give(out)), error }))
            }
            Wish::Answer { calls } => {
                if let Some((path, text)) = self.people.during_check(Self::whole) {
                    self.write(&path, text.as_bytes());
                }
                let answers = calls.iter().map(|call| match self.answer(call, blobs) {
                    Ok(bytes) => EngineAnswer { blob: Some(give(bytes)), error: None },
                    Err(line) => EngineAnswer { blob: None, error: Some(line) },
                });
                Ok(Reply::Answers(AnswersReply { answers: answers.collect() }))
            }
            Wish::Clock {} => {
                self.microseconds += 12_345;
                Ok(Reply::Clock(ClockReply { microseconds: self.microseconds }))
            }
            Wish::Watch { files, folders } => {
                Ok(Reply::Changed(ChangedReply { paths: self.people.watched(files, folders) }))
            }
            Wish::Change { .. } => self.change().map(|paths| Reply::Changed(ChangedReply { paths })),
            Wish::Input { most } => {
                let mut bytes = self.typed.pop_front().unwrap_or_default();
                if bytes.len() > most as usize {
                    self.typed.push_front(bytes.split_off(most as usize));
                }
                Ok(Reply::Bytes(BytesReply { blob: give(bytes) }))
            }
            Wish::Shipped { path } => Ok(Reply::Bytes(BytesReply { blob: give(format!("# {path}\n").into_bytes()) })),
        };
        reply.unwrap_or_else(|line| Reply::Error(ErrorReply { line }))
    }

    /// Lets people change what is watched.
    fn change(&mut self) -> Result<Vec<String>, String> {
        let (changes, told) = self.people.next(Self::whole)?;
        for (path, text) in changes {
            match text {
                Some(text) => self.write(&path, text.as_bytes()),
                None => drop(self.nodes.remove(&Self::whole(&path))),
            }
        }
        Ok(told)
    }

    /// The path that a path leads to.
    fn real(&self, path: &str) -> String {
        match self.nodes.get(path) {
            Some(Node::Link(target)) => self.real(target),
            _ => path.to_owned(),
        }
    }

    fn is_folder(&self, path: &str) -> bool {
        let inside = format!("{}/", path.trim_end_matches('/'));
        self.nodes.keys().any(|other| other.starts_with(&inside))
    }

    fn look(&self, path: &str) -> Result<LookReply, String> {
        let real = self.real(path);
        let kind = match self.nodes.get(&real) {
            Some(Node::Closed(EntryKind::Folder)) => PathKind::Folder,
            Some(Node::Closed(EntryKind::Other)) => PathKind::Other,
            Some(_) => PathKind::File,
            None if self.is_folder(&real) => PathKind::Folder,
            None => PathKind::Missing,
        };
        Ok(LookReply { kind, real: (kind != PathKind::Missing).then_some(real) })
    }

    fn list(&self, path: &str) -> Result<Vec<FolderEntry>, String> {
        if let Some(Node::Closed(_)) = self.nodes.get(path) {
            return Err("cannot be read: permission denied".to_owned());
        }
        let inside = format!("{}/", path.trim_end_matches('/'));
        let mut entries: BTreeMap<&str, FolderEntry> = BTreeMap::new();
        for (other, node) in &self.nodes {
            let Some(rest) = other.strip_prefix(&inside) else { continue };
            let (name, kind) = match (rest.split_once('/'), node) {
                (Some((folder, _)), _) => (folder, EntryKind::Folder),
                (None, Node::Link(_)) => (rest, EntryKind::Link),
                (None, Node::Closed(kind)) => (rest, *kind),
                (None, Node::File(_) | Node::Nameless) => (rest, EntryKind::File),
            };
            let unreadable_name = matches!(node, Node::Nameless) && kind == EntryKind::File;
            entries.insert(name, FolderEntry { name: name.to_owned(), kind, unreadable_name });
        }
        // In no order that a command could rely on.
        Ok(entries.into_values().rev().collect())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let real = self.real(path);
        match self.nodes.get(&real) {
            Some(Node::File(bytes)) => Ok(bytes.clone()),
            Some(_) => Err("cannot be read: permission denied".to_owned()),
            None if self.is_folder(&real) => Err("cannot be read: it is a folder".to_owned()),
            None => Err("cannot be read: there is no such file".to_owned()),
        }
    }

    fn replace(&mut self, path: &str, bytes: &[u8], was: &str) -> Result<(), String> {
        let digest: String = Sha256::digest(self.read(path)?).iter().map(|byte| format!("{byte:02x}")).collect();
        if digest != was {
            return Err("cannot be written: it has changed meanwhile".to_owned());
        }
        let real = self.real(path);
        self.write(&real, bytes);
        Ok(())
    }

    fn begin(&mut self, path: &str, bytes: &[u8], at: u64) -> Result<(), String> {
        if let Some(Node::Closed(_)) = self.nodes.get(path) {
            return Err("cannot be written: permission denied".to_owned());
        }
        if at == 0 {
            self.begun.insert(path.to_owned(), Vec::new());
        }
        let begun = self.begun.get_mut(path).expect("what is written was begun");
        assert_eq!(begun.len() as u64, at, "{path} is written from its beginning to its end");
        begun.extend_from_slice(bytes);
        // A path with this name is on a disk that has no room for more.
        if path.ends_with("full") && !bytes.is_empty() {
            self.begun.remove(path);
            return Err("cannot be written: input/output error 28".to_owned());
        }
        Ok(())
    }

    fn answer(&self, call: &EngineCall, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
        let bytes = call.blobs.iter().map(|source| match source {
            BlobSource::Blob { blob } => Ok(blobs[*blob as usize].to_vec()),
            BlobSource::File { path, .. } => self.read(path),
        });
        let bytes: Vec<Vec<u8>> = bytes.collect::<Result<_, _>>()?;
        if bytes.contains(&self.trap) {
            return Err("internal error: the engine stopped: unreachable".to_owned());
        }
        let mut header = call.header.clone();
        header.insert("blobs".to_owned(), bytes.iter().map(Vec::len).collect());
        let blobs: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
        Ok(tablewarden_check::call(&frame::join(&serde_json::to_vec(&header).unwrap(), &blobs)))
    }
}

pub(crate) fn framed(header: &CommandRequest, blobs: &[&[u8]]) -> Vec<u8> {
    frame::join(&serde_json::to_vec(header).unwrap(), blobs)
}

pub(crate) fn step_of(answer: &[u8]) -> (Step, Vec<&[u8]>) {
    let (header, rest) = frame::split(answer).unwrap();
    let step: Step = serde_json::from_slice(header).unwrap();
    let blobs = frame::cut(rest, &step.blobs).unwrap();
    (step, blobs)
}

fn in_short(wish: &Wish) -> String {
    match wish {
        Wish::Look { path } => format!("look {path}"),
        Wish::List { path } => format!("list {path}"),
        Wish::Read { path, .. } => format!("read {path}"),
        Wish::Replace { path, .. } => format!("replace {path}"),
        Wish::Write { path, .. } => format!("write {path}"),
        Wish::Finish { path } => format!("finish {path}"),
        Wish::Discard { path } => format!("discard {path}"),
        Wish::Git { words } => format!("git {}", words[3..].join(" ")),
        Wish::Answer { calls } => format!("answer {}", calls.len()),
        Wish::Clock {} => "clock".to_owned(),
        Wish::Shipped { path } => format!("shipped {path}"),
        Wish::Watch { files, folders } => format!("watch {} {}", files.join(" "), folders.join(" ")),
        Wish::Change { settle } => format!("change {settle}"),
        Wish::Input { most } => format!("input {most}"),
    }
}
