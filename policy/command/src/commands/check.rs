//! `tablewarden check`: one call of the engine for each template, a batch at a time, and the report as far as it can be written
//! after each. A file whose call gave no answer is reported as unread and the others go on. Holds no template, for the host
//! reads them, and no answer that is reported. Never looks at what was found.

mod baselines;
mod batch;
mod companions;
mod deleted;
mod nested;
mod new_baseline;
mod pace;
mod task;
mod templates;

pub(crate) use baselines::Baselines;
use batch::{Checked, NO_RULES};
pub(crate) use batch::{Run, fixes};
pub(crate) use companions::{Companions, PARAMETER_VALUES};
use new_baseline::NewBaseline;
use pace::Pace;
pub(crate) use pace::at_once;
use tablewarden_order::Set;
use tablewarden_report::{Ended, Found, Renderer};
use tablewarden_source::{harmless, quoted, shown};
use tablewarden_wire::{Outcome, Stream, UnreadFile};
pub(crate) use task::{NOTHING_BUT_EXCLUDED, Task, nothing_found, tasks_of};
pub(crate) use templates::{FoundTemplate, templates};

use super::call::{Call, Done};
use super::member::listed;
use super::outputs::{Outputs, Report};
use crate::apart::apart;
use crate::files::{Earlier, Follower, Input, Place, Selection, Wanted, about, selection, this_file};

const NO_TEMPLATE: &str = "Nothing would be checked: no CloudFormation template was found. Name a template.";

/// Runs the check.
///
/// # Errors
/// One line, where nothing can be printed at all.
pub(crate) async fn run(call: &Call, report: Report) -> Result<Done, String> {
    run_once(call, report).await.map(|(done, _)| done)
}

/// Runs the check; gives what was found too, for a run that is compared with the one before.
///
/// # Errors
/// One line, where nothing can be printed at all.
pub(crate) async fn run_once(call: &Call, report: Report) -> Result<(Done, Found), String> {
    let arguments = &call.arguments;
    let started = if arguments.has("time") { Some(call.host.clock().await?) } else { None };
    let here = call.here_from_root().await?;
    let companions = Companions::read(call, &here).await?;
    let skip = arguments.has("skip-other-files");
    let Selection { inputs, folders, has_ignored, empty } =
        apart(selection(&arguments.operands, Wanted::Templates, skip, &here, &call.host)).await;
    // Whoever names single files and has the others skipped may have named no template; a folder is expected to have one.
    let named = (!folders.is_empty() || !skip).then(|| quoted(&arguments.operands.join(", ")).into_owned());
    let earlier = Earlier::read(arguments.value("against"), &arguments.operands, &folders, &here, &call.host).await?;
    let found_none = inputs.is_empty();
    if found_none && !earlier.may_have_more() {
        return Err(nothing_found(has_ignored));
    }
    if !empty.is_empty() && !arguments.has("quiet") {
        call.say(&format!("No template was found in `{}`.", empty.join("`, `")));
    }
    let (mut tasks, of_run) = apart(tasks_of(inputs, call, &here)).await?;
    let outputs = Outputs::of((call, report), of_run.ok().flatten().as_deref())?;
    let mut baselines = apart(Baselines::read(call, tasks.iter().map(|task| &task.settings), &here)).await?;
    tasks.retain(|task| !baselines.has(&task.input));
    if tasks.is_empty() && !found_none && named.is_some() {
        return Err(NOTHING_BUT_EXCLUDED.to_owned());
    }
    earlier.fits(tasks.iter().map(|task| &task.input))?;
    let no_rules =
        |task: &Task| task.settings.as_ref().is_ok_and(|file| file.as_ref().is_none_or(|file| file.rules.is_empty()));
    if arguments.has("no-default-rules") && companions.rules.is_empty() && tasks.iter().all(no_rules) {
        return Err(NO_RULES.to_owned());
    }
    baselines.look(&tasks.iter().map(|task| &task.input).collect::<Vec<_>>(), &folders, &call.host).await;
    let new_baseline = baselines.take_written().map(NewBaseline::new);
    let follower = Follower::new(tasks.iter().map(|task| &task.input), &here, &call.host);
    let run = Run {
        call,
        here: &here,
        folders: &folders,
        earlier: &earlier,
        companions: &companions,
        baselines: &baselines,
        needs: outputs.needs(),
    };
    if arguments.has("list-files") {
        return Ok((apart(list_files(&run, tasks, follower)).await?, Found::default()));
    }
    outputs.begin(tasks.iter().filter_map(|task| path(&task.input)).collect()).await?;
    let renderer = Renderer::new(&outputs.formats(), named);
    let mut report = Written { renderer, outputs, new_baseline };
    let files = apart(check_all(&run, tasks, follower, &mut report)).await;
    let (outcome, found) = apart(report.end(&run)).await;
    if let Some(started) = started {
        let taken = call.host.clock().await?.saturating_sub(started).max(0);
        let noun = if files == 1 { "file" } else { "files" };
        call.say(&format!("{files} {noun} in {}.{} ms", taken / 1000, taken % 1000 / 100));
    }
    Ok((Done { text: Vec::new(), outcome }, found))
}

