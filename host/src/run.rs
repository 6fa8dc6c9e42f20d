//! The turns of a host and its command: prints what a step says, fulfils its wishes, and hands the replies back, until the
//! command exits.

use std::io::{self, Read, Write};
use std::time::Duration;

use serde::Serialize;
use tablewarden_source::harmless;
use tablewarden_wire::{
    CommandRequest, GoOnRequest, Print, Reply, StartRequest, Step, Stream, Surroundings, VERSION, frame,
};

use crate::hands::Hands;
use crate::texts::reason;
use crate::{CallError, Engine, Frame};

/// The streams of a process.
pub struct Streams<'s> {
    /// Standard input.
    pub stdin: &'s mut dyn Read,
    /// Standard output.
    pub stdout: &'s mut dyn Write,
    /// Standard error.
    pub stderr: &'s mut dyn Write,
}

/// Runs what was typed; gives the exit code.
pub fn run<E: Engine>(words: Vec<String>, surroundings: Surroundings, streams: Streams<'_>, engine: &E) -> u8 {
    let Streams { stdin, stdout, stderr } = streams;
    let has_progress = surroundings.terminals.stderr;
    let mut output = Output { stdout, stderr, failed: None, has_progress, columns: 0 };
    let mut hands = Hands::new(engine, stdin);
    let start = StartRequest { version: VERSION, words, surroundings };
    let exit = turns(start, &mut hands, &mut output).unwrap_or_else(|error| {
        output.say(&error.to_string());
        NOT_CHECKED
    });
    output.progress("");
    match output.failed.take() {
        // The reader has seen enough, as `head` has.
        Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            output.say(&format!("Standard output cannot be written: {}.", reason(&error)));
            NOT_CHECKED
        }
        _ => exit,
    }
}

const NOT_CHECKED: u8 = 2;

/// A run that takes no longer shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);

fn turns<E: Engine>(start: StartRequest, hands: &mut Hands<'_, E>, output: &mut Output<'_>) -> Result<u8, CallError> {
    let mut request = framed(&CommandRequest::Start(Box::new(start)), Vec::new());
    loop {
        let answer = hands.driver.turn(request)?;
        let (step, blobs) = step_of(&answer)?;
        for Print { to, blob } in &step.print {
            output.print(*to, blobs.get(*blob as usize).copied().unwrap_or_default());
        }
        if let Some(line) = step.progress.filter(|_| hands.started.elapsed() > PATIENCE) {
            output.progress(&line);
        }
        if let Some(exit) = step.exit {
            return Ok(exit);
        }
        let mut given: Vec<Vec<u8>> = Vec::new();
        let replies: Vec<Reply> = step.wishes.into_iter().map(|wish| hands.fulfil(wish, &blobs, &mut given)).collect();
        let lengths = given.iter().map(|bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX)).collect();
        let go_on = CommandRequest::GoOn(GoOnRequest { version: VERSION, blobs: lengths, replies });
        request = framed(&go_on, given);
    }
}

fn framed(header: &impl Serialize, mut parts: Vec<Vec<u8>>) -> Frame {
    parts.insert(0, frame::join(&serde_json::to_vec(header).unwrap_or_default(), &[]));
    parts.into()
}

fn step_of(answer: &[u8]) -> Result<(Step, Vec<&[u8]>), CallError> {
    let unreadable = |error: &dyn std::fmt::Display| CallError::Answer(error.to_string());
    let (header, rest) = frame::split(answer).map_err(|error| unreadable(&error))?;
    let step: Step = serde_json::from_slice(header).map_err(|error| unreadable(&error))?;
    let blobs = frame::cut(rest, &step.blobs).map_err(|error| unreadable(&error))?;
    Ok((step, blobs))
}

/// Where a command prints. After a failure nothing more goes to standard output.
struct Output<'s> {
    stdout: &'s mut dyn Write,
    stderr: &'s mut dyn Write,
    failed: Option<io::Error>,
    /// Whether standard error is a terminal, where progress is shown.
    has_progress: bool,
    /// How many columns of the terminal the progress takes, until anything else is printed.
    columns: usize,
}

impl Output<'_> {
    fn print(&mut self, to: Stream, bytes: &[u8]) {
        self.progress("");
        match to {
            // Where even standard error fails there is nobody to tell.
            Stream::Stderr => drop(self.stderr.write_all(bytes)),
            Stream::Stdout if self.failed.is_some() => {}
            Stream::Stdout => {
                self.failed = self.stdout.write_all(bytes).and_then(|()| self.stdout.flush()).err();
            }
        }
    }

    /// Shows a line in place of the one before. With blanks, which every terminal knows.
    fn progress(&mut self, line: &str) {
        if self.has_progress && (self.columns > 0 || !line.is_empty()) {
            let _ = write!(self.stderr, "\r{:1$}\r{line}", "", self.columns).and_then(|()| self.stderr.flush());
            self.columns = line.chars().count();
        }
    }

    fn say(&mut self, line: &str) {
        self.print(Stream::Stderr, format!("tablewarden: {}\n", harmless(line)).as_bytes());
    }
}

#[cfg(test)]
mod tests;
