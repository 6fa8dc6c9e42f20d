//! What one measurement gives, and the clocks it is taken with. Processor time is known on Unix, peak memory on Linux;
//! elsewhere they are left out, never guessed.

use std::time::{Duration, Instant};

use serde::Serialize;

/// What one process measured; one line of JSON.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Measured {
    /// Everything from the texts of rules and document to the report.
    pub(crate) whole: Span,
    /// The part that is done again for each further document with the same rules; absent where an engine cannot keep
    /// rules. The median of several runs after the whole one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) repeated: Option<Span>,
    /// The most memory that was resident until the end of the whole part, program and texts included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) peak_bytes: Option<u64>,
    /// The size of all reports.
    pub(crate) report_bytes: u64,
    pub(crate) verdicts: Verdicts,
}

/// How many rules came to what.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub(crate) struct Verdicts {
    pub(crate) pass: u32,
    pub(crate) fail: u32,
    pub(crate) skip: u32,
    /// Rules, or with cfn-guard rule files, that got no verdict.
    pub(crate) error: u32,
}

/// How long something took.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub(crate) struct Span {
    pub(crate) wall_ns: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cpu_ns: Option<u64>,
}

impl Span {
    /// This and another one after it.
    pub(crate) fn and(self, other: Self) -> Self {
        let cpu_ns = self.cpu_ns.zip(other.cpu_ns).map(|(one, other)| one + other);
        Self { wall_ns: self.wall_ns + other.wall_ns, cpu_ns }
    }

    /// No time at all.
    pub(crate) fn none() -> Self {
        Self { wall_ns: 0, cpu_ns: cpu().map(|_| 0) }
    }
}

/// A clock that runs.
pub(crate) struct Clock {
    started: Instant,
    cpu: Option<Duration>,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { cpu: cpu(), started: Instant::now() }
    }

    pub(crate) fn stop(self) -> Span {
        let wall = self.started.elapsed();
        let cpu = cpu().zip(self.cpu).map(|(now, then)| now.saturating_sub(then));
        Span { wall_ns: nanoseconds(wall), cpu_ns: cpu.map(nanoseconds) }
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// The processor time of this process until now.
#[cfg(unix)]
fn cpu() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).ok()
}

#[cfg(not(unix))]
fn cpu() -> Option<Duration> {
    None
}

/// The most memory of this process that was resident until now. Linux says it in /proc; what `getrusage` gives there
/// starts with the size of the process that started this one.
pub(crate) fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
