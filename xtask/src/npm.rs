//! Calling npm. Takes a directory with a package.json; never installs what its lock file does not name.

use std::path::Path;

use crate::error::Result;
use crate::process;

/// Installs exactly what the lock file of `directory` names.
pub(crate) fn clean_install(directory: &Path) -> Result<()> {
    run(directory, &["ci", "--no-audit", "--no-fund", "--loglevel=error"])
}

/// Runs a script of the package.
pub(crate) fn script(directory: &Path, name: &str) -> Result<()> {
    run(directory, &["run", "--silent", name])
}

fn run(directory: &Path, arguments: &[&str]) -> Result<()> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    process::run(process::command(program, directory).args(arguments))
}
