//! `tablewarden check --watch`: the check, again and again, whenever something changes where it looked. A report is shown where a file
//! was saved that was read, or where the report is another one. Never decides what is looked at.

use tablewarden_order::Set;
use tablewarden_report::{Found, plural};
use tablewarden_wire::{Format, Stream};

use super::call::{Call, Done};
use super::check;
use super::outputs::Report;
use crate::files::{is_inside, parent};
use crate::host::{Held, Looked};

/// A save is over when nothing more has happened for so many milliseconds: an editor writes a file beside, and renames it.
const SETTLE: u32 = 50;

/// Clears a terminal, with what was scrolled out of it, and goes to its upper left corner.
const CLEAR: &[u8] = b"\x1b[H\x1b[2J\x1b[3J";

/// What was shown.
struct Shown {
    /// What went to standard output, or the line that went to standard error in place of it.
    report: Vec<u8>,
    found: Found,
    watching: String,
}

/// What is printed, in order.
type Printed = Vec<(Stream, Vec<u8>)>;

/// Checks until it is stopped from outside.
///
/// # Errors
/// One line, where nothing can be watched.
pub(crate) async fn run(mut call: Call) -> Result<Done, String> {
    may_watch(&call)?;
    let (start, now) = (call.host.clock().await?, call.surroundings.now);
    let mut shown: Option<Shown> = None;
    let (mut is_saved, mut is_put_off) = (true, false);
    loop {
        call.surroundings.now = now.saturating_add(call.host.clock().await?.saturating_sub(start) / 1_000_000);
        call.host.hold();
        let checked = check::run_once(&call, Report::Findings).await;
        let held = call.host.release();
        let (found, failed) = match checked {
            Ok((_, found)) => (found, None),
            Err(line) => (Found::default(), Some(line)),
        };
        let report = match &failed {
            Some(line) => line.clone().into_bytes(),
            None => to_stdout(&held),
        };
        let Held { print, looked } = held;
        let (files, folders) = places(&looked, &call.surroundings.working_dir);
        let untold = call.host.watch(files, folders).await.map_err(unwatched)?;
        // What changes while it is checked may be read half written. It will be checked again, and is shown then; but some files are
        // written all the time.
        is_put_off = shown.is_some() && !untold.is_empty() && !is_put_off;
        if !is_put_off && (is_saved || shown.as_ref().is_none_or(|shown| shown.report != report)) {
            is_saved = false;
            let watching = format!("Watching {}. Press Ctrl+C to stop.", plural(looked.read.len(), "file"));
            shown = Some(show(&call, print, failed, Shown { report, found, watching }, shown));
        }
        let changed = call.host.change(SETTLE).await.map_err(unwatched)?;
        is_saved |= changed.iter().any(|path| looked.read.contains(path));
    }
}

/// That the host cannot watch.
fn unwatched(line: String) -> String {
    format!("The files {line}.")
}

/// Refuses what cannot be done again and again, or would be a change itself.
fn may_watch(call: &Call) -> Result<(), String> {
    let arguments = &call.arguments;
    if let Some(other) =
        ["list-files", "output-file", "write-baseline"].into_iter().find(|option| arguments.has(option))
    {
        return Err(format!("`--watch` and `--{other}` exclude each other. Give one of them."));
    }
    if let Some((format, file)) = arguments.all("format").find_map(|format| format.split_once('=')) {
        return Err(format!(
            "`--watch` prints to standard output only. Write `--format {format}` instead of `--format {format}={file}`."
        ));
    }
    let options = ["rules", "input-parameters", "parameters", "baseline"];
    let options = options.into_iter().flat_map(|option| arguments.all(option));
    if arguments.operands.iter().map(String::as_str).chain(options).any(|name| name == "-") {
        return Err(
            "`--watch` needs files: standard input can be read only once. Name a file instead of `-`.".to_owned()
        );
    }
    Ok(())
}

/// Shows a report, and what is new since the one before.
fn show(call: &Call, print: Printed, failed: Option<String>, mut now: Shown, before: Option<Shown>) -> Shown {
    let host = &call.host;
    let is_cleared = before.is_some() && call.surroundings.terminals.stdout && call.colors(true);
    if is_cleared {
        host.print_as_it_is(Stream::Stdout, CLEAR.to_vec());
    }
    for (to, bytes) in print {
        // It was held when it was printed.
        host.print_as_it_is(to, bytes);
    }
    match (failed, before) {
        (Some(line), before) => {
            call.say(&line);
            // It is compared with when nothing failed.
            now.found = before.map(|before| before.found).unwrap_or_default();
        }
        (None, Some(before)) => {
            let is_for_people = call.format() == Format::Text;
            let since = now.found.since(&before.found);
            host.print(if is_for_people { Stream::Stdout } else { Stream::Stderr }, since.into_bytes());
        }
        (None, None) => {}
    }
    if !call.arguments.has("quiet") {
        call.say(&now.watching);
    }
    now
}

fn to_stdout(held: &Held) -> Vec<u8> {
    let printed = held.print.iter().filter(|(to, _)| *to == Stream::Stdout);
    printed.flat_map(|(_, bytes)| bytes.iter().copied()).collect()
}

/// The files and the folders in which a change counts. What is not there counts where something else that was looked at is beside
/// it, and from the working directory on: else all folders up to the root would be watched.
fn places(looked: &Looked, working_dir: &str) -> (Vec<String>, Vec<String>) {
    let there: Set<&String> = looked.read.iter().chain(looked.there.iter()).collect();
    let folders: Set<&str> = looked.folders.iter().map(String::as_str).collect();
    let around: Set<&str> = there.iter().filter_map(|path| parent(path)).collect();
    let is_near = |path: &&String| {
        parent(path).is_some_and(|folder| {
            folder == working_dir
                || is_inside(folder, working_dir)
                || folders.contains(folder)
                || around.contains(folder)
        })
    };
    let files = there.iter().copied().chain(looked.missing.iter().filter(is_near)).cloned().collect();
    (files, looked.folders.iter().cloned().collect())
}
