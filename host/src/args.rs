//! The arguments: what was typed becomes an [`Action`], or one line that says what to type instead. Reads no file.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PathBufValueParser, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use tablewarden_wire::{Dialect, FailOn, Format, Profile};

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
    Explain(String),
    RulesList(Format),
    RulesTest(RuleFilesArgs),
    RulesCheck(RuleFilesArgs),
    RulesParse(RuleFileArgs),
    RulesFormat(RulesFormatArgs),
}

/// `tablewarden check`
#[derive(Debug, PartialEq)]
pub(crate) struct CheckArgs {
    pub(crate) paths: Vec<PathBuf>,
    /// The earlier version: a file, or `git:` and a revision.
    pub(crate) against: Option<PathBuf>,
    pub(crate) format: Format,
    pub(crate) profile: Option<Profile>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) stack: StackArgs,
    pub(crate) skip_other_files: bool,
    pub(crate) color: Color,
    /// Epoch seconds; absent: the clock.
    pub(crate) now: Option<i64>,
    pub(crate) time: bool,
    pub(crate) rules: Vec<PathBuf>,
    pub(crate) no_default_rules: bool,
    pub(crate) dialect: Dialect,
    pub(crate) input_parameters: Vec<PathBuf>,
    pub(crate) advice: bool,
}

/// `tablewarden facts`
#[derive(Debug, PartialEq)]
pub(crate) struct FactsArgs {
    pub(crate) path: PathBuf,
    pub(crate) stack: StackArgs,
}

/// `tablewarden rules test` and `tablewarden rules check`
#[derive(Debug, PartialEq)]
pub(crate) struct RuleFilesArgs {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) dialect: Dialect,
    /// Epoch seconds; absent: the clock.
    pub(crate) now: Option<i64>,
}

/// `tablewarden rules parse`
#[derive(Debug, PartialEq)]
pub(crate) struct RuleFileArgs {
    pub(crate) path: PathBuf,
    pub(crate) dialect: Dialect,
}

/// `tablewarden rules format`
#[derive(Debug, PartialEq)]
pub(crate) struct RulesFormatArgs {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) dialect: Dialect,
    /// Whether nothing is written.
    pub(crate) check: bool,
}

/// Where the stack is deployed to, the values of its parameters, where the names in reports start, and where the settings are.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct StackArgs {
    pub(crate) region: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) partition: Option<String>,
    pub(crate) root: Option<PathBuf>,
    pub(crate) config: Option<PathBuf>,
    pub(crate) no_config: bool,
    /// Each `NAME=VALUE`.
    pub(crate) parameters: Vec<String>,
    pub(crate) parameter_files: Vec<PathBuf>,
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
                .arg(files())
                .arg(option("against", PathBufValueParser::new().into()))
                .arg(one_of("format", &["text", "json"]))
                .arg(one_of("profile", &["minimal", "recommended", "strict"]))
                .arg(one_of("fail-on", &["error", "warning", "note", "never"]))
                .arg(one_of("color", &["auto", "always", "never"]))
                .arg(option("now", ValueParser::new(seconds)))
                .arg(flag("skip-other-files"))
                .arg(flag("time"))
                .arg(option("rules", PathBufValueParser::new().into()).action(ArgAction::Append))
                .arg(flag("no-default-rules"))
                .arg(flag("advice"))
                .arg(dialect())
                .arg(option("input-parameters", PathBufValueParser::new().into()).action(ArgAction::Append))
                .args(stack()),
        )
        .subcommand(folded(Command::new("facts")).arg(file()).args(stack()))
        .subcommand(folded(Command::new("explain")).arg(rule()))
        .subcommand(
            folded(Command::new("rules"))
                .subcommand_required(true)
                .subcommand(folded(Command::new("list")).arg(one_of("format", &["text", "json"])))
                .subcommand(rule_files("test").arg(option("now", ValueParser::new(seconds))))
                .subcommand(rule_files("check"))
                .subcommand(folded(Command::new("parse")).arg(file()).arg(dialect()))
                .subcommand(folded(Command::new("format")).arg(files()).arg(dialect()).arg(flag("check"))),
        )
}

/// A command about rule files and their tests.
fn rule_files(name: &'static str) -> Command {
    folded(Command::new(name)).arg(files()).arg(one_of("format", &["text", "json"])).arg(dialect())
}

fn files() -> Arg {
    Arg::new("files").num_args(1..).required(true).value_parser(PathBufValueParser::new()).value_name("FILE")
}

fn file() -> Arg {
    Arg::new("file").required(true).value_parser(PathBufValueParser::new()).value_name("FILE")
}

