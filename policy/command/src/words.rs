//! The command line as it is typed: words into arguments, and help, by the table of policy/usage.

mod arguments;
pub(crate) mod help;
mod parse;

pub(crate) use arguments::{Arguments, word};
pub(crate) use parse::{Typed, parse};
