//! The program `tablewarden`: the embedded image and the process's surroundings, handed to the library.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use tablewarden_host::{Bounds, Machine, Surroundings, run};
use tablewarden_image::Aligned;

/// The ahead-of-time image of the wasm file, made in the same build.
static IMAGE: &Aligned<[u8]> = &Aligned(*include_bytes!(env!(
    "TABLEWARDEN_IMAGE",
    "the image of the engine is missing: build with `cargo xtask build`"
)));

fn main() -> ExitCode {
    let mut stdout = std::io::stdout().lock();
    let mut stderr = std::io::stderr();
    let working_dir = match std::env::current_dir() {
        Ok(folder) => folder,
        Err(error) => {
            let _ = writeln!(stderr, "tablewarden: the working directory cannot be read: {error}");
            return ExitCode::from(2);
        }
    };
    let colors =
        stdout.is_terminal() && !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    let mut surroundings = Surroundings {
        stdin: &mut std::io::stdin(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        working_dir,
        colors,
        clock: clock(),
        version: version(),
    };
    ExitCode::from(run(std::env::args_os().skip(1), &mut surroundings, || Machine::new(&IMAGE.0, Bounds::default())))
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

fn clock() -> i64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX)
}

fn version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    match option_env!("TABLEWARDEN_WASM_SHA256") {
        Some(sha256) => format!("tablewarden {version} (wasm sha256 {sha256})"),
        None => format!("tablewarden {version}"),
    }
}
