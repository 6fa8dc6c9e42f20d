//! One measurement in a child process: its arguments in, what it printed out. A child that takes too long is ended.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::error::Result;
use crate::programs::process;

/// How long a child may take.
pub(super) const LIMIT: Duration = Duration::from_secs(120);

/// What came of one child.
pub(crate) enum Outcome {
    Measured(Sample),
    /// It was ended; the most memory it had used until then, where the system says so.
    TooLong {
        peak_bytes: Option<u64>,
    },
}

/// One measurement. Times are of the processor where the system says them, else of the clock.
pub(crate) struct Sample {
    pub(crate) whole_ns: u64,
    /// The part that is done again for each document; cfn-guard has none.
    pub(crate) again_ns: Option<u64>,
    pub(crate) peak_bytes: Option<u64>,
    /// How many rules pass, fail, are skipped and have no verdict, as text.
    pub(crate) verdicts: String,
}

pub(super) fn measure<'a>(program: &Path, arguments: impl Iterator<Item = &'a PathBuf>) -> Result<Outcome> {
    let mut command = Command::new(program);
    command.args(arguments.map(|argument| -> &OsStr { argument.as_ref() }));
    let failed = |error: std::io::Error| format!("{}: {error}", program.display());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(failed)?;
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        if started.elapsed() > LIMIT {
            let peak_bytes = process::peak_of(&child);
            child.kill().and_then(|()| child.wait()).map_err(failed)?;
            return Ok(Outcome::TooLong { peak_bytes });
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    // One short line, so the pipe never fills up while nobody reads.
    let mut printed = String::new();
    if let Some(output) = &mut child.stdout {
        output.read_to_string(&mut printed).map_err(failed)?;
    }
    if !status.success() {
        return Err(format!("`{command:?}` failed ({status})"));
    }
    let value = serde_json::from_str(&printed).map_err(|error| format!("a measurement is no JSON: {error}"))?;
    sample(&value).map(Outcome::Measured).ok_or_else(|| format!("a measurement is not as expected: {printed}"))
}

fn sample(value: &Value) -> Option<Sample> {
    let time = |span: &Value| span["cpu_ns"].as_u64().or_else(|| span["wall_ns"].as_u64());
    Some(Sample {
        whole_ns: time(&value["whole"])?,
        again_ns: time(&value["repeated"]),
        peak_bytes: value["peak_bytes"].as_u64(),
        verdicts: value["verdicts"].to_string(),
    })
}
