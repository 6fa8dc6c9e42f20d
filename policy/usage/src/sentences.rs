//! What the rows say in words, the same for help, the manual page and docs/cli.md. Wraps no line.

use crate::commands::{CommandRow, Operands};
use crate::options::{OptionRow, Value, options};

/// What the program does.
pub const ABOUT: &str = "tablewarden checks the DynamoDB tables of CloudFormation templates.";

/// What the exit codes mean, of every command that does not say something else.
pub const EXIT_CODES: &str =
    "Exit codes: 0 nothing fails, 1 something fails, 2 something could not be checked or the command line is wrong.";

/// The option that every command has, and that stands without a command too.
pub const HELP_OPTION: &str = "-h, --help";
/// What it means without a command.
pub const HELP: &str = "Print this help; after a command, the help of the command";
/// What it means after a command.
pub const HELP_OF_COMMAND: &str = "Print this help";
/// The option that stands without a command only.
pub const VERSION_OPTION: &str = "-V, --version";
/// What it means.
pub const VERSION: &str = "Print the version and the SHA-256 of the engine";

/// What is typed to run a command, behind the name of the program: `check [OPTIONS] FILE|FOLDER|-...`.
#[must_use]
pub fn typed(row: &CommandRow) -> String {
    let has_options = if options(row.name).next().is_some() { " [OPTIONS]" } else { "" };
    let operands = match row.operands {
        Operands::None => String::new(),
        Operands::One(operand) if operand.missing.is_empty() => format!(" [{}]", operand.word),
        Operands::One(operand) => format!(" {}", operand.word),
        Operands::Many(operand) => format!(" {}...", operand.word),
        Operands::OneAndMany(one, many) => format!(" {} {}...", one.word, many.word),
    };
    format!("{}{has_options}{operands}", row.name)
}

/// What an option means, whether it may be given again, and what counts without it.
#[must_use]
pub fn meaning(option: &OptionRow) -> String {
    let mut text = option.sentence.to_owned();
    if let Value::Formats(words) = option.value {
        text.push_str(&format!(": {}", or(words.iter().copied())));
    }
    text.push_str(if option.repeats { "; may be given several times." } else { "." });
    if !option.default.is_empty() {
        text.push_str(&format!(" [default: {}]", option.default));
    }
    text
}

/// How help shows what an option takes; nothing for a flag.
#[must_use]
pub fn value_word(value: Value) -> String {
    match value {
        Value::Flag => String::new(),
        Value::OneOf(words) => words.join("|"),
        Value::Formats(_) => "FORMAT[=FILE]".to_owned(),
        Value::Text(word) | Value::Place(_, word) => word.to_owned(),
        Value::Pair => "NAME=VALUE".to_owned(),
        Value::Seconds => "SECONDS".to_owned(),
        Value::Line => "N".to_owned(),
        Value::Most => "N|all".to_owned(),
    }
}

/// `a, b or c`
#[must_use]
pub fn or<'w>(words: impl Iterator<Item = &'w str> + Clone) -> String {
    let count = words.clone().count();
    let mut text = String::new();
    for (index, word) in words.enumerate() {
        text.push_str(match index {
            0 => "",
            _ if index + 1 == count => " or ",
            _ => ", ",
        });
        text.push_str(word);
    }
    text
}
