//! What a wrong command line is told: one line, what is wrong and what to type. The wording is this file's, so that it
//! is the same in every host.

use clap::error::{ContextKind, ContextValue, ErrorKind};

pub(crate) const NO_COMMAND: &str = "no command is given: say `tablewarden check FILE`, or `tablewarden --help`";

pub(crate) const TWO_CONFIGS: &str = "`--config` and `--no-config` are given together: give one of them";

/// The line for a person.
pub(crate) fn line(error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let argument = first_word(&argument);
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::MissingSubcommand => match text(error, ContextKind::InvalidSubcommand).as_deref() {
            Some(command) if command.ends_with("rules") => {
                "`rules` alone is no command: say `tablewarden rules list`, `test`, `check`, `parse` or `format`"
                    .to_owned()
            }
            _ => NO_COMMAND.to_owned(),
        },
        ErrorKind::InvalidSubcommand => {
            let command = text(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("`{command}` is no command: say `tablewarden check FILE`, or `tablewarden --help`")
        }
        ErrorKind::MissingRequiredArgument if argument == "<RULE>" => {
            "no rule is given: say `tablewarden explain RULE`; `tablewarden rules list` lists them".to_owned()
        }
        ErrorKind::MissingRequiredArgument => "no file is given: name a template, or `-` for standard input".to_owned(),
        ErrorKind::UnknownArgument if argument.starts_with('-') && argument.len() > 1 => {
            format!("there is no option `{argument}`: `tablewarden --help` lists them")
        }
        ErrorKind::UnknownArgument => format!("`{argument}` is one argument too many: see `tablewarden --help`"),
        ErrorKind::ArgumentConflict => format!("`{argument}` is given twice: give it once"),
        ErrorKind::TooManyValues => format!("`{argument}` takes no value: leave `={value}` out"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() && !argument.starts_with('-') => {
            "an empty file name is given: name a template, or `-` for standard input".to_owned()
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("`{argument}` needs a value: see `tablewarden --help`")
        }
        ErrorKind::InvalidValue => {
            let words = words(error).join(", ");
            format!("`{argument}` cannot be `{value}`: it is one of {words}")
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("`{argument}` cannot be `{value}`: {why}")
        }
        _ => error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    }
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    }
}

fn words(error: &clap::Error) -> Vec<String> {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}

/// clap names an option with its value's name behind it.
fn first_word(argument: &str) -> &str {
    argument.split([' ', '=']).next().unwrap_or_default()
}
