//! `tablewarden facts`: prints the document of one answer, byte for byte as the engine wrote it. Never reads it.

use serde::Deserialize;
use serde_json::value::RawValue;
use tablewarden_wire::{FactsRequest, FileBlob, Limits, Notice, Outcome, Request, VERSION};

use crate::args::FactsArgs;
use crate::check::{PARAMETER_VALUES, ask, blobs_of, read_named, root, stdin_once};
use crate::command::{Done, say_notices};
use crate::files::{Here, Wanted, collect};
use crate::settings::Finder;
use crate::{CallError, Engine, Surroundings};

#[derive(Deserialize)]
struct Facts<'a> {
    outcome: Outcome,
    notices: Vec<Notice>,
    #[serde(borrow)]
    document: &'a RawValue,
}

/// Prints the facts of one template.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) fn run<E: Engine>(
    args: &FactsArgs,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
) -> Result<Done, String> {
    let working_dir = surroundings.working_dir.clone();
    let root = root(args.stack.root.as_deref(), &working_dir)?;
    let here = Here { working_dir: &working_dir, root: &root };
    if working_dir.join(&args.path).is_dir() {
        return Err(format!("`{}` is a folder: name one template", args.path.display()));
    }
    let paths = std::slice::from_ref(&args.path);
    stdin_once(paths, args.stack.parameter_files.iter())?;
    let parameters = read_named(&args.stack.parameter_files, PARAMETER_VALUES, &here, surroundings.stdin)?;
    let Some(input) = collect(paths, Wanted::Templates, false, &here, surroundings.stdin).pop() else {
        return Err("no file matched: name a template".to_owned());
    };
    let settings =
        Finder::new(&args.stack, &here)?.of(&input).map_err(|message| format!("{}: {message}", input.name))?;
    let source = input.place.read().map_err(|message| format!("{}: {message}", input.name))?;
    let engine = load().map_err(|error| error.to_string())?;
    let last = u32::try_from(1 + parameters.len()).unwrap_or(u32::MAX);
    let mut request = Request::Facts(FactsRequest {
        version: VERSION,
        blobs: Vec::new(),
        file: FileBlob { name: input.name.clone(), blob: 0 },
        region: args.stack.region.clone(),
        account: args.stack.account.clone(),
        partition: args.stack.partition.clone(),
        parameters: args.stack.parameters.clone(),
        parameter_files: blobs_of(&parameters, 1),
        limits: Limits::default(),
        settings: settings.as_ref().map(|file| FileBlob { name: file.name.clone(), blob: last }),
    });
    let others = parameters.iter().map(|(_, bytes)| bytes).chain(settings.iter().map(|file| &file.bytes));
    let blobs: Vec<&[u8]> = std::iter::once(&source).chain(others).map(Vec::as_slice).collect();
    let answer =
        ask(&mut *engine.open(), &mut request, &blobs).map_err(|message| format!("{}: {message}", input.name))?;
    let facts: Facts<'_> =
        serde_json::from_slice(&answer).map_err(|error| CallError::Answer(error.to_string()).to_string())?;
    say_notices(surroundings, &facts.notices);
    Ok(Done { text: format!("{}\n", facts.document.get()), outcome: facts.outcome })
}
