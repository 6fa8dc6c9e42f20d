//! `tablewarden rules test`, `check`, `parse` and `format`: rule files are carried to the engine, and what it says is printed
//! or written. Never reads a rule.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;
use tablewarden_wire::{
    ColumnUnit, FileBlob, Format, FormatRulesResponse, Limits, Notice, Outcome, Request, RuleFileRequest,
    RuleFilesRequest, VERSION,
};

use crate::args::{RuleFileArgs, RuleFilesArgs, RulesFormatArgs};
use crate::check::{NO_RULE_FILE, ask, blobs_of, read_all};
use crate::command::{Done, say_notices};
use crate::files::{Here, Input, Place, Wanted, collect, is_rule_file};
use crate::{Answer, CallError, Engine, Surroundings};

/// Runs unit tests.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) fn test<E: Engine>(
    args: &RuleFilesArgs,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
) -> Result<Done, String> {
    about_files(args, surroundings, load, Request::TestRules)
}

/// Looks rule files over.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) fn check<E: Engine>(
    args: &RuleFilesArgs,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
) -> Result<Done, String> {
    about_files(args, surroundings, load, Request::CheckRules)
}

fn about_files<E: Engine>(
    args: &RuleFilesArgs,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
    request: impl FnOnce(RuleFilesRequest) -> Request,
) -> Result<Done, String> {
    let inputs = inputs(&args.paths, Wanted::RulesAndTests, surroundings);
    let (rules, tests): (Vec<Input>, Vec<Input>) =
        inputs.into_iter().partition(|input| is_rule_file(Path::new(&input.name)));
    if rules.is_empty() {
        return Err(NO_RULE_FILE.to_owned());
    }
    let (rules, tests) = (read_all(rules)?, read_all(tests)?);
    let engine = load().map_err(|error| error.to_string())?;
    let mut request = request(RuleFilesRequest {
        version: VERSION,
        blobs: Vec::new(),
        tests: blobs_of(&tests, rules.len()),
        rules: blobs_of(&rules, 0),
        dialect: args.dialect,
        now: Some(args.now.unwrap_or(surroundings.clock)),
        limits: Limits::default(),
        columns: ColumnUnit::default(),
    });
    let blobs: Vec<&[u8]> = rules.iter().chain(&tests).map(|(_, bytes)| bytes.as_slice()).collect();
    let answer = ask(&mut *engine.open(), &mut request, &blobs)?;
    #[derive(Deserialize)]
    struct Said {
        outcome: Outcome,
        text: String,
    }
    let Said { outcome, text } = read(&answer)?;
    let text = match args.format {
        Format::Text => text,
        Format::Json => String::from_utf8_lossy(&answer).into_owned() + "\n",
    };
    Ok(Done { text, outcome })
}

/// Prints the tree of one rule file, byte for byte as the engine wrote it.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) fn parse<E: Engine>(
    args: &RuleFileArgs,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
) -> Result<Done, String> {
    #[derive(Deserialize)]
    struct Parsed<'a> {
        outcome: Outcome,
        notices: Vec<Notice>,
        #[serde(borrow)]
        tree: &'a RawValue,
    }
    if surroundings.working_dir.join(&args.path).is_dir() {
        return Err(format!("`{}` is a folder: name one rule file", args.path.display()));
    }
    let paths = std::slice::from_ref(&args.path);
    let Some(input) = inputs(paths, Wanted::Rules, surroundings).pop() else { return Err(NO_RULE_FILE.to_owned()) };
    let source = input.place.read().map_err(|message| format!("{}: {message}", input.name))?;
    let engine = load().map_err(|error| error.to_string())?;
    let mut request = Request::ParseRules(about_one(&input.name, args.dialect));
    let answer =
        ask(&mut *engine.open(), &mut request, &[&source]).map_err(|message| format!("{}: {message}", input.name))?;
    let parsed: Parsed<'_> = read(&answer)?;
    say_notices(surroundings, &parsed.notices);
    Ok(Done { text: format!("{}\n", parsed.tree.get()), outcome: parsed.outcome })
}

/// Rewrites rule files in the canonical form, or names those that are not in it.
///
/// # Errors
/// One line, where there is nothing to do.
pub(crate) fn format<E: Engine>(
    args: &RulesFormatArgs,
    surroundings: &mut Surroundings<'_>,
    load: impl FnOnce() -> Result<E, CallError>,
) -> Result<Done, String> {
    let inputs = inputs(&args.paths, Wanted::Rules, surroundings);
    if inputs.is_empty() {
        return Err(NO_RULE_FILE.to_owned());
    }
    let engine = load().map_err(|error| error.to_string())?;
    let mut answerer = engine.open();
    let mut done = Done { text: String::new(), outcome: Outcome::Clean };
    for input in inputs {
        let name = input.name.clone();
        let outcome = match one(args, input, &mut *answerer, surroundings, &mut done.text) {
            Ok(outcome) => outcome,
            Err(message) => {
                crate::command::say(surroundings, &format!("{name}: {message}"));
                Outcome::Error
            }
        };
        done.outcome = done.outcome.max(outcome);
    }
    Ok(done)
}

fn one(
    args: &RulesFormatArgs,
    input: Input,
    answerer: &mut dyn Answer,
    surroundings: &mut Surroundings<'_>,
    out: &mut String,
) -> Result<Outcome, String> {
    let path = match &input.place {
        Place::File(path) => Some(path.clone()),
        Place::Bytes(_) | Place::Unread(_) => None,
    };
    let source = input.place.read()?;
    let mut request = Request::FormatRules(about_one(&input.name, args.dialect));
    let answer = ask(answerer, &mut request, &[&source])?;
    let FormatRulesResponse { outcome, notices, text, .. } = read(&answer)?;
    say_notices(surroundings, &notices);
    let Some(text) = text else { return Ok(outcome) };
    match path {
        None if !args.check => {
            out.push_str(&text);
            return Ok(Outcome::Clean);
        }
        Some(path) if !args.check && outcome == Outcome::Findings => {
            std::fs::write(&path, text)
                .map_err(|error| format!("cannot be written: {}", crate::files::reason(&error)))?;
        }
        _ => {}
    }
    if outcome != Outcome::Findings {
        return Ok(outcome);
    }
    out.push_str(&format!("{}\n", input.name));
    Ok(if args.check { outcome } else { Outcome::Clean })
}

fn inputs(paths: &[PathBuf], wanted: Wanted, surroundings: &mut Surroundings<'_>) -> Vec<Input> {
    let working_dir = surroundings.working_dir.clone();
    let here = Here { working_dir: &working_dir, root: &working_dir };
    collect(paths, wanted, false, &here, surroundings.stdin)
}

fn about_one(name: &str, dialect: tablewarden_wire::Dialect) -> RuleFileRequest {
    RuleFileRequest {
        version: VERSION,
        blobs: Vec::new(),
        file: FileBlob { name: name.to_owned(), blob: 0 },
        dialect,
        columns: ColumnUnit::default(),
    }
}

fn read<'a, T: Deserialize<'a>>(answer: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(answer).map_err(|error| CallError::Answer(error.to_string()).to_string())
}
