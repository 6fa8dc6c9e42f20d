//! A command line run by the shipped module alone: its files are in a map, and the instance that drives it answers its calls, as in the
//! native command. Counts the instructions of all turns and calls.

use std::collections::BTreeMap;

use tablewarden_tests::counting::Counting;
use tablewarden_wire::{
    AnswersReply, BlobSource, BytesReply, ClockReply, CommandRequest, DoneReply, EngineAnswer, EngineCall, Environment,
    ErrorReply, GitReply, GoOnRequest, LookReply, PathKind, Reply, StartRequest, Step, Surroundings, Terminals,
    VERSION, Wish, frame,
};

/// What came of a command.
pub(crate) struct Ran {
    pub(crate) exit: u8,
    /// What it printed, on both streams.
    pub(crate) printed: String,
    /// The instructions until the first input was wished, and then those for each.
    pub(crate) instructions: Vec<u64>,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// A command that runs. Its files are in `/work`, by their names.
struct Running {
    instance: Counting,
    files: BTreeMap<String, Vec<u8>>,
    /// What comes to standard input, in parts.
    typed: std::vec::IntoIter<Vec<u8>>,
    instructions: Vec<u64>,
}

/// Runs a command to its end; `typed` comes to its standard input, one part after the other.
pub(crate) fn run(words: &[&str], files: &[(&str, Vec<u8>)], typed: Vec<Vec<u8>>) -> Ran {
    let files = files.iter().map(|(name, bytes)| (format!("/work/{name}"), bytes.clone())).collect();
    let mut running = Running { instance: Counting::new(), files, typed: typed.into_iter(), instructions: vec![0] };
    let surroundings = Surroundings {
        command_version: "1.2.3".to_owned(),
        engine_sha256: None,
        working_dir: "/work".to_owned(),
        backslash_separates: false,
        now: 1_790_000_000,
        environment: Environment::default(),
        terminals: Terminals { stdin: false, stdout: false, stderr: false },
        width: None,
        answers_at_once: 1,
    };
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let mut request = CommandRequest::Start(Box::new(StartRequest { version: VERSION, words, surroundings }));
    let (mut given, mut printed): (Vec<Vec<u8>>, Vec<u8>) = (Vec::new(), Vec::new());
    loop {
        let header = serde_json::to_vec(&request).expect("a request is JSON");
        let answer = running.call(&frame::join(&header, &given.iter().map(Vec::as_slice).collect::<Vec<_>>()));
        let (header, rest) = frame::split(&answer).expect("a step is a frame");
        let step: Step = serde_json::from_slice(header).expect("its header is a step");
        let blobs = frame::cut(rest, &step.blobs).expect("its blobs are there");
        printed.extend(step.print.iter().flat_map(|print| blobs[print.blob as usize]));
        if let Some(exit) = step.exit {
            let printed = String::from_utf8(printed).expect("it is text");
            return Ran { exit, printed, instructions: running.instructions, files: running.files };
        }
        given.clear();
        let replies = step.wishes.into_iter().map(|wish| running.fulfil(wish, &blobs, &mut given));
        let replies = replies.map(|reply| reply.unwrap_or_else(|line| Reply::Error(ErrorReply { line }))).collect();
        let blobs = given.iter().map(|bytes| u32::try_from(bytes.len()).expect("it is short")).collect();
        request = CommandRequest::GoOn(GoOnRequest { version: VERSION, blobs, replies });
    }
}

impl Running {
    fn call(&mut self, frame: &[u8]) -> Vec<u8> {
        let (answer, instructions) = self.instance.answer(frame);
        *self.instructions.last_mut().expect("there is one") += instructions;
        answer
    }

    fn fulfil(&mut self, wish: Wish, blobs: &[&[u8]], given: &mut Vec<Vec<u8>>) -> Result<Reply, String> {
        let mut give = |bytes: Vec<u8>| {
            given.push(bytes);
            u32::try_from(given.len() - 1).expect("they are few")
        };
        Ok(match wish {
            Wish::Look { path } => {
                let is_folder = path == "/work" || "/work".starts_with(path.trim_end_matches('/'));
                let kind = match self.files.contains_key(&path) {
                    true => PathKind::File,
                    false if is_folder => PathKind::Folder,
                    false => PathKind::Missing,
                };
                Reply::Look(LookReply { kind, real: (kind != PathKind::Missing).then_some(path) })
            }
            Wish::Read { path, .. } => Reply::Bytes(BytesReply { blob: give(self.file(&path)?) }),
            Wish::Replace { path, blob, .. } => {
                self.files.insert(path, blobs[blob as usize].to_vec());
                Reply::Done(DoneReply {})
            }
            Wish::Answer { calls } => {
                let answers = calls.into_iter().map(|call| match self.answer(call, blobs) {
                    Ok(answer) => EngineAnswer { blob: Some(give(answer)), error: None },
                    Err(line) => EngineAnswer { blob: None, error: Some(line) },
                });
                Reply::Answers(AnswersReply { answers: answers.collect() })
            }
            Wish::Input { .. } => {
                self.instructions.push(0);
                Reply::Bytes(BytesReply { blob: give(self.typed.next().unwrap_or_default()) })
            }
            Wish::Clock {} => Reply::Clock(ClockReply { microseconds: 5 }),
            Wish::Git { .. } => Reply::Git(GitReply { exit: None, blob: None, error: None }),
            wish => panic!("a job wishes {wish:?}"),
        })
    }

    fn answer(&mut self, mut call: EngineCall, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
        let bytes = call.blobs.iter().map(|source| match source {
            BlobSource::Blob { blob } => Ok(blobs[*blob as usize].to_vec()),
            BlobSource::File { path, .. } => self.file(path),
        });
        let bytes = bytes.collect::<Result<Vec<Vec<u8>>, String>>()?;
        call.header.insert("blobs".to_owned(), bytes.iter().map(Vec::len).collect());
        let header = serde_json::to_vec(&call.header).expect("a header is JSON");
        Ok(self.call(&frame::join(&header, &bytes.iter().map(Vec::as_slice).collect::<Vec<_>>())))
    }

    fn file(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or_else(|| "cannot be read: there is no such file".to_owned())
    }
}
