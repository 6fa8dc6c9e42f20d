//! `tablewarden check`: one call per file on as many threads as there are processors, then one call that renders all
//! answers in the order of the files. A file whose call gave no answer is handed on as unread and the others go on.
//! Never looks at what was found.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tablewarden_wire::{
    CheckRequest, ColumnUnit, FileBlob, Format, Limits, RenderRequest, RenderResponse, Request, UnreadFile, VERSION,
    frame,
};

use crate::against::{Against, Earlier};
use crate::args::{CheckArgs, Color};
use crate::command::{Done, say};
use crate::files::{Here, Input, Wanted, collect};
use crate::names::absolute;
use crate::settings::{Finder, Found, SettingsFile};
use crate::{Answer, CallError, Engine, Surroundings};

/// Runs the check.
///
/// # Errors
/// One line, where nothing can be printed at all.
pub(crate) fn run<E: Engine>(
    args: &CheckArgs,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
) -> Result<Done, String> {
    let started = Instant::now();
    let working_dir = surroundings.working_dir.clone();
    let root = root(args.stack.root.as_deref(), &working_dir)?;
    let here = Here { working_dir: &working_dir, root: &root };
    let companions = Companions::read(args, &here, surroundings.stdin)?;
    let against = Against::read(args.against.as_deref(), &here, surroundings.stdin)?;
    let inputs = collect(&args.paths, Wanted::Templates, args.skip_other_files, &here, surroundings.stdin);
    if inputs.is_empty() {
        return Err(
            "no file matched: no .yaml, .yml, .json, .template or .jsn file is in there; name a template".to_owned()
        );
    }
    if !against.fits(&inputs) {
        return Err("`--against FILE` is about one template: name one, or say `--against git:REVISION`".to_owned());
    }
    let mut finder = Finder::new(&args.stack, &here)?;
    let inputs: Vec<Task> = inputs.into_iter().map(|input| (finder.of(&input), input)).collect();
    let files = inputs.len();
    let engine = load().map_err(|error| error.to_string())?;
    let color = args.format == Format::Text
        && match args.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => surroundings.colors,
        };
    let now = args.now.unwrap_or(surroundings.clock);
    let mut answerer = engine.open();
    let asked = Asked { args, against: &against, companions: &companions, now };
    let results = check_all(&engine, &mut *answerer, inputs, &asked);
    let rendered = render(&mut *answerer, results, companions, args, color)?;
    if args.time {
        let noun = if files == 1 { "file" } else { "files" };
        say(surroundings, &format!("{files} {noun} in {:.1} ms", started.elapsed().as_secs_f64() * 1000.0));
    }
    Ok(Done { text: rendered.text, outcome: rendered.outcome })
}

/// Where names start, absolute.
pub(crate) fn root(root: Option<&Path>, working_dir: &Path) -> Result<std::path::PathBuf, String> {
    let Some(root) = root else { return Ok(working_dir.to_owned()) };
    let path = absolute(root, working_dir);
    if !path.is_dir() {
        return Err(format!(
            "`--root {}` is no folder: name the folder that paths in reports start at",
            root.display()
        ));
    }
    Ok(path)
}

/// What every template of a run is checked with.
#[derive(Clone, Copy)]
struct Asked<'a> {
    args: &'a CheckArgs,
    against: &'a Against,
    companions: &'a Companions,
    now: i64,
}

/// The files that go with every template, each with its name.
struct Companions {
    rules: Vec<(String, Vec<u8>)>,
    documents: Vec<(String, Vec<u8>)>,
    parameters: Vec<(String, Vec<u8>)>,
}

impl Companions {
    fn read(args: &CheckArgs, here: &Here<'_>, stdin: &mut dyn Read) -> Result<Self, String> {
        let others = args.against.iter().chain(&args.rules).chain(&args.input_parameters);
        stdin_once(&args.paths, others.chain(&args.stack.parameter_files))?;
        let rules = read_all(collect(&args.rules, Wanted::Rules, false, here, stdin))?;
        if rules.is_empty() && !args.rules.is_empty() {
            return Err(NO_RULE_FILE.to_owned());
        }
        let documents = read_named(&args.input_parameters, "input parameters", here, stdin)?;
        let parameters = read_named(&args.stack.parameter_files, PARAMETER_VALUES, here, stdin)?;
        Ok(Self { rules, documents, parameters })
    }

