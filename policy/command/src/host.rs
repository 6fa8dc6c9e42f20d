//! What a command asks of its host: each function places wishes and waits until they are fulfilled. Wishes that are placed
//! together may be fulfilled together. Also where a command puts what is printed.

mod held;

use std::borrow::Cow;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

pub(crate) use held::{Held, Looked};
use tablewarden_source::{harmless, harmless_lines};
use tablewarden_wire::{EngineCall, ListReply, LookReply, Request, Stream, Wish};

/// Bytes that several calls may name.
pub(crate) type Bytes = Rc<[u8]>;

/// The host of a command.
#[derive(Clone, Default)]
pub(crate) struct Host(Rc<Exchange>);

/// What lies between the command and its host.
#[derive(Default)]
struct Exchange {
    wanted: Cell<Wanted>,
    replies: Cell<Option<Vec<Fulfilled>>>,
    held: Cell<Option<Held>>,
}

/// What a command wants of its host until it goes on.
#[derive(Default)]
pub(crate) struct Wanted {
    pub(crate) print: Vec<(Stream, Vec<u8>)>,
    pub(crate) progress: Option<String>,
    pub(crate) wishes: Vec<Wish<Request>>,
    /// The bytes that the wishes name by their index.
    pub(crate) blobs: Vec<Bytes>,
}

/// What came of a wish; else one line why not.
pub(crate) type Fulfilled = Result<Value, String>;

/// What a host gives.
pub(crate) enum Value {
    Look(LookReply),
    List(ListReply),
    Bytes(Bytes),
    Done,
    Git(GitSaid),
    Answers(Vec<Result<Bytes, String>>),
    Clock(i64),
    /// Paths at which something may have changed.
    Changed(Vec<String>),
}

/// How git ended, and what it said.
pub(crate) struct GitSaid {
    /// None where git cannot be started.
    pub(crate) exit: Option<i32>,
    pub(crate) out: Bytes,
    /// The first line of its complaint.
    pub(crate) error: String,
}

impl Host {
    /// Prints text: what a terminal could take for more than text is written out. Nothing else puts text of others on a stream.
    pub(crate) fn print(&self, to: Stream, text: Vec<u8>) {
        let bytes = match harmless_lines(&String::from_utf8_lossy(&text)) {
            // It is what came in.
            Cow::Borrowed(same) if same.len() == text.len() => text,
            other => other.into_owned().into_bytes(),
        };
        self.print_as_it_is(to, bytes);
    }

    /// Puts bytes where the host finds them at the next step: a report, whose writer has written out what could do harm and set
    /// colours since; or the bytes of a file for a program.
    pub(crate) fn print_as_it_is(&self, to: Stream, bytes: Vec<u8>) {
        let mut bytes = Some(bytes);
        self.with_held(|held| held.print.extend(bytes.take().map(|bytes| (to, bytes))));
        self.want(|wanted| wanted.print.extend(bytes.map(|bytes| (to, bytes))));
    }

    /// Holds what is printed from now on, and remembers where it is looked.
    pub(crate) fn hold(&self) {
        self.0.held.set(Some(Held::default()));
    }

    /// Gives what was held, and holds nothing any more.
    pub(crate) fn release(&self) -> Held {
        self.0.held.take().unwrap_or_default()
    }

    /// Says how far the command is.
    pub(crate) fn progress(&self, line: String) {
        self.want(|wanted| wanted.progress = Some(harmless(&line).into_owned()));
    }

    /// What is at each of these paths.
    pub(crate) async fn look(&self, paths: impl IntoIterator<Item = String>) -> Vec<Result<LookReply, String>> {
        let wishes = paths.into_iter().map(|path| Wish::Look { path }).collect();
        each(self.fulfil(wishes, Vec::new()).await, |value| match value {
            Value::Look(reply) => Some(reply),
            _ => None,
        })
    }

