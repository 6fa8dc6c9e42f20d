//! The native command line: takes files and arguments, gives the engine's text and an exit code. Holds no policy: what
//! is looked for, what fails a run and how it is shown is in the requests and the answers (`tablewarden-wire`).
//!
//! [`Machine`] runs the engine as a wasm module under wasmtime; [`run`] is the whole command with its surroundings
//! handed in.

mod against;
mod args;
mod check;
mod command;
mod engine;
mod explain;
mod facts;
mod files;
mod machine;
mod names;
mod rule_files;
mod rules;
mod settings;
mod usage;

pub use command::{Surroundings, run};
pub use engine::{Answer, CallError, Engine};
pub use machine::{ABI_VERSION, Bounds, Instance, Machine};
