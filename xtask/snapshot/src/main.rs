//! `tablewarden-snapshot WASM OUT`: reads a module, writes one that begins where the first call has ended, with the rule pack
//! compiled. Called by the build; never changes code.

mod first_call;
mod module;

use std::process::ExitCode;

use module::Parts;
use wasmtime::{Result, error::Context as _};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, out] = arguments.as_slice() else {
        eprintln!("usage: tablewarden-snapshot WASM OUT");
        return ExitCode::from(2);
    };
    match run(wasm, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tablewarden-snapshot: {wasm}: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(wasm: &str, out: &str) -> Result<()> {
    let ready = ready(&std::fs::read(wasm)?)?;
    std::fs::write(out, ready).with_context(|| format!("cannot write {out}"))
}

/// `module` with the memory that its first call leaves.
fn ready(module: &[u8]) -> Result<Vec<u8>> {
    let parts = Parts::of(module)?;
    let memory = first_call::memory_after(module, parts.stack)?;
    parts.with_memory(&memory)
}

#[cfg(test)]
mod tests;
