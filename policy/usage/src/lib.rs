//! What can be typed: the table of commands and options, a row each, and what the rows say in words. Parsing, help and "did you mean"
//! come from it, and so do the completions of the shells, the manual page and docs/cli.md, which `cargo xtask usage` makes.
//! Reads no command line, and says nothing about what a command does.

mod commands;
mod options;
mod sentences;

pub use commands::{COMMANDS, CommandRow, Operand, Operands, command};
pub use options::{OPTIONS, OptionRow, Value, options};
pub use sentences::{
    ABOUT, EXIT_CODES, HELP, HELP_OF_COMMAND, HELP_OPTION, VERSION, VERSION_OPTION, meaning, or, typed, value_word,
};
