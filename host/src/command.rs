//! The whole command: arguments and surroundings in, text and an exit code out. Never decides what fails: the exit code
//! is the answer's outcome.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use tablewarden_wire::{Notice, Outcome};

use crate::args::{self, Action, HELP};
use crate::{CallError, Engine, check, explain, facts, rule_files, rules};

/// What a command stands in: everything it reads and writes besides files.
pub struct Surroundings<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut dyn Write,
    /// Relative paths start here; absolute.
    pub working_dir: PathBuf,
    /// Whether `--color auto` means colours.
    pub colors: bool,
    /// The time, in epoch seconds.
    pub clock: i64,
    /// What `--version` prints, one line.
    pub version: String,
}

/// Runs the command with `args`, the program's name not among them. `load` is called once there is something to ask.
/// Gives the exit code: 0 clean, 1 findings, 2 anything that was not checked.
pub fn run<E: Engine>(
    args: impl IntoIterator<Item = OsString>,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
) -> u8 {
    let result = match args::parse(args) {
        Ok(Action::Help) => Ok(Done { text: HELP.to_owned(), outcome: Outcome::Clean }),
        Ok(Action::Version) => Ok(Done { text: format!("{}\n", surroundings.version), outcome: Outcome::Clean }),
        Ok(Action::Check(args)) => check::run(&args, surroundings, load),
        Ok(Action::Facts(args)) => facts::run(&args, surroundings, load),
        Ok(Action::Explain(rule)) => explain::run(&rule),
        Ok(Action::RulesList(format)) => rules::run(format, load),
        Ok(Action::RulesTest(args)) => rule_files::test(&args, surroundings, load),
        Ok(Action::RulesCheck(args)) => rule_files::check(&args, surroundings, load),
        Ok(Action::RulesParse(args)) => rule_files::parse(&args, surroundings, load),
        Ok(Action::RulesFormat(args)) => rule_files::format(&args, surroundings, load),
        Err(line) => Err(line),
    };
    let done = match result {
        Ok(done) => done,
        Err(line) => {
            say(surroundings, &line);
            return NOT_CHECKED;
        }
    };
    match surroundings.stdout.write_all(done.text.as_bytes()).and_then(|()| surroundings.stdout.flush()) {
        Ok(()) => exit_code(done.outcome),
        // The reader has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => exit_code(done.outcome),
        Err(error) => {
            say(surroundings, &format!("standard output cannot be written: {error}"));
            NOT_CHECKED
        }
    }
}

/// What a command prints, and how it came out.
pub(crate) struct Done {
    pub(crate) text: String,
    pub(crate) outcome: Outcome,
}

/// Prints one line to standard error. Where even that fails there is nobody to tell.
pub(crate) fn say(surroundings: &mut Surroundings<'_>, line: &str) {
    let _ = writeln!(surroundings.stderr, "tablewarden: {}", line.replace('\n', " "));
}

/// Prints what an answer says about itself to standard error, a line each.
pub(crate) fn say_notices(surroundings: &mut Surroundings<'_>, notices: &[Notice]) {
    for notice in notices {
        let place = notice.span.map(|span| format!(":{}:{}", span.start.line, span.start.column)).unwrap_or_default();
        say(surroundings, &format!("{}{place}: {}", notice.file, notice.message));
    }
}

const NOT_CHECKED: u8 = 2;

fn exit_code(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Clean => 0,
        Outcome::Findings => 1,
        Outcome::Incomplete | Outcome::Error => NOT_CHECKED,
    }
}

#[cfg(test)]
mod tests;
