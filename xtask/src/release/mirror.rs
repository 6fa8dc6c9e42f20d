//! `cargo xtask mirror DIR`: the repository that pipelines use, with the built package inside, so that its users need neither
//! Rust nor a registry. Takes what `npm pack` would publish, and the folder `pipelines`. Commits nothing.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::build;
use crate::build::flavour::Flavour;
use crate::error::Result;
use crate::places::Places;
use crate::programs::{npm, process};

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let [directory] = arguments else { return Err("usage: cargo xtask mirror DIR".to_owned()) };
    let places = Places::find()?;
    build::make(&places, Flavour::Shipped)?;
    let package = places.root.join("npm");
    if !package.join("node_modules").is_dir() {
        npm::clean_install(&package)?;
    }
    npm::script(&package, "build")?;
    write(&places, Path::new(directory))?;
    println!("{directory}");
    Ok(ExitCode::SUCCESS)
}

/// Writes the repository of the package as it is built into a folder that may have anything in it.
pub(crate) fn write_anew(places: &Places, directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory).map_err(|error| format!("cannot remove {}: {error}", directory.display()))?;
    }
    write(places, directory)
}

/// Writes the repository of the package as it is built.
fn write(places: &Places, directory: &Path) -> Result<()> {
    clear(directory)?;
    let packed = npm::pack(&places.root.join("npm"), &places.out)?;
    let mut unpack = process::command("tar", directory);
    process::run(unpack.args(["-xz", "--strip-components=1", "-f"]).arg(&packed))?;
    copy(&places.root.join("pipelines"), directory)?;
    // What is left is what is installed: nothing is built there, and nothing is fetched.
    npm::run(directory, &["pkg", "delete", "scripts", "devDependencies"])
}

/// Empties the folder; only one that is a repository of its own, so that a wrong path loses nothing.
fn clear(directory: &Path) -> Result<()> {
    let failed = |error| format!("cannot empty {}: {error}", directory.display());
    fs::create_dir_all(directory).map_err(failed)?;
    let entries: Vec<_> = fs::read_dir(directory).and_then(Iterator::collect).map_err(failed)?;
    if !entries.is_empty() && !entries.iter().any(|entry: &fs::DirEntry| entry.file_name() == ".git") {
        return Err(format!("{} is neither empty nor a git repository", directory.display()));
    }
    for entry in entries.iter().filter(|entry| entry.file_name() != ".git") {
        let path = entry.path();
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.map_err(failed)?;
    }
    Ok(())
}

/// Copies the files of a folder, and of those in it.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |error| format!("cannot copy {} to {}: {error}", from.display(), to.display());
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied)?;
        } else {
            fs::copy(path, copied).map_err(failed)?;
        }
    }
    Ok(())
}
