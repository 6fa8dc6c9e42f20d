//! `tablewarden check`: one call of the engine for each template, a batch at a time, and the report as far as it can be written
//! after each. A file whose call gave no answer is reported as unread and the others go on. Holds no template, for the host
//! reads them, and no answer that is reported. Never looks at what was found.

mod batch;
mod companions;
mod nested;

use batch::{Checked, Task};
use companions::Companions;
pub(crate) use companions::PARAMETER_VALUES;
use tablewarden_report::{Renderer, Style};
use tablewarden_wire::{Outcome, Stream, UnreadFile};

use super::call::{Call, Done};
use crate::files::{Earlier, Follower, Input, Wanted, select, settings_of};

/// How many calls of a batch one instance of the host has: enough that waiting for the last of a batch costs little.
const CALLS_FOR_ONE: usize = 32;

/// Runs the check.
///
/// # Errors
/// One line, where nothing can be printed at all.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let arguments = &call.arguments;
    let started = if arguments.has("time") { Some(call.host.clock().await?) } else { None };
    let here = call.here_from_root().await?;
    let companions = Companions::read(call, &here).await?;
    let earlier = Earlier::read(arguments.value("against"), &here, &call.host).await?;
    let skip = arguments.has("skip-other-files");
    let inputs = select(&arguments.operands, Wanted::Templates, skip, &here, &call.host).await;
    if inputs.is_empty() {
        return Err(
            "no file matched: no .yaml, .yml, .json, .template or .jsn file is in there; name a template".to_owned()
        );
    }
    if !earlier.fits(inputs.len()) {
        return Err("`--against FILE` is about one template: name one, or say `--against git:REVISION`".to_owned());
    }
    let settings = settings_of(&inputs, &call.lookup(&here), &here, &call.host).await?;
    let follower = Follower::new(&inputs, &here, &call.host);
    let tasks = inputs.into_iter().zip(settings).map(|(input, settings)| Task { input, settings }).collect();
    let (outcome, files) = check_all(call, tasks, follower, &earlier, &companions).await;
    if let Some(started) = started {
        let taken = call.host.clock().await?.saturating_sub(started).max(0);
        let noun = if files == 1 { "file" } else { "files" };
        call.say(&format!("{files} {noun} in {}.{} ms", taken / 1000, taken % 1000 / 100));
    }
    Ok(Done { text: Vec::new(), outcome })
}

/// Checks everything and reports it; gives the heaviest outcome and the number of files.
async fn check_all(
    call: &Call,
    tasks: Vec<Task>,
    mut follower: Follower<'_>,
    earlier: &Earlier,
    companions: &Companions,
) -> (Outcome, usize) {
    let style = Style { color: call.colors(), advice: call.arguments.has("advice"), ..Style::default() };
    let mut renderer = Renderer::new(&[call.format()], style);
    let at_once = CALLS_FOR_ONE * (call.surroundings.answers_at_once as usize).clamp(1, 1024);
    let all = tasks.len();
    let mut tasks = tasks.into_iter();
    let mut files = 0;
    while tasks.len() > 0 {
        if all > at_once {
            call.host.progress(format!("{} of {all} files", all - tasks.len()));
        }
        let batch = tasks.by_ref().take(at_once).collect();
        for Checked { task: Task { input, .. }, answer } in
            nested::check_all(batch, &mut follower, earlier, companions, call).await
        {
            files += 1;
            let added = answer.and_then(|answer| renderer.answer(&answer));
            added.unwrap_or_else(|message| renderer.unread(&unread(input, message)));
        }
        print(call, renderer.take());
    }
    let ended = renderer.end();
    print(call, ended.texts);
    (ended.outcome, files)
}

fn unread(input: Input, message: String) -> UnreadFile {
    UnreadFile { name: input.name, message, stack: input.deployed.map(|deployed| deployed.stack) }
}

fn print(call: &Call, texts: Vec<String>) {
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        call.host.print(Stream::Stdout, text.into_bytes());
    }
}