    /// What is in each of these folders.
    pub(crate) async fn list(&self, folders: impl IntoIterator<Item = String>) -> Vec<Result<ListReply, String>> {
        let wishes = folders.into_iter().map(|path| Wish::List { path }).collect();
        each(self.fulfil(wishes, Vec::new()).await, |value| match value {
            Value::List(reply) => Some(reply),
            _ => None,
        })
    }

    /// The bytes of each of these files; `-` is standard input.
    pub(crate) async fn read(&self, paths: impl IntoIterator<Item = String>) -> Vec<Result<Bytes, String>> {
        let wishes = paths.into_iter().map(|path| Wish::Read { path, most: MOST_BYTES }).collect();
        each(self.fulfil(wishes, Vec::new()).await, bytes)
    }

    /// Puts other bytes into files that still have the bytes of that digest.
    pub(crate) async fn replace(&self, files: Vec<(String, Bytes, String)>) -> Vec<Result<(), String>> {
        let mut blobs = Vec::new();
        let mut wishes = Vec::new();
        for ((path, bytes, was), blob) in files.into_iter().zip(0u32..) {
            blobs.push(bytes);
            wishes.push(Wish::Replace { path, blob, was });
        }
        each(self.fulfil(wishes, blobs).await, |value| matches!(value, Value::Done).then_some(()))
    }

    /// Puts bytes into new files beside these paths, behind as many as were written before.
    pub(crate) async fn write(&self, files: Vec<(String, Bytes, u64)>) -> Vec<Result<(), String>> {
        let mut blobs = Vec::new();
        let mut wishes = Vec::new();
        for ((path, bytes, at), blob) in files.into_iter().zip(0u32..) {
            blobs.push(bytes);
            wishes.push(Wish::Write { path, blob, at });
        }
        each(self.fulfil(wishes, blobs).await, |value| matches!(value, Value::Done).then_some(()))
    }

    /// Puts the new files beside these paths into their places.
    pub(crate) async fn finish(&self, paths: impl IntoIterator<Item = String>) -> Vec<Result<(), String>> {
        let wishes = paths.into_iter().map(|path| Wish::Finish { path }).collect();
        each(self.fulfil(wishes, Vec::new()).await, |value| matches!(value, Value::Done).then_some(()))
    }

    /// Removes the new files beside these paths.
    pub(crate) async fn discard(&self, paths: impl IntoIterator<Item = String>) -> Vec<Result<(), String>> {
        let wishes = paths.into_iter().map(|path| Wish::Discard { path }).collect();
        each(self.fulfil(wishes, Vec::new()).await, |value| matches!(value, Value::Done).then_some(()))
    }

    /// What git says to each of these calls.
    pub(crate) async fn git(&self, calls: Vec<Vec<String>>) -> Vec<Result<GitSaid, String>> {
        let wishes = calls.into_iter().map(|words| Wish::Git { words }).collect();
        each(self.fulfil(wishes, Vec::new()).await, |value| match value {
            Value::Git(said) => Some(said),
            _ => None,
        })
    }

    /// The engine's answers to calls that name `blobs` by their index.
    pub(crate) async fn answers(
        &self,
        calls: Vec<EngineCall<Request>>,
        blobs: Vec<Bytes>,
    ) -> Vec<Result<Bytes, String>> {
        let count = calls.len();
        if count == 0 {
            return Vec::new();
        }
        let reply = each(self.fulfil(vec![Wish::Answer { calls }], blobs).await, |value| match value {
            Value::Answers(answers) if answers.len() == count => Some(answers),
            _ => None,
        });
        match reply.into_iter().next().unwrap_or_else(|| Err(MISFIT.to_owned())) {
            Ok(answers) => answers,
            Err(line) => vec![Err(line); count],
        }
    }

    /// Microseconds of a clock that only goes forward.
    pub(crate) async fn clock(&self) -> Result<i64, String> {
        let reply = self.fulfil(vec![Wish::Clock {}], Vec::new()).await;
        one(each(reply, |value| match value {
            Value::Clock(microseconds) => Some(microseconds),
            _ => None,
        }))
    }