fn rule() -> Arg {
    Arg::new("rule").required(true).value_parser(NonEmptyStringValueParser::new()).value_name("RULE")
}

fn dialect() -> Arg {
    one_of("dialect", &["3.2.0", "3.2.1"])
}

fn folded(command: Command) -> Command {
    command.override_help(HELP).disable_help_subcommand(true)
}

fn stack() -> [Arg; 8] {
    [
        option("region", NonEmptyStringValueParser::new().into()),
        option("account", NonEmptyStringValueParser::new().into()),
        option("partition", NonEmptyStringValueParser::new().into()),
        option("root", PathBufValueParser::new().into()),
        option("config", PathBufValueParser::new().into()),
        flag("no-config"),
        option("parameter", ValueParser::new(parameter)).action(ArgAction::Append),
        option("parameters", PathBufValueParser::new().into()).action(ArgAction::Append),
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

fn parameter(text: &str) -> Result<String, String> {
    match text.find('=') {
        None | Some(0) => Err("give NAME=VALUE".to_owned()),
        Some(_) => Ok(text.to_owned()),
    }
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
            paths: paths(matches, "files"),
            against: matches.get_one::<PathBuf>("against").cloned(),
            format: chosen(matches, "format")?.unwrap_or(Format::Text),
            profile: chosen(matches, "profile")?,
            fail_on: chosen(matches, "fail-on")?,
            stack: stack_args(matches)?,
            skip_other_files: matches.get_flag("skip-other-files"),
            color: match matches.get_one::<String>("color").map(String::as_str) {
                Some("always") => Color::Always,
                Some("never") => Color::Never,
                _ => Color::Auto,
            },
            now: matches.get_one::<i64>("now").copied(),
            time: matches.get_flag("time"),
            rules: paths(matches, "rules"),
            no_default_rules: matches.get_flag("no-default-rules"),
            dialect: chosen(matches, "dialect")?.unwrap_or_default(),
            input_parameters: paths(matches, "input-parameters"),
            advice: matches.get_flag("advice"),
        })),
        Some(("facts", matches)) => Ok(Action::Facts(FactsArgs { path: path(matches), stack: stack_args(matches)? })),
        Some(("explain", matches)) => {
            Ok(Action::Explain(matches.get_one::<String>("rule").cloned().unwrap_or_default()))
        }
        Some(("rules", matches)) => rules_action(matches),
        _ => Err(usage::NO_COMMAND.to_owned()),
    }
}

fn rules_action(matches: &ArgMatches) -> Result<Action, String> {
    match matches.subcommand() {
        Some(("list", matches)) => Ok(Action::RulesList(chosen(matches, "format")?.unwrap_or(Format::Text))),
        Some(("test", matches)) => {
            let now = matches.get_one::<i64>("now").copied();
            Ok(Action::RulesTest(RuleFilesArgs { now, ..rule_files_args(matches)? }))
        }
        Some(("check", matches)) => Ok(Action::RulesCheck(rule_files_args(matches)?)),
        Some(("parse", matches)) => {
            let dialect = chosen(matches, "dialect")?.unwrap_or_default();
            Ok(Action::RulesParse(RuleFileArgs { path: path(matches), dialect }))
        }
        Some(("format", matches)) => Ok(Action::RulesFormat(RulesFormatArgs {
            paths: paths(matches, "files"),
            dialect: chosen(matches, "dialect")?.unwrap_or_default(),
            check: matches.get_flag("check"),
        })),
        _ => Err(usage::NO_COMMAND.to_owned()),
    }
}

fn rule_files_args(matches: &ArgMatches) -> Result<RuleFilesArgs, String> {
    Ok(RuleFilesArgs {
        paths: paths(matches, "files"),
        format: chosen(matches, "format")?.unwrap_or(Format::Text),
        dialect: chosen(matches, "dialect")?.unwrap_or_default(),
        now: None,
    })
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}

fn path(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

fn stack_args(matches: &ArgMatches) -> Result<StackArgs, String> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let (config, no_config) = (path("config"), matches.get_flag("no-config"));
    if config.is_some() && no_config {
        return Err(usage::TWO_CONFIGS.to_owned());
    }
    let [region, account, partition] = ["region", "account", "partition"].map(text);
    Ok(StackArgs {
        region,
        account,
        partition,
        parameters: matches.get_many("parameter").into_iter().flatten().cloned().collect(),
        parameter_files: paths(matches, "parameters"),
        root: path("root"),
        config,
        no_config,
    })
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
