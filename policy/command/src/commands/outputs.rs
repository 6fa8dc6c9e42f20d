//! Where the report of a run goes: to standard output, and to files, each in a format. Files are written as the run goes, each
//! beside its path, and stand there when the run is over. Never looks into a report.

use tablewarden_report::{Needs, Style};
use tablewarden_wire::{Format, Outcome, PathKind, Stream};

use super::call::Call;
use crate::files::{SettingsFile, about};
use crate::host::Bytes;
use crate::words::word as word_of;

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Report {
    /// What was found.
    Findings,
    /// What happens to each table.
    Changes,
}

/// Whether annotations go to standard output beside what people read: in a workflow of GitHub, where nobody asked for them.
fn annotates(call: &Call, outputs: &[Output]) -> bool {
    let is_in_workflow = call.surroundings.environment.github_actions.as_deref() == Some("true");
    let is_for_people = |output: &Output| output.file.is_none() && output.format == Format::Text;
    is_in_workflow && outputs.iter().any(is_for_people) && outputs.iter().all(|output| output.format != Format::Github)
}

/// The outputs of a run.
pub(crate) struct Outputs<'c> {
    call: &'c Call,
    report: Report,
    outputs: Vec<Output>,
}

struct Output {
    format: Format,
    style: Style,
    /// None is standard output.
    file: Option<File>,
}

/// A file that is being written.
struct File {
    /// As it was typed.
    name: String,
    path: String,
    written: u64,
    /// Whether a part could not be written: nothing more goes there.
    failed: bool,
}

