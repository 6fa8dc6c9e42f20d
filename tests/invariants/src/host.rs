//! A host without a disk: files are in a map, there is no git, and the engine that drives the command answers its calls. It does what
//! a host should, and nothing else; what goes wrong is made wrong by those who use it.

use std::collections::{BTreeMap, VecDeque};

use sha2::{Digest, Sha256};
use tablewarden_wire::{
    AnswersReply, BlobSource, BytesReply, ChangedReply, ClockReply, CommandRequest, DoneReply, EngineAnswer,
    EngineCall, EntryKind, Environment, ErrorReply, FolderEntry, GitReply, GoOnRequest, ListReply, LookReply, PathKind,
    Reply, StartRequest, Surroundings, Terminals, VERSION, Wish, frame,
};

use crate::engine::Engine;

/// The working directory.
const HERE: &str = "/work";

/// Files and standard input.
#[derive(Default)]
pub struct Host {
    files: BTreeMap<String, Vec<u8>>,
    begun: BTreeMap<String, Vec<u8>>,
    /// What comes to standard input by and by.
    pub typed: VecDeque<Vec<u8>>,
    microseconds: i64,
}

/// What a host sends back for the wishes of a step.
#[derive(Default)]
pub struct Given {
    /// One for each wish.
    pub replies: Vec<Reply>,
    /// The bytes that the replies name.
    pub blobs: Vec<Vec<u8>>,
}

impl Given {
    fn blob(&mut self, bytes: Vec<u8>) -> u32 {
        self.blobs.push(bytes);
        u32::try_from(self.blobs.len() - 1).expect("they are few")
    }

    /// The frame with which the command goes on.
    #[must_use]
    pub fn frame(self) -> Vec<u8> {
        let blobs: Vec<&[u8]> = self.blobs.iter().map(Vec::as_slice).collect();
        let lengths = blobs.iter().map(|blob| u32::try_from(blob.len()).expect("it is small")).collect();
        let request = CommandRequest::GoOn(GoOnRequest { version: VERSION, blobs: lengths, replies: self.replies });
        frame::join(&serde_json::to_vec(&request).expect("it is JSON"), &blobs)
    }
}

/// The frame that starts a command with these words.
#[must_use]
pub fn start(words: Vec<String>) -> Vec<u8> {
    let surroundings = Surroundings {
        command_version: "1.2.3".to_owned(),
        engine_sha256: None,
        working_dir: HERE.to_owned(),
        backslash_separates: false,
        now: crate::ask::NOW,
        environment: Environment::default(),
        terminals: Terminals { stdin: false, stdout: false, stderr: false },
        width: None,
        answers_at_once: 1,
    };
    let request = CommandRequest::Start(Box::new(StartRequest { version: VERSION, words, surroundings }));
    frame::join(&serde_json::to_vec(&request).expect("it is JSON"), &[])
}

