//! The words of a command line into arguments, by the table. The first mistake is told in one line: what, where, what to do.
//! Reads no file.

use tablewarden_cloudformation::schema::nearest;
use tablewarden_cloudformation::{mistake_in_place, mistake_in_places};
use tablewarden_usage::{COMMANDS, CommandRow, Operands, OptionRow, Value, command, options, or, value_word};
use tablewarden_wire::Limits;

use super::arguments::Arguments;

/// What was typed.
#[derive(Debug)]
pub(crate) enum Typed {
    /// To see the help of everything.
    Help,
    /// To see the help of a group of commands, or of one.
    HelpOf(&'static str),
    /// To see the version.
    Version,
    /// To run a command.
    Run(Arguments),
}

/// Takes the words behind the program's name.
///
/// # Errors
/// One line for a person.
pub(crate) fn parse(words: &[String]) -> Result<Typed, String> {
    match words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        None => Err(format!("Name a command, as in `tablewarden check FILE`. {LISTS_COMMANDS}")),
        Some(("-h" | "--help", _)) => Ok(Typed::Help),
        Some(("-V" | "--version", _)) => Ok(Typed::Version),
        Some(("help", rest)) => help(rest),
        Some((first, _)) if first.starts_with('-') && first.len() > 1 => {
            Err(match nearest(first.trim_start_matches('-'), ["version", "help"].into_iter()) {
                Some(meant) => format!("Unknown option `{first}`. Did you mean `--{meant}`?"),
                None => format!("Name a command before `{first}`, as in `tablewarden check FILE`. {LISTS_COMMANDS}"),
            })
        }
        Some((first, rest)) => named(first, rest),
    }
}

const LISTS_COMMANDS: &str = "`tablewarden --help` lists the commands.";

/// `tablewarden help COMMAND`: the same as `tablewarden COMMAND --help`.
fn help(rest: &[String]) -> Result<Typed, String> {
    match rest.split_first() {
        None => Ok(Typed::Help),
        Some((first, rest)) => {
            let help = "--help".to_owned();
            let second = rest.first().filter(|_| group(first).next().is_some());
            let words: Vec<String> = second.into_iter().cloned().chain([help]).collect();
            named(first, &words)
        }
    }
}

/// The commands whose names start with this word and have another one.
fn group(word: &str) -> impl Iterator<Item = (&'static CommandRow, &'static str)> + Clone {
    COMMANDS.iter().filter_map(move |row| Some((row, row.name.strip_prefix(word)?.strip_prefix(' ')?)))
}

fn named(first: &str, rest: &[String]) -> Result<Typed, String> {
    if let Some(row) = command(first) {
        return arguments(row, rest);
    }
    let Some((any, _)) = group(first).next() else { return Err(unknown_command(first)) };
    let seconds = group(first).map(|(_, second)| second);
    match rest.split_first().map(|(second, rest)| (second.as_str(), rest)) {
        Some(("-h" | "--help", _)) => Ok(Typed::HelpOf(any.name.split(' ').next().unwrap_or_default())),
        Some((second, rest)) if !second.starts_with('-') => match group(first).find(|(_, name)| *name == second) {
            Some((row, _)) => arguments(row, rest),
            None => {
                let meant = nearest(second, seconds.clone()).map(|meant| format!("{first} {meant}"));
                Err(format!(
                    "Unknown command `{first} {second}`. {}",
                    did_you_mean(meant.as_deref(), "", || { format!("After `{first}`, name one of {}.", or(seconds)) })
                ))
            }
        },
        _ => Err(format!("After `{first}`, name one of {}, as in `tablewarden {}`.", or(seconds), any.name)),
    }
}

fn unknown_command(word: &str) -> String {
    let firsts = COMMANDS.iter().filter_map(|row| row.name.split(' ').next());
    if word == "version" {
        return format!("Unknown command `{word}`. Did you mean `--version`?");
    }
    if word.contains(['.', '/']) || word == "-" {
        return format!("Unknown command `{word}`. To check a template, run `tablewarden check {word}`.");
    }
    format!("Unknown command `{word}`. {}", did_you_mean(nearest(word, firsts), "", || LISTS_COMMANDS.to_owned()))
}

fn arguments(row: &'static CommandRow, words: &[String]) -> Result<Typed, String> {
    let mut arguments = Arguments::new(row);
    let mut words = words.iter().map(String::as_str);
    let mut only_operands = false;
    while let Some(word) = words.next() {
        if only_operands || word == "-" || !word.starts_with('-') {
            operand(&mut arguments, word)?;
        } else if word == "--" {
            only_operands = true;
        } else {
            let (name, inline) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
            if matches!(name, "-h" | "--help") {
                return inline.map_or(Ok(Typed::HelpOf(row.name)), |value| Err(takes_no_value(name, value)));
            }
            let option = option(row, name)?;
            let value = value(option, inline, &mut words)?;
            add(&mut arguments, option, value)?;
        }
    }
    let place = |name| options(row.name).find(|option| option.name == name).and_then(|_| arguments.value(name));
    if let Some(mistake) = mistake_in_places(place("region"), place("partition")) {
        return Err(mistake);
    }
    match row.operands {
        Operands::One(operand) | Operands::Many(operand) | Operands::OneAndMany(operand, _)
            if arguments.operands.is_empty() && !operand.missing.is_empty() =>
        {
            Err(operand.missing.to_owned())
        }
        Operands::OneAndMany(_, operand) if arguments.operands.len() == 1 => Err(operand.missing.to_owned()),
        _ => Ok(Typed::Run(arguments)),
    }
}