impl<'c> Outputs<'c> {
    /// The outputs that the options `format` and `output-file` name, or else the settings. Standard output has one format at most.
    ///
    /// # Errors
    /// One line.
    pub(crate) fn of((call, report): (&'c Call, Report), settings: Option<&SettingsFile>) -> Result<Self, String> {
        let arguments = &call.arguments;
        let typed = arguments.texts("format");
        // The formats of settings are those of a check.
        let settings = settings.filter(|_| typed.is_empty() && report == Report::Findings);
        let (said, here) = match settings {
            Some(settings) => (settings.said.formats.clone(), settings.here.clone()),
            None => (typed, call.here()),
        };
        let mut outputs: Vec<Output> = Vec::new();
        let mut default = arguments.value("output-file");
        let words =
            said.iter().map(|word| word.split_once('=').map_or((&**word, None), |(word, file)| (word, Some(file))));
        // What of the settings is no format, or names no file, is told where it stands.
        let is_whole = |(word, file): &(&str, Option<&str>)| word_of::<Format>(word).is_some() && *file != Some("");
        // Who watches reads the report at once, and a file that is written would be a change.
        let is_watched = report == Report::Findings && arguments.has("watch");
        let is_wanted = |(_, file): &(&str, Option<&str>)| !is_watched || file.is_none();
        let words: Vec<(&str, Option<&str>)> = words.filter(is_whole).filter(is_wanted).collect();
        // Reports that go to files leave standard output to people.
        let text = words.iter().all(|(_, file)| file.is_some()).then_some(("text", None));
        for (word, file) in text.into_iter().chain(words) {
            let format = word_of(word).unwrap_or(Format::Text);
            let file = file.or_else(|| default.take());
            if file.is_none() && outputs.iter().any(|output| output.file.is_none()) {
                return Err(format!(
                    "Two formats go to standard output. Give one a file, as in `--format {word}=FILE`."
                ));
            }
            let path = file.map(|name| here.absolute(name));
            if outputs.iter().filter_map(|output| output.file.as_ref()).any(|other| Some(&other.path) == path.as_ref())
            {
                return Err(format!(
                    "`{}` is named for two formats. Give each its own file.",
                    file.unwrap_or_default()
                ));
            }
            let style = Style {
                color: call.colors(file.is_none()),
                quiet: arguments.has("quiet"),
                verbose: arguments.has("verbose"),
                advice: arguments.has("advice"),
                statistics: arguments.has("statistics"),
                compared: is_watched,
                changes: report == Report::Changes,
                bare: false,
            };
            let file =
                file.zip(path).map(|(name, path)| File { name: name.to_owned(), path, written: 0, failed: false });
            outputs.push(Output { format, style, file });
        }
        if report == Report::Findings && annotates(call, &outputs) {
            outputs.push(Output { format: Format::Github, style: Style::default(), file: None });
        }
        Ok(Self { call, report, outputs })
    }

    /// The formats, in the order in which their texts are put.
    pub(crate) fn formats(&self) -> Vec<(Format, Style)> {
        self.outputs.iter().map(|output| (output.format, output.style)).collect()
    }

    /// What they need of the answers.
    pub(crate) fn needs(&self) -> Needs {
        if self.report == Report::Changes {
            return Needs::of_changes();
        }
        Needs::of(self.outputs.iter().map(|output| output.format))
    }

    /// Begins the files, so that one that cannot be written is told before the work.
    ///
    /// # Errors
    /// One line, where a file cannot be written, or is one of `inputs`.
    pub(crate) async fn begin(&self, inputs: Vec<String>) -> Result<(), String> {
        let files: Vec<&File> = self.files().collect();
        if files.is_empty() {
            return Ok(());
        }
        let host = &self.call.host;
        for (file, look) in files.iter().zip(host.look(files.iter().map(|file| file.path.clone())).await) {
            let name = &file.name;
            let look = look.map_err(|line| about(name, &line))?;
            if inputs.iter().any(|input| *input == file.path || Some(input) == look.real.as_ref()) {
                return Err(format!(
                    "The report would replace `{name}`, which is checked. Name another file, or exclude this one."
                ));
            }
            match look.kind {
                PathKind::File | PathKind::Missing => {}
                PathKind::Folder => return Err(about(name, "cannot be written: it is a folder")),
                PathKind::Other => return Err(about(name, "cannot be written: it is not a regular file")),
            }
        }
        let begun = host.write(files.iter().map(|file| (file.path.clone(), Bytes::default(), 0)).collect()).await;
        let mut begun_files = files.iter().zip(begun);
        let Some((file, Err(line))) = begun_files.find(|(_, begun)| begun.is_err()) else { return Ok(()) };
        // There will be no report, so nothing stays of the others.
        let _ = host.discard(files.iter().map(|file| file.path.clone())).await;
        Err(about(&file.name, &line))
    }

    fn files(&self) -> impl Iterator<Item = &File> {
        self.outputs.iter().filter_map(|output| output.file.as_ref())
    }

    /// Puts one text for each format behind what is there.
    pub(crate) async fn put(&mut self, texts: Vec<String>) {
        let mut writes = Vec::new();
        let mut written = Vec::new();
        for (output, text) in self.outputs.iter_mut().zip(texts).filter(|(_, text)| !text.is_empty()) {
            match &mut output.file {
                None => self.call.host.print_as_it_is(Stream::Stdout, text.into_bytes()),
                Some(file) if file.failed => {}
                Some(file) => {
                    let bytes: Bytes = text.into_bytes().into();
                    let at = file.written;
                    file.written = file.written.saturating_add(bytes.len() as u64);
                    writes.push((file.path.clone(), bytes, at));
                    written.push(file);
                }
            }
        }
        for (file, done) in written.into_iter().zip(self.call.host.write(writes).await) {
            if let Err(line) = done {
                file.failed = true;
                self.call.say(&about(&file.name, &line));
            }
        }
    }

    /// Puts the files into their places; gives what the run came to, which is an error where one could not be written.
    pub(crate) async fn finish(self, outcome: Outcome) -> Outcome {
        let (lost, files): (Vec<&File>, Vec<&File>) = self.files().partition(|file| file.failed);
        let mut failed = !lost.is_empty();
        for (file, done) in files.iter().zip(self.call.host.finish(files.iter().map(|file| file.path.clone())).await) {
            if let Err(line) = done {
                failed = true;
                self.call.say(&about(&file.name, &line));
            }
        }
        if failed { Outcome::Error } else { outcome }
    }

    /// Says to people what is beside the report: on standard output behind one for people, else on standard error.
    pub(crate) fn beside(&self, text: String) {
        let is_for_people = self.outputs.iter().any(|output| output.file.is_none() && output.format == Format::Text);
        self.call.host.print(if is_for_people { Stream::Stdout } else { Stream::Stderr }, text.into_bytes());
    }
}
