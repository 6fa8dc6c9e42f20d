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
    pub(crate) fn look(&self, paths: impl IntoIterator<Item = String>) -> Reply<'_, Vec<Result<LookReply, String>>> {
        self.wish(of_paths(paths, |path| Wish::Look { path }), Vec::new(), |replies| {
            each(replies, |value| match value {
                Value::Look(reply) => Some(reply),
                _ => None,
            })
        })
    }

    /// What is in each of these folders.
    pub(crate) fn list(&self, folders: impl IntoIterator<Item = String>) -> Reply<'_, Vec<Result<ListReply, String>>> {
        self.wish(of_paths(folders, |path| Wish::List { path }), Vec::new(), |replies| {
            each(replies, |value| match value {
                Value::List(reply) => Some(reply),
                _ => None,
            })
        })
    }

    /// The bytes of each of these files; `-` is standard input.
    pub(crate) fn read(&self, paths: impl IntoIterator<Item = String>) -> Reply<'_, Vec<Result<Bytes, String>>> {
        let read = |path| Wish::Read { path, most: MOST_BYTES };
        self.wish(of_paths(paths, read), Vec::new(), |replies| each(replies, bytes))
    }

    /// Puts other bytes into files that still have the bytes of that digest.
    pub(crate) fn replace(&self, files: Vec<(String, Bytes, String)>) -> Reply<'_, Vec<Result<(), String>>> {
        let mut blobs = Vec::new();
        let mut wishes = Vec::new();
        for ((path, bytes, was), blob) in files.into_iter().zip(0u32..) {
            blobs.push(bytes);
            wishes.push(Wish::Replace { path, blob, was });
        }
        self.wish(wishes, blobs, done)
    }

    /// Puts bytes into new files beside these paths, behind as many as were written before.
    pub(crate) fn write(&self, files: Vec<(String, Bytes, u64)>) -> Reply<'_, Vec<Result<(), String>>> {
        let mut blobs = Vec::new();
        let mut wishes = Vec::new();
        for ((path, bytes, at), blob) in files.into_iter().zip(0u32..) {
            blobs.push(bytes);
            wishes.push(Wish::Write { path, blob, at });
        }
        self.wish(wishes, blobs, done)
    }

    /// Puts the new files beside these paths into their places.
    pub(crate) fn finish(&self, paths: impl IntoIterator<Item = String>) -> Reply<'_, Vec<Result<(), String>>> {
        self.wish(of_paths(paths, |path| Wish::Finish { path }), Vec::new(), done)
    }

    /// Removes the new files beside these paths.
    pub(crate) fn discard(&self, paths: impl IntoIterator<Item = String>) -> Reply<'_, Vec<Result<(), String>>> {
        self.wish(of_paths(paths, |path| Wish::Discard { path }), Vec::new(), done)
    }

    /// What git says to each of these calls.
    pub(crate) fn git(&self, calls: Vec<Vec<String>>) -> Reply<'_, Vec<Result<GitSaid, String>>> {
        let wishes = calls.into_iter().map(|words| Wish::Git { words }).collect();
        self.wish(wishes, Vec::new(), |replies| {
            each(replies, |value| match value {
                Value::Git(said) => Some(said),
                _ => None,
            })
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
        let answers = self.wish(vec![Wish::Answer { calls }], blobs, |replies| {
            one(each(replies, |value| match value {
                Value::Answers(answers) => Some(answers),
                _ => None,
            }))
        });
        match answers.await {
            Ok(answers) if answers.len() == count => answers,
            Ok(_) => vec![Err(MISFIT.to_owned()); count],
            Err(line) => vec![Err(line); count],
        }
    }

    /// Microseconds of a clock that only goes forward.
    pub(crate) fn clock(&self) -> Reply<'_, Result<i64, String>> {
        self.wish(vec![Wish::Clock {}], Vec::new(), |replies| {
            one(each(replies, |value| match value {
                Value::Clock(microseconds) => Some(microseconds),
                _ => None,
            }))
        })
    }

    /// A file that is shipped beside the module.
    pub(crate) fn shipped(&self, path: String) -> Reply<'_, Result<Bytes, String>> {
        self.wish(vec![Wish::Shipped { path }], Vec::new(), |replies| one(each(replies, bytes)))
    }

    /// Lets the host watch files and the entries of folders, and nothing else; gives those that it did not watch before, and
    /// those at which something happened since it was last told.
    pub(crate) fn watch(&self, files: Vec<String>, folders: Vec<String>) -> Reply<'_, Result<Vec<String>, String>> {
        self.wish(vec![Wish::Watch { files, folders }], Vec::new(), changed)
    }

    /// Waits until something changed at what is watched, or something is newly watched, and all has settled for so many milliseconds;
    /// gives the paths at which something changed.
    pub(crate) fn change(&self, settle: u32) -> Reply<'_, Result<Vec<String>, String>> {
        self.wish(vec![Wish::Change { settle }], Vec::new(), changed)
    }

    /// Waits for the next bytes of standard input, `most` of them at most; none at its end.
    pub(crate) fn input(&self, most: u32) -> Reply<'_, Result<Bytes, String>> {
        self.wish(vec![Wish::Input { most }], Vec::new(), |replies| one(each(replies, bytes)))
    }

    /// Places wishes; what comes of them is for whoever waits, who has to wait before the next ones are placed. No async function: what
    /// each of these keeps would be in every function that waits for it.
    fn wish<T>(&self, wishes: Vec<Wish<Request>>, blobs: Vec<Bytes>, take: fn(Vec<Fulfilled>) -> T) -> Reply<'_, T> {
        self.place(wishes, blobs);
        Reply { exchange: &self.0, take }
    }

    fn place(&self, wishes: Vec<Wish<Request>>, blobs: Vec<Bytes>) {
        // Without a wish the host would have nothing to go on with.
        if wishes.is_empty() {
            return self.0.replies.set(Some(Vec::new()));
        }
        self.with_held(|held| held.looked.wished(&wishes));
        self.want(|wanted| {
            wanted.wishes = wishes;
            wanted.blobs = blobs;
        });
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
        let look = |reply| match reply {
            &Ok(Value::Look(ref look)) => Some(look),
            _ => None,
        };
        self.with_held(|held| held.looked.found(replies.iter().map(look)));
        self.0.replies.set(Some(replies));
    }
}