    fn all(&self) -> impl Iterator<Item = &(String, Vec<u8>)> {
        self.rules.iter().chain(&self.documents).chain(&self.parameters)
    }
}

/// What a file under `--parameters` is.
pub(crate) const PARAMETER_VALUES: &str = "parameter values";

/// Refuses that standard input is a file that goes with templates and another one too.
pub(crate) fn stdin_once<'a>(
    paths: &'a [PathBuf],
    others: impl Iterator<Item = &'a PathBuf> + Clone,
) -> Result<(), String> {
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    let times = paths.iter().chain(others.clone()).filter(is_stdin).count();
    if times > 1 && others.filter(is_stdin).count() > 0 {
        return Err("`-` is given twice: standard input can be read only once".to_owned());
    }
    Ok(())
}

/// The names and the bytes of files that are named one by one.
pub(crate) fn read_named(
    paths: &[PathBuf],
    what: &str,
    here: &Here<'_>,
    stdin: &mut dyn Read,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    if let Some(folder) = paths.iter().find(|path| here.working_dir.join(path).is_dir()) {
        return Err(format!("`{}` is a folder: name a file of {what}", folder.display()));
    }
    read_all(collect(paths, Wanted::Templates, false, here, stdin))
}

/// What is said where no rule file is found.
pub(crate) const NO_RULE_FILE: &str = "no rule file is in there: no .guard or .ruleset file; name a rule file";

/// The names and the bytes of files, all of which have to be there.
pub(crate) fn read_all(inputs: Vec<Input>) -> Result<Vec<(String, Vec<u8>)>, String> {
    let read = |input: Input| match input.place.read() {
        Ok(bytes) => Ok((input.name, bytes)),
        Err(message) => Err(format!("{}: {message}", input.name)),
    };
    inputs.into_iter().map(read).collect()
}

/// The files as a request names them, `first` being the blob of the first.
pub(crate) fn blobs_of(files: &[(String, Vec<u8>)], first: usize) -> Vec<FileBlob> {
    let blob = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    files.iter().zip(first..).map(|((name, _), number)| FileBlob { name: name.clone(), blob: blob(number) }).collect()
}

/// A template with its settings.
type Task = (Found, Input);

/// A file with its answer, or why it has none.
enum Checked {
    Answered {
        name: String,
        source: Vec<u8>,
        earlier: Option<Earlier>,
        settings: Option<Arc<SettingsFile>>,
        answer: Vec<u8>,
    },
    Unread {
        name: String,
        message: String,
    },
}

fn check_all<E: Engine>(engine: &E, first: &mut dyn Answer, inputs: Vec<Task>, asked: &Asked<'_>) -> Vec<Checked> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    let inputs: Vec<Mutex<Option<Task>>> = inputs.into_iter().map(|input| Mutex::new(Some(input))).collect();
    let results: Vec<Mutex<Option<Checked>>> = inputs.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let work = |answerer: &mut dyn Answer| {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(input), Some(result)) = (inputs.get(index), results.get(index)) else { break };
            if let Some(task) = take(input) {
                let checked = check_one(answerer, task, asked);
                if let Ok(mut place) = result.lock() {
                    *place = Some(checked);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| work(&mut *engine.open()));
        }
        work(first);
    });
    results.iter().filter_map(take).collect()
}

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().ok().and_then(|mut place| place.take())
}

