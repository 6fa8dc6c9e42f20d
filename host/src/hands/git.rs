//! The program `git`: words in, how it ended and what it said out. Never makes a word, and gives it nothing to read.

use std::process::{Command, Stdio};

use tablewarden_wire::GitReply;

/// What git says; `give` takes its standard output.
pub(super) fn run(words: &[String], give: impl FnOnce(Vec<u8>) -> u32) -> GitReply {
    let Ok(output) = Command::new("git").args(words).stdin(Stdio::null()).output() else {
        return GitReply { exit: None, blob: None, error: None };
    };
    let error = String::from_utf8_lossy(&output.stderr).lines().next().map(str::to_owned);
    // What a signal ended has no exit code.
    GitReply { exit: Some(output.status.code().unwrap_or(-1)), blob: Some(give(output.stdout)), error }
}