/// One byte more than the engine takes of one file: it sees that its cap is passed, and an endless file ends.
pub(crate) const MOST_BYTES: u32 = 32 * 1024 * 1024 + 1;

const MISFIT: &str = "internal error: the host replied with something else than was wished; install tablewarden again";

/// What came of wishes, once the host has replied.
pub(crate) struct Reply<'h, T> {
    exchange: &'h Exchange,
    take: fn(Vec<Fulfilled>) -> T,
}

impl<T> Future for Reply<'_, T> {
    type Output = T;

    #[inline(never)]
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        self.exchange.replies.take().map_or(Poll::Pending, |replies| Poll::Ready((self.take)(replies)))
    }
}

fn of_paths(paths: impl IntoIterator<Item = String>, wish: fn(String) -> Wish<Request>) -> Vec<Wish<Request>> {
    paths.into_iter().map(wish).collect()
}

fn each<T>(replies: Vec<Fulfilled>, fit: fn(Value) -> Option<T>) -> Vec<Result<T, String>> {
    replies.into_iter().map(|reply| fit(reply?).ok_or_else(|| MISFIT.to_owned())).collect()
}

fn one<T>(replies: Vec<Result<T, String>>) -> Result<T, String> {
    replies.into_iter().next().unwrap_or_else(|| Err(MISFIT.to_owned()))
}

fn done(replies: Vec<Fulfilled>) -> Vec<Result<(), String>> {
    each(replies, |value| matches!(value, Value::Done).then_some(()))
}

fn changed(replies: Vec<Fulfilled>) -> Result<Vec<String>, String> {
    one(each(replies, |value| match value {
        Value::Changed(paths) => Some(paths),
        _ => None,
    }))
}

fn bytes(value: Value) -> Option<Bytes> {
    match value {
        Value::Bytes(bytes) => Some(bytes),
        _ => None,
    }
}
