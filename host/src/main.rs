//! The program `tablewarden`: the embedded image, the words that were typed, and where they were typed, handed to the library.

use std::io::{IsTerminal, Write};
use std::process::exit;
use std::time::{SystemTime, UNIX_EPOCH};

use tablewarden_host::{Bounds, CallError, Machine, Streams, reason, run, slashed};
use tablewarden_image::Aligned;
use tablewarden_source::harmless;
use tablewarden_wire::{Environment, Surroundings, Terminals};
use terminal_size::terminal_size_of;

/// The ahead-of-time image of the wasm file, made in the same build.
static IMAGE: &Aligned<[u8]> = &Aligned(*include_bytes!(env!(
    "TABLEWARDEN_IMAGE",
    "the image of the engine is missing: build with `cargo xtask build`"
)));

fn main() {
    let (mut stdout, mut stderr) = (std::io::stdout().lock(), std::io::stderr());
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let start = || -> Result<(Machine, Surroundings), String> {
        let machine = Machine::new(&IMAGE.0, Bounds::default()).map_err(|error: CallError| error.to_string())?;
        Ok((machine, surroundings(stdout.is_terminal())?))
    };
    match start() {
        Ok((machine, surroundings)) => {
            let mut stdin = std::io::stdin();
            let streams = Streams { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
            let code = run(words, surroundings, streams, &machine);
            // At once: the system takes back the memory, the code and the clock of the machine quicker than they are given back.
            exit(i32::from(code))
        }
        Err(line) => {
            let _ = writeln!(stderr, "tablewarden: {}", harmless(&line));
            exit(2)
        }
    }
}

fn surroundings(stdout: bool) -> Result<Surroundings, String> {
    let folder =
        std::env::current_dir().map_err(|error| format!("The working directory cannot be read: {}", reason(&error)))?;
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let stdin = std::io::stdin().is_terminal();
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Surroundings {
        command_version: env!("CARGO_PKG_VERSION").to_owned(),
        engine_sha256: option_env!("TABLEWARDEN_WASM_SHA256").map(str::to_owned),
        working_dir: slashed(&folder),
        backslash_separates: std::path::MAIN_SEPARATOR == '\\',
        now: i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX),
        environment: Environment {
            no_color: variable("NO_COLOR"),
            force_color: variable("FORCE_COLOR"),
            term: variable("TERM"),
            columns: variable("COLUMNS"),
            ci: variable("CI"),
            github_actions: variable("GITHUB_ACTIONS"),
        },
        terminals: Terminals { stdin, stdout, stderr: std::io::stderr().is_terminal() },
        width: terminal_size_of(std::io::stdout()).map(|(width, _)| width.0.into()),
        answers_at_once: u32::try_from(at_once).unwrap_or(1),
    })
}

fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}