    /// A file that is shipped beside the module.
    pub(crate) async fn shipped(&self, path: String) -> Result<Bytes, String> {
        one(each(self.fulfil(vec![Wish::Shipped { path }], Vec::new()).await, bytes))
    }

    /// Lets the host watch files and the entries of folders, and nothing else; gives those that it did not watch before, and
    /// those at which something happened since it was last told.
    pub(crate) async fn watch(&self, files: Vec<String>, folders: Vec<String>) -> Result<Vec<String>, String> {
        one(each(self.fulfil(vec![Wish::Watch { files, folders }], Vec::new()).await, changed))
    }

    /// Waits until something changed at what is watched, or something is newly watched, and all has settled for so many milliseconds;
    /// gives the paths at which something changed.
    pub(crate) async fn change(&self, settle: u32) -> Result<Vec<String>, String> {
        one(each(self.fulfil(vec![Wish::Change { settle }], Vec::new()).await, changed))
    }

    /// Waits for the next bytes of standard input, `most` of them at most; none at its end.
    pub(crate) async fn input(&self, most: u32) -> Result<Bytes, String> {
        one(each(self.fulfil(vec![Wish::Input { most }], Vec::new()).await, bytes))
    }

    async fn fulfil(&self, wishes: Vec<Wish<Request>>, blobs: Vec<Bytes>) -> Vec<Fulfilled> {
        // Without a wish the host would have nothing to go on with.
        if wishes.is_empty() {
            return Vec::new();
        }
        let looks = self.with_held(|held| held.looked.wished(&wishes));
        self.want(|wanted| {
            wanted.wishes = wishes;
            wanted.blobs = blobs;
        });
        let replies = Waiting(&self.0).await;
        self.with_held(|held| {
            for (path, reply) in looks.unwrap_or_default().into_iter().zip(&replies) {
                if let Ok(Value::Look(look)) = reply {
                    held.looked.found(path, look);
                }
            }
        });
        replies
    }

    fn with_held<T>(&self, work: impl FnOnce(&mut Held) -> T) -> Option<T> {
        let mut held = self.0.held.take();
        let done = held.as_mut().map(work);
        self.0.held.set(held);
        done
    }

    fn want(&self, change: impl FnOnce(&mut Wanted)) {
        let mut wanted = self.0.wanted.take();
        change(&mut wanted);
        self.0.wanted.set(wanted);
    }

    /// Takes what the command wants by now.
    pub(crate) fn take_wanted(&self) -> Wanted {
        self.0.wanted.take()
    }

    /// Hands over what came of the wishes, one for each.
    pub(crate) fn give(&self, replies: Vec<Fulfilled>) {
        self.0.replies.set(Some(replies));
    }
}

/// One byte more than the engine takes of one file: it sees that its cap is passed, and an endless file ends.
pub(crate) const MOST_BYTES: u32 = 32 * 1024 * 1024 + 1;

const MISFIT: &str = "internal error: the host replied with something else than was wished; install tablewarden again";

/// Waits for replies.
struct Waiting<'h>(&'h Exchange);

impl Future for Waiting<'_> {
    type Output = Vec<Fulfilled>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.replies.take().map_or(Poll::Pending, Poll::Ready)
    }
}

fn each<T>(replies: Vec<Fulfilled>, fit: impl Fn(Value) -> Option<T>) -> Vec<Result<T, String>> {
    replies.into_iter().map(|reply| fit(reply?).ok_or_else(|| MISFIT.to_owned())).collect()
}

fn one<T>(replies: Vec<Result<T, String>>) -> Result<T, String> {
    replies.into_iter().next().unwrap_or_else(|| Err(MISFIT.to_owned()))
}

fn changed(value: Value) -> Option<Vec<String>> {
    match value {
        Value::Changed(paths) => Some(paths),
        _ => None,
    }
}

fn bytes(value: Value) -> Option<Bytes> {
    match value {
        Value::Bytes(bytes) => Some(bytes),
        _ => None,
    }
}
