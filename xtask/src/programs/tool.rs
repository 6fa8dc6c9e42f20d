//! Programs out of crates: compiled once, in the version that is asked for, into target/tools.

use std::path::PathBuf;

use crate::error::Result;
use crate::places::Places;
use crate::programs::process;

/// The program of the crate `name` in this version.
pub(crate) fn installed(places: &Places, name: &str, version: &str) -> Result<PathBuf> {
    let tools = places.root.join("target").join("tools");
    let program = tools.join("bin").join(if cfg!(windows) { format!("{name}.exe") } else { name.to_owned() });
    let found = process::output(process::command(&program.to_string_lossy(), &places.root).arg("--version"));
    if found.ok().as_deref().map(str::trim) != Some(&format!("{name} {version}")) {
        eprintln!("xtask: compiling {name} {version} into {}", tools.display());
        let mut install = process::cargo(&places.root);
        install.args(["install", name, "--version", version, "--locked", "--debug", "--force", "--root"]);
        process::run(install.arg(&tools).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS"))?;
    }
    Ok(program)
}
