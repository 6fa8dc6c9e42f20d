//! The parts of the Rust toolchain that the chores need. Adds the wasm target with rustup where it is missing; never
//! touches a toolchain that is complete.

use std::path::Path;

use crate::error::Result;
use crate::programs::process;

/// The target of the wasm file.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The workspace with the image's maker, so that it and its tests are seen too.
pub(crate) const WORKSPACE: [&str; 3] = ["--workspace", "--features", "tablewarden-image/make"];

/// Makes sure that the compiler can build for [`WASM`].
pub(crate) fn wasm_target(root: &Path) -> Result<()> {
    if has_wasm(root) {
        return Ok(());
    }
    eprintln!("xtask: adding the target {WASM}");
    process::run(process::command("rustup", root).args(["target", "add", WASM])).map_err(|error| {
        format!(
            "{error}; the target {WASM} is needed: `rustup target add {WASM}`, or your distribution's package of it"
        )
    })?;
    if has_wasm(root) { Ok(()) } else { Err(format!("the target {WASM} was added but `rustc` does not find it")) }
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
pub(crate) fn components(root: &Path) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !process::succeeds(process::cargo(root).args([subcommand, "--version"])) {
            eprintln!("xtask: adding the component {component}");
            process::run(process::command("rustup", root).args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// The triple of this machine.
pub(crate) fn host(root: &Path) -> Result<String> {
    let about = process::output(process::command("rustc", root).arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "`rustc -vV` names no host".to_owned())
}

fn has_wasm(root: &Path) -> bool {
    let mut rustc = process::command("rustc", root);
    let found = process::output(rustc.args(["--print", "target-libdir", "--target", WASM]));
    found.is_ok_and(|directory| Path::new(directory.trim()).is_dir())
}