impl Host {
    /// A host with these files below its working directory.
    #[must_use]
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let files = files.iter().map(|(path, bytes)| (format!("{HERE}/{path}"), bytes.to_vec())).collect();
        Self { files, ..Self::default() }
    }

    /// Fulfils the wishes of a step. Calls of the engine go to the instance that drives the command, as a host may do.
    pub fn fulfil(&mut self, wishes: Vec<Wish>, blobs: &[&[u8]], engine: &mut dyn Engine) -> Given {
        let mut given = Given::default();
        for wish in wishes {
            let reply = self.reply(wish, blobs, engine, &mut given);
            given.replies.push(reply.unwrap_or_else(|line| Reply::Error(ErrorReply { line: line.to_owned() })));
        }
        given
    }

    fn reply(
        &mut self,
        wish: Wish,
        blobs: &[&[u8]],
        engine: &mut dyn Engine,
        given: &mut Given,
    ) -> Result<Reply, &'static str> {
        let blob = |index: u32| blobs.get(index as usize).unwrap_or_else(|| panic!("no blob {index}")).to_vec();
        let done = Ok(Reply::Done(DoneReply {}));
        match wish {
            Wish::Look { path } => Ok(Reply::Look(self.look(&path))),
            Wish::List { path } => Ok(Reply::List(ListReply { entries: self.list(&path) })),
            Wish::Read { path, most } => {
                let bytes =
                    if path == "-" { self.typed.drain(..).flatten().collect() } else { self.read(&path)?.to_vec() };
                Ok(Reply::Bytes(BytesReply { blob: given.blob(up_to(bytes, most)) }))
            }
            Wish::Replace { path, blob: index, was } => {
                let digest: String =
                    Sha256::digest(self.read(&path)?).iter().map(|byte| format!("{byte:02x}")).collect();
                if digest != was {
                    return Err("cannot be written: it has changed meanwhile");
                }
                self.files.insert(path, blob(index));
                done
            }
            Wish::Write { path, blob: index, at } => {
                let begun = self.begun.entry(path).or_default();
                begun.truncate(usize::try_from(at).unwrap_or(usize::MAX));
                begun.extend(blob(index));
                done
            }
            Wish::Finish { path } => {
                let bytes = self.begun.remove(&path).ok_or("cannot be written: there is no such file")?;
                self.files.insert(path, bytes);
                done
            }
            Wish::Discard { path } => {
                self.begun.remove(&path);
                done
            }
            Wish::Git { .. } => Ok(Reply::Git(GitReply { exit: None, blob: None, error: None })),
            Wish::Answer { calls } => {
                let answers = calls.into_iter().map(|call| self.answer(call, blobs, engine, given)).collect();
                Ok(Reply::Answers(AnswersReply { answers }))
            }
            Wish::Clock {} => {
                self.microseconds += 1_000;
                Ok(Reply::Clock(ClockReply { microseconds: self.microseconds }))
            }
            Wish::Watch { .. } => Ok(Reply::Changed(ChangedReply { paths: Vec::new() })),
            Wish::Change { .. } => Err("cannot be watched: nobody is there"),
            Wish::Input { most } => {
                let bytes = self.typed.pop_front().unwrap_or_default();
                Ok(Reply::Bytes(BytesReply { blob: given.blob(up_to(bytes, most)) }))
            }
            Wish::Shipped { path } => Ok(Reply::Bytes(BytesReply { blob: given.blob(format!("# {path}\n").into()) })),
        }
    }

    fn answer(&self, call: EngineCall, blobs: &[&[u8]], engine: &mut dyn Engine, given: &mut Given) -> EngineAnswer {
        let mut bytes = Vec::new();
        for source in &call.blobs {
            match source {
                BlobSource::Blob { blob } => bytes.push(blobs[*blob as usize].to_vec()),
                BlobSource::File { path, most } => match self.read(path) {
                    Ok(read) => bytes.push(up_to(read.to_vec(), *most)),
                    Err(line) => return EngineAnswer { blob: None, error: Some(line.to_owned()) },
                },
            }
        }
        let mut header = call.header;
        header.insert("blobs".to_owned(), bytes.iter().map(Vec::len).collect());
        let header = serde_json::to_vec(&header).expect("it is JSON");
        let frame = frame::join(&header, &bytes.iter().map(Vec::as_slice).collect::<Vec<_>>());
        EngineAnswer { blob: Some(given.blob(engine.call(&frame))), error: None }
    }

    fn read(&self, path: &str) -> Result<&[u8], &'static str> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes),
            None if self.is_folder(path) => Err("cannot be read: it is a folder"),
            None => Err("cannot be read: there is no such file"),
        }
    }

    fn is_folder(&self, path: &str) -> bool {
        let inside = format!("{}/", path.trim_end_matches('/'));
        self.files.keys().any(|other| other.starts_with(&inside))
    }

    fn look(&self, path: &str) -> LookReply {
        let kind = match self.files.contains_key(path) {
            true => PathKind::File,
            false if self.is_folder(path) => PathKind::Folder,
            false => PathKind::Missing,
        };
        LookReply { kind, real: (kind != PathKind::Missing).then(|| path.to_owned()) }
    }

    fn list(&self, path: &str) -> Vec<FolderEntry> {
        let inside = format!("{}/", path.trim_end_matches('/'));
        let mut entries: BTreeMap<&str, EntryKind> = BTreeMap::new();
        for rest in self.files.keys().filter_map(|other| other.strip_prefix(&inside)) {
            match rest.split_once('/') {
                Some((folder, _)) => entries.insert(folder, EntryKind::Folder),
                None => entries.insert(rest, EntryKind::File),
            };
        }
        let entry = |(name, kind): (&str, _)| FolderEntry { name: name.to_owned(), kind, unreadable_name: false };
        entries.into_iter().map(entry).collect()
    }
}

fn up_to(mut bytes: Vec<u8>, most: u32) -> Vec<u8> {
    bytes.truncate(most as usize);
    bytes
}
