//! Running other programs. Takes a command, gives what came of it; a program that is missing is named with how to get
//! it. Never prints to standard output, which belongs to the subcommand.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::error::Result;

/// A program in `directory`.
pub(crate) fn command(program: &str, directory: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(directory).stdin(Stdio::null());
    command
}

/// The Cargo that runs this program.
pub(crate) fn cargo(directory: &Path) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = command(&cargo, directory);
    // `cargo run` describes xtask in these; a build script of another package must not see them.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs to the end with the output on the terminal, all of it on standard error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    command.stdout(std::io::stderr());
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// Runs to the end and gives the standard output; errors stay on the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    command.stderr(Stdio::inherit());
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        return Err(format!("`{}` failed ({})", shown(command), output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{}` printed what is no UTF-8", shown(command)))
}

/// Runs to the end and gives what it printed on standard error. Shows nothing.
pub(crate) fn printed(command: &mut Command) -> (Result<()>, Vec<u8>) {
    match command.output() {
        Err(error) => (Err(not_started(command, &error)), Vec::new()),
        Ok(output) if output.status.success() => (Ok(()), output.stderr),
        Ok(output) => (Err(format!("`{}` failed ({})", shown(command), output.status)), output.stderr),
    }
}

/// Whether the program starts and ends well. Shows nothing.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The most memory that a child held so far, in bytes, while it still runs; Linux alone says it.
pub(crate) fn peak_of(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// Runs `cargo build ARGUMENTS` with Cargo's progress on standard error, and gives the files it made or found fresh
/// for the target `name`.
pub(crate) fn cargo_build(command: &mut Command, name: &str) -> Result<Vec<PathBuf>> {
    command.arg("--message-format=json-render-diagnostics");
    let messages = output(command)?;
    let mut files = Vec::new();
    for line in messages.lines() {
        let message: serde_json::Value =
            serde_json::from_str(line).map_err(|error| format!("cargo printed what is no JSON: {error}"))?;
        if message["reason"] == "compiler-artifact" && message["target"]["name"] == name {
            let made = message["filenames"].as_array().into_iter().flatten().filter_map(|file| file.as_str());
            files.extend(made.map(PathBuf::from));
        }
    }
    Ok(files)
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let mut words = vec![Path::new(command.get_program()).file_name().unwrap_or_default().to_owned()];
    words.extend(command.get_args().map(OsString::from));
    words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    let how = match program.as_ref() {
        "rustup" => ": get it from https://rustup.rs",
        "node" | "npm" => ": install Node.js 20 or later, which brings npm (https://nodejs.org)",
        _ => "",
    };
    format!("cannot run `{program}` ({error}){how}")
}
