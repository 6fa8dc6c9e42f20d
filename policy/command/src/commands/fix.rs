//! `tablewarden fix`: one call of the engine for each template, and the edits that it answers put into the file, or shown. A file is
//! only replaced where it still is what was read; the others go on. Never decides what is fixed.

use std::rc::Rc;

use tablewarden_edit::{Edit, applied, unified_diff};
use tablewarden_report::Needs;
use tablewarden_source::harmless;
use tablewarden_template::At;
use tablewarden_wire::{FixRequest, Outcome, Request, Stream, VERSION};

use super::call::{Call, Done};
use super::check::{Baselines, Companions, NOTHING_BUT_EXCLUDED, Run, Task, at_once, fixes, nothing_found, tasks_of};
use super::member::{Answer, start_of, text_of};
use super::rules::digest;
use crate::files::{Earlier, Place, Selection, Wanted, about, selection};
use crate::host::Bytes;
use crate::words::Arguments;
use tablewarden_usage::command;

const SYNTHESIZED: &str = "Not fixed: the CDK writes this template. Fix the program, as the help of each finding says.";

/// Fixes what was typed.
///
/// # Errors
/// One line, where nothing can be fixed at all.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    // The templates are checked as `check` does.
    let row = command("check").ok_or("internal error: there is no check")?;
    let mut arguments = Arguments::new(row);
    arguments.operands.clone_from(&call.arguments.operands);
    arguments.take_options(&call.arguments);
    let checking = Call::new(arguments, call.surroundings.clone(), call.host.clone());
    let here = checking.here_from_root().await?;
    let companions = Companions::read(&checking, &here).await?;
    let skip = call.arguments.has("skip-other-files");
    let Selection { inputs, folders, has_ignored, .. } =
        selection(&call.arguments.operands, Wanted::Templates, skip, &here, &call.host).await;
    if inputs.is_empty() {
        return Err(nothing_found(has_ignored));
    }
    let (tasks, _) = tasks_of(inputs, &checking, &here).await?;
    if tasks.is_empty() {
        return Err(NOTHING_BUT_EXCLUDED.to_owned());
    }
    let run = Run {
        call: &checking,
        here: &here,
        folders: &folders,
        earlier: &Earlier::Nowhere,
        companions: &companions,
        baselines: &Baselines::default(),
        needs: Needs::default(),
    };
    let mut total = Total::default();
    let mut tasks = tasks.into_iter();
    while tasks.len() > 0 {
        let batch: Vec<Task> = tasks.by_ref().take(at_once(call)).collect();
        fix_batch(batch, &run, call, &mut total).await;
    }
    let only_shown = call.arguments.has("diff");
    if !only_shown && !call.arguments.has("quiet") {
        let to = if total.has_printed_a_template { Stream::Stderr } else { Stream::Stdout };
        call.host.print(to, total.summary().into_bytes());
    }
    let outcome = match only_shown {
        true if total.outcome <= Outcome::Findings && total.changed > 0 => Outcome::Findings,
        true if total.outcome <= Outcome::Findings => Outcome::Clean,
        _ => total.outcome,
    };
    Ok(Done { text: Vec::new(), outcome })
}

/// What all files came to.
struct Total {
    outcome: Outcome,
    /// Findings that were fixed.
    fixed: usize,
    /// Files that were changed.
    changed: usize,
    left: u64,
    left_unsafe: u64,
    has_printed_a_template: bool,
}

impl Default for Total {
    fn default() -> Self {
        Self { outcome: Outcome::Clean, fixed: 0, changed: 0, left: 0, left_unsafe: 0, has_printed_a_template: false }
    }
}

/// A file and what is to be put into it.
struct Fixed {
    name: String,
    path: Option<String>,
    bytes: Bytes,
    edits: Vec<Edit>,
    /// What was fixed, a line for each finding.
    lines: String,
    count: usize,
}

/// Fixes templates that are answered together.
async fn fix_batch(tasks: Vec<Task>, run: &Run<'_>, call: &Call, total: &mut Total) {
    let (tasks, paths) = held(tasks, call, total).await;
    let with_unsafe = call.arguments.has("unsafe");
    let rules = call.arguments.texts("rule");
    let answers = fixes(&tasks, run, &|check| {
        Request::Fix(FixRequest { version: VERSION, blobs: Vec::new(), check, with_unsafe, rules: rules.clone() })
    })
    .await;
    let mut written = Vec::new();
    for ((task, path), answer) in tasks.into_iter().zip(paths).zip(answers) {
        let Place::Stdin(bytes) = task.input.place else { continue };
        let name = task.input.name;
        match answer.and_then(|answer| fixed(&answer, &name, (path, bytes), call, total)) {
            Ok(fixed) => written.push(fixed),
            Err(line) => {
                call.say(&about(&name, &line));
                total.outcome = Outcome::Error;
            }
        }
    }
    put(written, call, total).await;
}

