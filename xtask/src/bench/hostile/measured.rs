//! What one process takes. Starts this program again as its only parent, because a system says of its children only what all of them took.

use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::programs::process;

/// The word by which this program knows that it is the parent of one process.
pub(super) const WORD: &str = "--one";

/// After so many seconds of the clock a process is ended.
const PATIENCE: u64 = 90;

/// What a process took.
#[derive(Serialize, Deserialize)]
pub(super) struct Measured {
    /// Of the processor, all threads together.
    pub(super) seconds: f64,
    /// The most memory that was resident.
    pub(super) megabytes: f64,
    /// The exit code; none if it was ended, or ended itself by a signal.
    pub(super) code: Option<i32>,
}

/// Runs a program in `folder` with its standard output in the file `output`.
pub(super) fn in_process<'w>(
    folder: &Path,
    output: &Path,
    program: &OsStr,
    words: impl Iterator<Item = &'w OsStr>,
) -> Result<Measured> {
    let this = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let mut parent = process::command(&this.to_string_lossy(), folder);
    parent.args(["bench", "hostile", WORD, &PATIENCE.to_string()]).arg(output).arg(program).args(words);
    let said = process::output(&mut parent)?;
    serde_json::from_str(&said).map_err(|error| format!("`{said}` is no measurement: {error}"))
}

/// Runs one program, and prints what it took.
pub(super) fn one(seconds: &str, output: &Path, program: &[String]) -> Result<ExitCode> {
    let [program, words @ ..] = program else { return Err("no program to run".to_owned()) };
    let seconds = seconds.parse().map_err(|error| format!("`{seconds}`: {error}"))?;
    let file = File::create(output).map_err(|error| format!("cannot write {}: {error}", output.display()))?;
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot run `{program}`: {error}"))?;
    let end = Instant::now() + Duration::from_secs(seconds);
    let status = loop {
        match child.try_wait().map_err(|error| format!("`{program}`: {error}"))? {
            Some(status) => break status,
            None if Instant::now() > end => {
                let _ = child.kill();
                break child.wait().map_err(|error| format!("`{program}`: {error}"))?;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let (seconds, megabytes) =
        of_children().ok_or_else(|| "this system does not say what a process took".to_owned())?;
    let measured = Measured { seconds, megabytes, code: status.code() };
    println!("{}", serde_json::to_string(&measured).map_err(|error| error.to_string())?);
    Ok(ExitCode::SUCCESS)
}

/// Seconds of the processor and megabytes at the most, of all children that have ended.
#[cfg(unix)]
fn of_children() -> Option<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let seconds = (usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6;
    // Linux counts kibibytes, macOS bytes.
    let unit = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
    Some((seconds, usage.max_rss() as f64 * unit / 1e6))
}

#[cfg(not(unix))]
fn of_children() -> Option<(f64, f64)> {
    None
}