fn path(input: &Input) -> Option<String> {
    match &input.place {
        Place::File(path) => Some(path.clone()),
        _ => None,
    }
}

/// Checks everything and reports it; gives the number of files.
async fn check_all(run: &Run<'_>, tasks: Vec<Task>, mut follower: Follower<'_>, report: &mut Written<'_>) -> usize {
    let call = run.call;
    let mut pace = Pace::of(call);
    let all = tasks.len();
    let mut tasks = tasks.into_iter();
    let mut files = 0;
    while tasks.len() > 0 {
        if all > pace.at_once() {
            call.host.progress(format!("{} of {all} files", all - tasks.len()));
        }
        let batch = tasks.by_ref().take(pace.at_once()).collect();
        let checked = nested::check_all(batch, &mut follower, run).await;
        pace.took(&checked);
        files += report.add(checked).await;
    }
    let mut deleted = deleted::tasks(run).await.into_iter();
    while deleted.len() > 0 {
        let checked = deleted::check(deleted.by_ref().take(pace.at_once()).collect(), run).await;
        files += report.add(checked).await;
    }
    files
}

/// What is written of a run: its report, and a baseline where that is asked for.
struct Written<'c> {
    renderer: Renderer,
    outputs: Outputs<'c>,
    new_baseline: Option<NewBaseline>,
}

impl Written<'_> {
    /// Adds what was checked; gives the number of files.
    async fn add(&mut self, checked: Vec<Checked>) -> usize {
        let files = checked.len();
        for Checked { task: Task { input, .. }, answer } in checked {
            if let (Some(baseline), Ok(answer)) = (&mut self.new_baseline, &answer) {
                baseline.add(&input, answer);
            }
            let added = answer.and_then(|answer| self.renderer.answer(&answer));
            added.unwrap_or_else(|message| self.renderer.unread(&unread(input, message)));
        }
        self.outputs.put(self.renderer.take()).await;
        files
    }

    /// Ends all of it; gives what the run came to, and what was found.
    async fn end(self, run: &Run<'_>) -> (Outcome, Found) {
        let Self { mut renderer, mut outputs, new_baseline } = self;
        for (baseline, count) in run.baselines.gone() {
            renderer.gone(baseline, count);
        }
        let Ended { outcome, texts, statistics, found } = renderer.end();
        outputs.put(texts).await;
        if !statistics.is_empty() {
            outputs.beside(statistics);
        }
        let mut outcome = outcome;
        if let Some(baseline) = new_baseline {
            let said;
            (outcome, said) = baseline.write(outcome, run.call).await;
            if !run.call.arguments.has("quiet") {
                outputs.beside(said);
            }
        }
        (outputs.finish(outcome).await, found)
    }
}

/// Prints the names of the files that would be checked; what is wrong with one, or with its settings, goes to standard error.
async fn list_files(run: &Run<'_>, tasks: Vec<Task>, mut follower: Follower<'_>) -> Result<Done, String> {
    let mut told = Set::new();
    let mut outcome = Outcome::Clean;
    let (mut pace, mut has_file) = (Pace::of(run.call), false);
    let mut tasks = tasks.into_iter();
    while tasks.len() > 0 {
        let batch = tasks.by_ref().take(pace.at_once()).collect();
        let checked = nested::check_all(batch, &mut follower, run).await;
        pace.took(&checked);
        let mut text = String::new();
        for Checked { task: Task { input, .. }, answer } in checked {
            let errors = match answer.and_then(|answer| listed(&answer)) {
                Ok(None) => continue,
                Ok(Some(errors)) => {
                    text.extend([&*harmless(&input.name), "\n"]);
                    errors
                }
                Err(line) => vec![about(&input.name, &line)],
            };
            for line in errors.into_iter().filter(|line| told.insert(line.clone())) {
                outcome = Outcome::Error;
                run.call.say(&line);
            }
        }
        has_file |= !text.is_empty();
        run.call.host.print(Stream::Stdout, text.into_bytes());
    }
    if !has_file && outcome == Outcome::Clean {
        return Err(NO_TEMPLATE.to_owned());
    }
    Ok(Done { text: Vec::new(), outcome })
}

fn unread(input: Input, message: String) -> UnreadFile {
    UnreadFile {
        name: input.name,
        message: shown(this_file(message)),
        stack: input.deployed.map(|deployed| deployed.stack),
    }
}