fn operand(arguments: &mut Arguments, word: &str) -> Result<(), String> {
    let row = arguments.command;
    let takes = match row.operands {
        Operands::Many(_) | Operands::OneAndMany(..) => None,
        Operands::One(operand) if arguments.operands.is_empty() => Some((operand.word, true)),
        Operands::One(operand) => Some((operand.word, false)),
        Operands::None => Some(("", false)),
    };
    match takes {
        Some(("", _)) => Err(format!("Unexpected `{word}`: `tablewarden {}` takes options only.", row.name)),
        Some((operand, false)) => Err(format!("Unexpected `{word}`: `tablewarden {}` takes one {operand}.", row.name)),
        _ if word.is_empty() => match row.operands {
            Operands::One(operand) | Operands::Many(operand) | Operands::OneAndMany(operand, _) => {
                Err(format!("An argument is empty. {}", operand.missing).trim_end().to_owned())
            }
            Operands::None => Ok(()),
        },
        _ => {
            arguments.operands.push(word.to_owned());
            Ok(())
        }
    }
}

fn option(row: &'static CommandRow, dashed: &str) -> Result<&'static OptionRow, String> {
    let all = options(row.name);
    let name = dashed.strip_prefix("--").unwrap_or_default();
    if let Some(option) = all.clone().find(|option| option.name == name) {
        return Ok(option);
    }
    let meant = nearest(name, all.map(|option| option.name));
    Err(format!(
        "Unknown option `{dashed}`. {}",
        did_you_mean(meant, "--", || { format!("`tablewarden {} --help` lists the options.", row.name) })
    ))
}

fn value<'w>(
    option: &OptionRow,
    inline: Option<&'w str>,
    words: &mut (impl Iterator<Item = &'w str> + Clone),
) -> Result<String, String> {
    let dashed = format!("--{}", option.name);
    let text = match (option.value, inline) {
        (Value::Flag, None) => return Ok(String::new()),
        (Value::Flag, Some(value)) => return Err(takes_no_value(&dashed, value)),
        (_, Some(value)) => Some(value),
        // Another option in the place of the value: the value was forgotten.
        (_, None) => {
            words.clone().next().filter(|next| *next == "-" || !next.starts_with('-')).and_then(|_| words.next())
        }
    };
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Err(format!("`{dashed}` needs a value: `{dashed} {}`.", value_word(option.value)));
    };
    match option.value {
        Value::OneOf(known) => one_of(known, text, &dashed).map(|()| text.to_owned()),
        Value::Formats(known) => {
            let (word, file) = text.split_once('=').map_or((text, None), |(word, file)| (word, Some(file)));
            one_of(known, word, &dashed)?;
            if file == Some("") {
                return Err(format!("`{dashed} {text}` names no file. Write `{dashed} {word}=FILE`."));
            }
            Ok(text.to_owned())
        }
        Value::Pair if matches!(text.find('='), None | Some(0)) => {
            Err(format!("`{dashed}` must be NAME=VALUE, not `{text}`."))
        }
        Value::Seconds if !is_time(text) => {
            Err(format!("`{dashed}` must be whole seconds since 1970-01-01, not `{text}`."))
        }
        Value::Line if !text.parse().is_ok_and(|line: u32| line > 0) => {
            Err(format!("`{dashed}` must be the number of a line, from 1, not `{text}`."))
        }
        Value::Most if Limits::findings_of(text).is_none() => {
            Err(format!("`{dashed}` must be a number from 1, or `all`, not `{text}`."))
        }
        Value::Place(kind, _) => match mistake_in_place(kind, text) {
            Some(mistake) => Err(format!("`{dashed}`: {mistake}")),
            None => Ok(text.to_owned()),
        },
        _ => Ok(text.to_owned()),
    }
}

fn one_of(known: &[&str], word: &str, dashed: &str) -> Result<(), String> {
    if known.contains(&word) {
        return Ok(());
    }
    let meant = did_you_mean(nearest(word, known.iter().copied()), "", String::new);
    let line = format!("`{dashed}` must be {}, not `{word}`. {meant}", or(known.iter().copied()));
    Err(line.trim_end().to_owned())
}

/// The end of the year 9999: no date behind it has four digits for its year.
const LAST_SECOND: i64 = 253_402_300_799;

fn is_time(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse().is_ok_and(|seconds: i64| seconds <= LAST_SECOND)
}

fn add(arguments: &mut Arguments, option: &'static OptionRow, value: String) -> Result<(), String> {
    let name = option.name;
    if !option.repeats && arguments.has(name) {
        return Err(format!("`--{name}` is given twice. Give it once."));
    }
    if !option.excludes.is_empty() && arguments.has(option.excludes) {
        return Err(format!("`--{}` and `--{name}` exclude each other. Give one of them.", option.excludes));
    }
    arguments.add(name, value);
    Ok(())
}

fn takes_no_value(dashed: &str, value: &str) -> String {
    format!("`{dashed}` takes no value. Leave `={value}` out.")
}

/// Asks for what was probably meant, or says what else to do.
fn did_you_mean(meant: Option<&str>, before: &str, otherwise: impl FnOnce() -> String) -> String {
    meant.map_or_else(otherwise, |meant| format!("Did you mean `{before}{meant}`?"))
}
