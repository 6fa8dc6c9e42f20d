//! What every command has: its arguments, where it was typed, and its host; and what it comes to.

use serde::Serialize;
use tablewarden_source::{harmless, shown};
use tablewarden_wire::{
    ColumnUnit, Dialect, FileBlob, Format, Notice, Outcome, PathKind, RuleFileRequest, Stream, Surroundings, VERSION,
};

use crate::files::{Here, Lookup};
use crate::host::Host;
use crate::words::Arguments;

/// One run of a command.
pub(crate) struct Call {
    pub(crate) arguments: Arguments,
    pub(crate) surroundings: Surroundings,
    pub(crate) host: Host,
}

/// What a command prints to standard output, and how it came out.
pub(crate) struct Done {
    pub(crate) text: Vec<u8>,
    pub(crate) outcome: Outcome,
}

impl Call {
    pub(crate) fn new(arguments: Arguments, surroundings: Surroundings, host: Host) -> Self {
        Self { arguments, surroundings, host }
    }

    /// Where paths start, with the names in reports from the working directory on.
    pub(crate) fn here(&self) -> Here {
        let Surroundings { working_dir, backslash_separates, .. } = &self.surroundings;
        Here { working_dir: working_dir.clone(), root: working_dir.clone(), backslash_separates: *backslash_separates }
    }

    /// Where paths start, with `--root`.
    ///
    /// # Errors
    /// One line, where that is no folder.
    pub(crate) async fn here_from_root(&self) -> Result<Here, String> {
        let here = self.here();
        let Some(typed) = self.arguments.value("root") else { return Ok(here) };
        let root = here.absolute(typed);
        match self.host.look([root.clone()]).await.pop() {
            Some(Ok(look)) if look.kind == PathKind::Folder => Ok(Here { root, ..here }),
            _ => Err(format!("`--root {typed}` is not a folder. Name the folder that paths in reports start at.")),
        }
    }

    /// Where settings are looked for.
    pub(crate) fn lookup(&self, here: &Here) -> Lookup {
        match self.arguments.value("config") {
            Some(path) => Lookup::Named(path.to_owned()),
            None if self.arguments.has("no-config") => Lookup::Off,
            None => Lookup::Nearest(self.arguments.has("root").then(|| here.root.clone())),
        }
    }

    pub(crate) fn format(&self) -> Format {
        self.arguments.word("format").unwrap_or(Format::Text)
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.arguments.word("dialect").unwrap_or_default()
    }

    /// The time that the command goes by.
    pub(crate) fn now(&self) -> i64 {
        self.arguments.seconds("now").unwrap_or(self.surroundings.now)
    }

    /// Whether text is coloured: as `--color` says, else as the environment does, else where it goes to a terminal.
    pub(crate) fn colors(&self, to_stdout: bool) -> bool {
        let environment = &self.surroundings.environment;
        let is_set = |variable: &Option<String>| variable.as_ref().is_some_and(|value| !value.is_empty());
        match self.arguments.value("color") {
            Some("always") => true,
            Some("never") => false,
            _ if is_set(&environment.no_color) || !to_stdout => false,
            _ if is_set(&environment.force_color) => environment.force_color.as_deref() != Some("0"),
            _ => self.surroundings.terminals.stdout && environment.term.as_deref() != Some("dumb"),
        }
    }

    /// A request about one rule file, the first blob.
    pub(crate) fn rule_file_request(&self, name: &str) -> RuleFileRequest {
        RuleFileRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: FileBlob { name: name.to_owned(), blob: 0 },
            dialect: self.dialect(),
            columns: ColumnUnit::default(),
        }
    }

    /// Prints what an answer says about itself to standard error, each on a line with its place.
    pub(crate) fn say_notices(&self, notices: &[Notice]) {
        for Notice { file, span, message, .. } in notices {
            let place = span.map(|span| format!(":{}:{}", span.start.line, span.start.column)).unwrap_or_default();
            self.say(&format!("{file}{place}: {message}"));
        }
    }

    /// Prints one line to standard error.
    pub(crate) fn say(&self, line: &str) {
        say(&self.host, line);
    }

    /// Prints a template or a rule file: byte for byte, for the file or the program that it goes to. On a terminal it is shown as
    /// any other text.
    pub(crate) fn print_file(&self, bytes: Vec<u8>) {
        match self.surroundings.terminals.stdout {
            true => self.host.print(Stream::Stdout, bytes),
            false => self.host.print_as_it_is(Stream::Stdout, bytes),
        }
    }
}

/// Prints one line to standard error.
pub(crate) fn say(host: &Host, line: &str) {
    let line = harmless(line).into_owned();
    host.print(Stream::Stderr, ["tablewarden: ", &*shown(line), "\n"].concat().into_bytes());
}

/// A value as JSON on one line.
///
/// # Errors
/// One line, where it cannot be written.
pub(crate) fn json_line(value: &impl Serialize) -> Result<Vec<u8>, String> {
    let mut json = tablewarden_check::encode(value)?;
    json.push(b'\n');
    Ok(json)
}
