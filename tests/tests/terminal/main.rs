//! The command in a real terminal, in both hosts.
#![allow(clippy::panic)]

mod session;
mod watch;
