//! What a command wishes, done: each wish becomes one reply. Bytes that come of it are put behind those that are given already.

mod answers;
mod files;
mod git;
mod shipped;
mod watch;

use std::io::{self, Read};
use std::time::{Duration, Instant};

use tablewarden_wire::{
    AnswersReply, BytesReply, ChangedReply, ClockReply, DoneReply, EngineAnswer, ErrorReply, Reply, Wish,
};

use crate::Engine;
use crate::driver::Driver;
use crate::texts::unreadable;
use answers::Answers;
use watch::Watch;

/// The command of one run, and its hands.
pub(crate) struct Hands<'e, E> {
    pub(crate) driver: Driver<'e>,
    answers: Answers<'e, E>,
    stdin: &'e mut dyn Read,
    watch: Watch,
    pub(crate) started: Instant,
}

impl<'e, E: Engine> Hands<'e, E> {
    pub(crate) fn new(engine: &'e E, stdin: &'e mut dyn Read) -> Self {
        let (driver, answers) = (Driver::new(engine), Answers::new(engine));
        Self { driver, answers, stdin, watch: Watch::default(), started: Instant::now() }
    }

    /// Fulfils one wish, whose bytes are among `blobs`.
    pub(crate) fn fulfil(&mut self, wish: Wish, blobs: &[&[u8]], given: &mut Vec<Vec<u8>>) -> Reply {
        self.reply(wish, blobs, given).unwrap_or_else(|line| Reply::Error(ErrorReply { line }))
    }

    fn reply(&mut self, wish: Wish, blobs: &[&[u8]], given: &mut Vec<Vec<u8>>) -> Result<Reply, String> {
        let mut give = |bytes: Vec<u8>| -> u32 {
            given.push(bytes);
            u32::try_from(given.len() - 1).unwrap_or(u32::MAX)
        };
        Ok(match wish {
            Wish::Look { path } => Reply::Look(files::look(&path)?),
            Wish::List { path } => Reply::List(files::list(&path)?),
            Wish::Read { path, most } if path == "-" => {
                Reply::Bytes(BytesReply { blob: give(files::read_from(&mut *self.stdin, most, 0)?) })
            }
            Wish::Read { path, most } => Reply::Bytes(BytesReply { blob: give(files::read(&path, most)?) }),
            Wish::Replace { path, blob, was } => {
                files::replace(&path, blobs.get(blob as usize).copied().unwrap_or_default(), &was)?;
                Reply::Done(DoneReply {})
            }
            Wish::Write { path, blob, at } => {
                files::write(&path, blobs.get(blob as usize).copied().unwrap_or_default(), at)?;
                Reply::Done(DoneReply {})
            }
            Wish::Finish { path } => {
                files::finish(&path)?;
                Reply::Done(DoneReply {})
            }
            Wish::Discard { path } => {
                files::discard(&path)?;
                Reply::Done(DoneReply {})
            }
            Wish::Git { words } => Reply::Git(git::run(&words, give)),
            Wish::Answer { calls } => {
                let answers = self.answers.to(calls, blobs, &mut self.driver).into_iter().map(|answer| match answer {
                    Ok(bytes) => EngineAnswer { blob: Some(give(bytes)), error: None },
                    Err(line) => EngineAnswer { blob: None, error: Some(line) },
                });
                Reply::Answers(AnswersReply { answers: answers.collect() })
            }
            Wish::Clock {} => {
                let passed = self.started.elapsed().as_micros();
                Reply::Clock(ClockReply { microseconds: i64::try_from(passed).unwrap_or(i64::MAX) })
            }
            Wish::Watch { files, folders } => Reply::Changed(ChangedReply { paths: self.watch.watch(files, folders)? }),
            Wish::Change { settle } => {
                self.driver.only_drives();
                let settle = Duration::from_millis(settle.into());
                Reply::Changed(ChangedReply { paths: self.watch.change(settle)? })
            }
            Wish::Input { most } => {
                self.driver.only_drives();
                Reply::Bytes(BytesReply { blob: give(next_of(self.stdin, most)?) })
            }
            Wish::Shipped { path } => Reply::Bytes(BytesReply { blob: give(shipped::shipped(&path)?) }),
        })
    }
}

/// The next bytes of a stream, as many as have come; none at its end.
fn next_of(stream: &mut dyn Read, most: u32) -> Result<Vec<u8>, String> {
    let mut bytes = vec![0; usize::try_from(most).unwrap_or(usize::MAX).min(PIPE)];
    loop {
        match stream.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => {
                bytes.truncate(read.map_err(|error| unreadable(&error))?);
                return Ok(bytes);
            }
        }
    }
}

/// A pipe holds no more at once.
const PIPE: usize = 64 * 1024;
