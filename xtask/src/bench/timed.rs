//! A process from its start to its end, and how long that took. Shows nothing of what the process prints.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::error::Result;

/// How long something took, in milliseconds: by the clock, and of the processor where the system says that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    pub(super) clock: f64,
    pub(super) processor: Option<f64>,
}

/// Runs a process and whatever it starts and waits for. It has to end with `code`.
pub(super) fn timed(command: &mut Command, code: i32) -> Result<Time> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (started, processor) = (Instant::now(), processor_of_children());
    let status = command.status().map_err(|error| format!("cannot run {:?}: {error}", command.get_program()))?;
    let clock = started.elapsed().as_secs_f64() * 1000.0;
    let processor = processor_of_children().zip(processor).map(|(after, before)| after - before);
    if status.code() == Some(code) {
        Ok(Time { clock, processor })
    } else {
        Err(format!("{command:?} ended with {status}, not with {code}"))
    }
}

pub(super) fn median(times: impl Iterator<Item = f64>) -> Option<f64> {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}

/// The processor time of all children that have ended, in milliseconds.
#[cfg(unix)]
fn processor_of_children() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    Some((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1000.0)
}

#[cfg(not(unix))]
fn processor_of_children() -> Option<f64> {
    None
}