fn check_one(answerer: &mut dyn Answer, (settings, input): Task, asked: &Asked<'_>) -> Checked {
    let Asked { args, against, companions, now } = *asked;
    let earlier = against.of(&input);
    let Input { name, place, skip_other_files } = input;
    let (source, settings) = match place.read().and_then(|source| Ok((source, settings?))) {
        Ok(read) => read,
        Err(message) => return Checked::Unread { name, message },
    };
    let earlier = match earlier {
        Ok(earlier) => earlier,
        Err(message) => return Checked::Unread { name, message },
    };
    // The order of the blobs: the template, its companions, its earlier version, the settings.
    let documents = 1 + companions.rules.len();
    let parameters = documents + companions.documents.len();
    let last = parameters + companions.parameters.len();
    let number = u32::try_from(last + usize::from(earlier.is_some())).unwrap_or(u32::MAX);
    let mut request = Request::Check(CheckRequest {
        version: VERSION,
        blobs: Vec::new(),
        file: FileBlob { name: name.clone(), blob: 0 },
        against: blobs_of(earlier.as_slice(), last).pop(),
        profile: args.profile,
        fail_on: args.fail_on,
        region: args.stack.region.clone(),
        account: args.stack.account.clone(),
        partition: args.stack.partition.clone(),
        parameters: args.stack.parameters.clone(),
        parameter_files: blobs_of(&companions.parameters, parameters),
        now: Some(now),
        columns: ColumnUnit::default(),
        limits: Limits::default(),
        skip_other_files,
        rules: blobs_of(&companions.rules, 1),
        no_default_rules: args.no_default_rules,
        dialect: args.dialect,
        input_parameters: blobs_of(&companions.documents, documents),
        settings: settings.as_ref().map(|file| FileBlob { name: file.name.clone(), blob: number }),
        excerpts: false,
    });
    let others = companions.all().chain(&earlier).map(|(_, bytes)| bytes);
    let last = settings.iter().map(|file| &file.bytes);
    let blobs: Vec<&[u8]> = std::iter::once(&source).chain(others).chain(last).map(Vec::as_slice).collect();
    match ask(answerer, &mut request, &blobs) {
        Ok(answer) => Checked::Answered { name, source, earlier, settings, answer },
        Err(message) => Checked::Unread { name, message },
    }
}

/// Asks, and takes an answer that says that the call failed as the failure it is.
///
/// # Errors
/// One line.
pub(crate) fn ask(answerer: &mut dyn Answer, request: &mut Request, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
    request.set_blobs(blobs);
    let answer = answerer.call(&frame::encode(request, blobs)).map_err(|error| error.to_string())?;
    #[derive(Deserialize)]
    struct Refusal {
        error: Option<String>,
    }
    match serde_json::from_slice(&answer) {
        Ok(Refusal { error: None }) => Ok(answer),
        Ok(Refusal { error: Some(line) }) => Err(line),
        Err(error) => Err(CallError::Answer(error.to_string()).to_string()),
    }
}

fn render(
    answerer: &mut dyn Answer,
    results: Vec<Checked>,
    companions: Companions,
    args: &CheckArgs,
    color: bool,
) -> Result<RenderResponse, String> {
    let CheckArgs { format, advice, .. } = *args;
    let mut answers = Vec::new();
    let mut shown = Vec::new();
    let mut unread = Vec::new();
    let mut settings_files = BTreeMap::new();
    for result in results {
        match result {
            Checked::Answered { name, source, earlier, settings, answer } => {
                if format == Format::Text && has_excerpts(&answer) {
                    shown.push((name, source));
                    shown.extend(earlier);
                    settings_files.extend(settings.map(|file| (file.name.clone(), file.bytes.clone())));
                }
                answers.push(answer);
            }
            Checked::Unread { name, message } => unread.push(UnreadFile { name, message }),
        }
    }
    // What is wrong with one of these is in the answer of every template.
    if !shown.is_empty() {
        let Companions { rules, documents, parameters } = companions;
        shown.extend(rules.into_iter().chain(documents).chain(parameters).chain(settings_files));
    }
    let blobs: Vec<&[u8]> =
        answers.iter().map(Vec::as_slice).chain(shown.iter().map(|(_, source)| source.as_slice())).collect();
    let mut indices = 0u32..;
    let responses = indices.by_ref().take(answers.len()).collect();
    let sources = shown.iter().zip(indices).map(|((name, _), blob)| FileBlob { name: name.clone(), blob }).collect();
    let mut request = Request::Render(RenderRequest {
        version: VERSION,
        blobs: Vec::new(),
        responses,
        sources,
        unread,
        format,
        color,
        advice,
    });
    let answer = ask(answerer, &mut request, &blobs)?;
    serde_json::from_slice(&answer).map_err(|error| CallError::Answer(error.to_string()).to_string())
}

/// Whether a source is worth sending back: only an answer that says something about it shows lines of it.
fn has_excerpts(answer: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Said {
        findings: Vec<IgnoredAny>,
        notices: Vec<IgnoredAny>,
    }
    serde_json::from_slice(answer).map_or(true, |said: Said| !said.findings.is_empty() || !said.notices.is_empty())
}

#[cfg(test)]
mod tests;
