//! The arguments: what was typed becomes an [`Action`], or one line that says what to type instead. Reads no file.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PathBufValueParser, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use tablewarden_wire::{FailOn, Format, Profile};

use crate::usage;

/// What the command prints for `--help`.
pub(crate) const HELP: &str = include_str!("../cli/help.txt");

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(crate) enum Action {
    Help,
    Version,
    Check(CheckArgs),
    Facts(FactsArgs),
    Rules(Format),
}

/// `tablewarden check`
#[derive(Debug, PartialEq)]
pub(crate) struct CheckArgs {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) profile: Profile,
    pub(crate) fail_on: FailOn,
    pub(crate) stack: StackArgs,
    pub(crate) skip_other_files: bool,
    pub(crate) color: Color,
    /// Epoch seconds; absent: the clock.
    pub(crate) now: Option<i64>,
    pub(crate) time: bool,
}

/// `tablewarden facts`
#[derive(Debug, PartialEq)]
pub(crate) struct FactsArgs {
    pub(crate) path: PathBuf,
    pub(crate) stack: StackArgs,
}

/// Where the stack is deployed to, and where the names in reports start.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct StackArgs {
    pub(crate) region: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) partition: Option<String>,
    pub(crate) root: Option<PathBuf>,
}

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Takes the arguments behind the program's name.
///
/// # Errors
/// One line for a person: what is wrong and what to type.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Action, String> {
    let program = std::iter::once(OsString::from("tablewarden"));
    match command().try_get_matches_from(program.chain(args)) {
        Ok(matches) => action(&matches),
        Err(error) => match error.kind() {
            clap::error::ErrorKind::DisplayHelp => Ok(Action::Help),
            clap::error::ErrorKind::DisplayVersion => Ok(Action::Version),
            _ => Err(usage::line(&error)),
        },
    }
}

/// The command line as clap sees it.
pub(crate) fn command() -> Command {
    Command::new("tablewarden")
        .version("")
        .override_help(HELP)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand(
            folded(Command::new("check"))
                .arg(
                    Arg::new("files")
                        .num_args(1..)
                        .required(true)
                        .value_parser(PathBufValueParser::new())
                        .value_name("FILE"),
                )
                .arg(one_of("format", &["text", "json"]))
                .arg(one_of("profile", &["minimal", "recommended", "strict"]))
                .arg(one_of("fail-on", &["error", "warning", "note", "never"]))
                .arg(one_of("color", &["auto", "always", "never"]))
                .arg(option("now", ValueParser::new(seconds)))
                .arg(flag("skip-other-files"))
                .arg(flag("time"))
                .args(stack()),
        )
        .subcommand(
            folded(Command::new("facts"))
                .arg(Arg::new("file").required(true).value_parser(PathBufValueParser::new()).value_name("FILE"))
                .args(stack()),
        )
        .subcommand(
            folded(Command::new("rules"))
                .subcommand_required(true)
                .subcommand(folded(Command::new("list")).arg(one_of("format", &["text", "json"]))),
        )
}

fn folded(command: Command) -> Command {
    command.override_help(HELP).disable_help_subcommand(true)
}

fn stack() -> [Arg; 4] {
    [
        option("region", NonEmptyStringValueParser::new().into()),
        option("account", NonEmptyStringValueParser::new().into()),
        option("partition", NonEmptyStringValueParser::new().into()),
        option("root", PathBufValueParser::new().into()),
    ]
}

fn option(name: &'static str, parser: ValueParser) -> Arg {
    Arg::new(name).long(name).value_parser(parser).action(ArgAction::Set)
}

fn one_of(name: &'static str, values: &[&'static str]) -> Arg {
    option(name, PossibleValuesParser::new(values.to_vec()).into())
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn seconds(text: &str) -> Result<i64, String> {
    match text.parse::<i64>() {
        Ok(seconds) if text.bytes().all(|byte| byte.is_ascii_digit()) && seconds <= LAST_SECOND => Ok(seconds),
        _ => Err("give whole seconds since 1970-01-01".to_owned()),
    }
}

/// The end of the year 9999: no date behind it has four digits for its year.
const LAST_SECOND: i64 = 253_402_300_799;

fn action(matches: &ArgMatches) -> Result<Action, String> {
    match matches.subcommand() {
        Some(("check", matches)) => Ok(Action::Check(CheckArgs {
            paths: matches.get_many::<PathBuf>("files").into_iter().flatten().cloned().collect(),
            format: chosen(matches, "format")?.unwrap_or(Format::Text),
            profile: chosen(matches, "profile")?.unwrap_or_default(),
            fail_on: chosen(matches, "fail-on")?.unwrap_or_default(),
            stack: stack_args(matches),
            skip_other_files: matches.get_flag("skip-other-files"),
            color: match matches.get_one::<String>("color").map(String::as_str) {
                Some("always") => Color::Always,
                Some("never") => Color::Never,
                _ => Color::Auto,
            },
            now: matches.get_one::<i64>("now").copied(),
            time: matches.get_flag("time"),
        })),
        Some(("facts", matches)) => Ok(Action::Facts(FactsArgs {
            path: matches.get_one::<PathBuf>("file").cloned().unwrap_or_default(),
            stack: stack_args(matches),
        })),
        Some(("rules", matches)) => {
            let format = matches.subcommand().map(|(_, list)| chosen(list, "format")).transpose()?.flatten();
            Ok(Action::Rules(format.unwrap_or(Format::Text)))
        }
        _ => Err(usage::NO_COMMAND.to_owned()),
    }
}

fn stack_args(matches: &ArgMatches) -> StackArgs {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    StackArgs {
        region: text("region"),
        account: text("account"),
        partition: text("partition"),
        root: matches.get_one::<PathBuf>("root").cloned(),
    }
}

/// The value of an option whose words are the wire's own.
fn chosen<T: serde::de::DeserializeOwned>(matches: &ArgMatches, name: &str) -> Result<Option<T>, String> {
    let Some(word) = matches.get_one::<String>(name) else { return Ok(None) };
    serde_json::from_value(serde_json::Value::String(word.clone()))
        .map(Some)
        .map_err(|error| format!("`--{name} {word}`: {error}"))
}

#[cfg(test)]
mod tests;
