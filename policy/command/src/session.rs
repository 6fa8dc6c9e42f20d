//! One command from start to exit. Each call takes a frame of the host and gives a step: what to print, and what the command
//! wishes or how it exits.
//!
//! A command is written as one async function that waits for wishes. Here it is polled once for each call: there is nothing to
//! wake it but the host's next frame, so no executor is needed (docs/adr/0009-a-command-waits-for-its-host.md).

mod decode;

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use tablewarden_wire::{BlobSource, EngineCall, Print, Request, Step, Stream, VERSION, Wish, frame};

use crate::commands::{self, NOT_CHECKED};
use crate::host::{Host, Wanted};
use decode::{Turn, decode};

/// The command that runs, if one does.
#[derive(Default)]
pub struct Session(Option<Running>);

struct Running {
    command: Pin<Box<dyn Future<Output = u8>>>,
    host: Host,
    /// How many wishes are open.
    wished: usize,
}

impl Session {
    /// No command runs.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Answers a frame: a turn of a command with a step, every other request as the engine does.
    pub fn call(&mut self, bytes: &[u8]) -> Vec<u8> {
        match decode(bytes) {
            Ok(Turn::Other) => tablewarden_check::call(bytes),
            Ok(Turn::Start(request)) => {
                let host = Host::default();
                let command = Box::pin(commands::run(request.words, request.surroundings, host.clone()));
                self.go_on(Running { command, host, wished: 0 })
            }
            Ok(Turn::GoOn(replies)) => match self.0.take() {
                Some(running) if running.wished == replies.len() => {
                    running.host.give(replies);
                    self.go_on(running)
                }
                Some(_) => refused("the host did not reply to every wish"),
                None => refused("no command was started"),
            },
            Err(why) => {
                self.0 = None;
                refused(&why)
            }
        }
    }

    #[inline(never)]
    fn go_on(&mut self, mut running: Running) -> Vec<u8> {
        let polled = running.command.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let wanted = running.host.take_wanted();
        match polled {
            Poll::Ready(exit) => step(wanted, Some(exit)),
            Poll::Pending if wanted.wishes.is_empty() => refused("the command waits for nothing"),
            Poll::Pending => {
                running.wished = wanted.wishes.len();
                self.0 = Some(running);
                step(wanted, None)
            }
        }
    }
}

/// The last step of a command whose host does not keep to the interface.
fn refused(why: &str) -> Vec<u8> {
    let line = format!("tablewarden: internal error: {why}; install tablewarden again\n");
    step(Wanted { print: vec![(Stream::Stderr, line.into_bytes())], ..Wanted::default() }, Some(NOT_CHECKED))
}

/// The frame of a step.
fn step(wanted: Wanted, exit: Option<u8>) -> Vec<u8> {
    let Wanted { print: printed, progress, mut wishes, blobs } = wanted;
    // Behind what is printed come the bytes of the wishes.
    let first = u32::try_from(printed.len()).unwrap_or(u32::MAX);
    for wish in &mut wishes {
        move_blobs(wish, first);
    }
    let print = printed.iter().zip(0u32..).map(|((to, _), blob)| Print { to: *to, blob }).collect();
    let all: Vec<&[u8]> =
        printed.iter().map(|(_, bytes)| bytes.as_slice()).chain(blobs.iter().map(|bytes| &**bytes)).collect();
    let lengths = all.iter().map(|bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX)).collect();
    let step = Step { version: VERSION, blobs: lengths, print, progress, wishes, exit };
    frame::join(&serde_json::to_vec(&step).unwrap_or_default(), &all)
}

fn move_blobs(wish: &mut Wish<Request>, by: u32) {
    match wish {
        Wish::Replace { blob, .. } | Wish::Write { blob, .. } => *blob += by,
        Wish::Answer { calls } => {
            for EngineCall { blobs, .. } in calls {
                for source in blobs {
                    if let BlobSource::Blob { blob } = source {
                        *blob += by;
                    }
                }
            }
        }
        _ => {}
    }
}
