//! The command line as it is typed: the table of commands and options, and what is made from it.

mod arguments;
mod commands;
pub(crate) mod help;
mod parse;
mod table;

pub(crate) use arguments::{Arguments, word};
pub(crate) use commands::command;
pub(crate) use parse::{Typed, parse};
