//! Calling npm. Takes a directory with a package.json; never installs what its lock file does not name.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Result;
use crate::programs::process;

/// Installs exactly what the lock file of `directory` names.
pub(crate) fn clean_install(directory: &Path) -> Result<()> {
    run(directory, &["ci", "--no-audit", "--no-fund", "--loglevel=error"])
}

/// Runs a script of the package.
pub(crate) fn script(directory: &Path, name: &str) -> Result<()> {
    process::run(&mut of_script(directory, name))
}

/// What runs a script of the package.
pub(crate) fn of_script(directory: &Path, name: &str) -> Command {
    let mut npm = command(directory);
    npm.args(["run", "--silent", name]);
    npm
}

/// Packs the package as it would be published into `folder`; gives the archive.
pub(crate) fn pack(directory: &Path, folder: &Path) -> Result<PathBuf> {
    let mut npm = command(directory);
    npm.args(["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination"]).arg(folder);
    Ok(folder.join(process::output(&mut npm)?.trim()))
}

/// Runs npm with other arguments.
pub(crate) fn run(directory: &Path, arguments: &[&str]) -> Result<()> {
    process::run(command(directory).args(arguments))
}

fn command(directory: &Path) -> Command {
    process::command(if cfg!(windows) { "npm.cmd" } else { "npm" }, directory)
}
