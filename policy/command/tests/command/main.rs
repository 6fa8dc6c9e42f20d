//! The command line against an invented file system: what is typed, what is wished, what is printed, how it exits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arguments;
mod cdk;
mod check;
mod documents;
mod earlier;
mod fix;
mod invented;
mod one_template;
mod other_files;
mod printed;
mod protocol;
mod reports;
mod rules;
mod selection;
mod server;
mod settings;
mod unlooked;
mod watch;
