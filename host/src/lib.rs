//! The native command: hands for the command line that is in the wasm module. It fulfils wishes with files, git, threads and
//! wasmtime, prints what it is told, and decides nothing: no option, no file ending and no message is in here but
//! "cannot …: reason".
//!
//! [`Machine`] runs the module under wasmtime; [`run`] takes turns with the command until it exits.

mod driver;
mod engine;
mod hands;
mod machine;
mod run;
mod texts;

pub use engine::{Answer, CallError, Engine, Frame};
pub use machine::{ABI_VERSION, Bounds, Instance, Machine};
pub use run::{Streams, run};
pub use texts::{reason, slashed};