/// Reads the templates, so that what is replaced is what was fixed; those that cannot be read are told and left out.
async fn held(tasks: Vec<Task>, call: &Call, total: &mut Total) -> (Vec<Task>, Vec<Option<String>>) {
    let path = |task: &Task| match &task.input.place {
        Place::File(path) if task.input.deployed.is_none() => Some(path.clone()),
        _ => None,
    };
    let mut read = call.host.read(tasks.iter().filter_map(path)).await.into_iter();
    let (mut kept, mut paths) = (Vec::new(), Vec::new());
    for mut task in tasks {
        let path = path(&task);
        let bytes = match (&path, &task.input.place) {
            (Some(_), _) => read.next().unwrap_or_else(|| Err(String::new())),
            (None, Place::Stdin(bytes)) => Ok(Rc::clone(bytes)),
            (None, Place::Unread(line)) => Err(line.clone()),
            (None, _) => Err(SYNTHESIZED.to_owned()),
        };
        match bytes {
            Ok(bytes) => {
                task.input.place = Place::Stdin(bytes);
                kept.push(task);
                paths.push(path);
            }
            Err(line) => {
                call.say(&about(&task.input.name, &line));
                total.outcome = Outcome::Error;
            }
        }
    }
    (kept, paths)
}

/// What an answer says; tells what can't be fixed.
///
/// # Errors
/// One line, where the answer is a refusal.
fn fixed(
    answer: &[u8],
    name: &str,
    (path, bytes): (Option<String>, Bytes),
    call: &Call,
    total: &mut Total,
) -> Result<Fixed, String> {
    let answer = Answer::of(answer)?;
    let view = answer.view();
    let items = |key: &str| answer.member(key).into_iter().flat_map(|list| view.items(list));
    let mut fixed = Fixed {
        name: name.to_owned(),
        path,
        bytes,
        edits: answer.edits(),
        lines: String::new(),
        count: items("fixed").count(),
    };
    total.outcome = total.outcome.max(answer.told_of_errors(call));
    for one in items("fixed") {
        let [rule, title] = ["rule", "title"].map(|key| text_of(view, one, key));
        fixed.lines.extend([&*harmless(name), &start_of(view, one), ": fixed[", rule, "]: ", &*harmless(title), ".\n"]);
    }
    for one in items("refused") {
        let [rule, title, message] = ["rule", "title", "message"].map(|key| text_of(view, one, key));
        call.say(&[name, &start_of(view, one), ": not fixed[", rule, "]: ", title, ": ", message].concat());
    }
    let number = |at: Option<At>| at.and_then(|at| view.text(at)?.parse::<u64>().ok()).unwrap_or(0);
    let left = answer.member("left");
    for key in ["errors", "warnings", "notes"] {
        total.left += number(left.and_then(|left| view.get(left, key)));
    }
    total.left_unsafe += number(answer.member("leftUnsafe"));
    Ok(fixed)
}

/// Puts the edits into the files, or shows them.
async fn put(files: Vec<Fixed>, call: &Call, total: &mut Total) {
    let mut replaced = Vec::new();
    let mut replacements = Vec::new();
    for file in files {
        let Some(changed) = applied(&file.bytes, &file.edits) else {
            call.say(&about(&file.name, "internal error: the edits do not fit"));
            total.outcome = Outcome::Error;
            continue;
        };
        let has_changed = !file.edits.is_empty();
        match &file.path {
            _ if call.arguments.has("diff") => {
                total.changed += usize::from(has_changed);
                call.host.print(Stream::Stdout, unified_diff(&harmless(&file.name), &file.bytes, &file.edits));
            }
            None => {
                total.has_printed_a_template = true;
                total.took(&file, call, Stream::Stderr);
                call.print_file(changed);
            }
            Some(_) if !has_changed => {}
            Some(path) => {
                replacements.push((path.clone(), changed.into(), digest(&file.bytes)));
                replaced.push(file);
            }
        }
    }
    let done = call.host.replace(replacements).await;
    for (file, done) in replaced.into_iter().zip(done) {
        match done {
            Ok(()) => total.took(&file, call, Stream::Stdout),
            Err(line) => {
                call.say(&about(&file.name, &line));
                total.outcome = Outcome::Error;
            }
        }
    }
}

impl Total {
    /// Counts a file that was changed, and tells what was fixed in it.
    fn took(&mut self, file: &Fixed, call: &Call, to: Stream) {
        self.fixed += file.count;
        self.changed += usize::from(file.count > 0);
        if !call.arguments.has("quiet") && !file.lines.is_empty() {
            call.host.print(to, file.lines.clone().into_bytes());
        }
    }

    /// One line on what was done, and what is left.
    fn summary(&self) -> String {
        let count = |number: u64, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
        let mut line = match self.fixed {
            0 => "Nothing was fixed.".to_owned(),
            fixed => format!("Fixed {} in {}.", count(fixed as u64, "finding"), count(self.changed as u64, "template")),
        };
        if self.left > 0 {
            line += &format!(" {} left.", count(self.left, "finding"));
        }
        if self.left_unsafe > 0 {
            line += &format!(" `--unsafe` fixes {} of them.", self.left_unsafe);
        }
        line.push('\n');
        line
    }
}
