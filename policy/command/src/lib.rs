//! The command line as a machine without input and output: words and surroundings in, wishes out, until it exits
//! (docs/abi.md, "The command line"). Everything that a command decides is here, so every host prints the same and exits
//! alike; it opens no file, reads no clock and prints nothing itself.
//!
//! [`Session`] is the door. `words` is what can be typed, `files` what is looked at, `commands` what is done with it, `server`
//! what editors talk to, and `host` what a command asks of its host on the way.

mod apart;
mod commands;
mod files;
mod host;
mod server;
mod session;
mod words;

pub use session::Session;
