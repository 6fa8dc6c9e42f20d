//! The example job for a fleet, with the packages that it asks PyPI for. Takes the places of the build and the command; installs into
//! a virtual environment below target, once for each list of packages.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::places::Places;
use crate::process;

/// Runs the tests of the job.
pub(super) fn run(places: &Places, command: &Path) -> Result<()> {
    let python = installed(places)?;
    let mut tests = process::command(&python.to_string_lossy(), &places.root.join("tests").join("fleet"));
    tests.args(["-B", "-m", "unittest"]).env("TABLEWARDEN_WASM", places.wasm()).env("TABLEWARDEN_COMMAND", command);
    process::run(&mut tests)
}

/// The Python that has the packages.
fn installed(places: &Places) -> Result<PathBuf> {
    let wanted = places.root.join("examples").join("fleet").join("requirements.txt");
    let place = places.root.join("target").join("tools").join("fleet");
    let python = place.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let list = place.join("installed.txt");
    let text = std::fs::read(&wanted).map_err(|error| format!("cannot read {}: {error}", wanted.display()))?;
    if std::fs::read(&list).ok().as_ref() == Some(&text) {
        return Ok(python);
    }
    eprintln!("xtask: installing what {} lists into {}", wanted.display(), place.display());
    process::run(process::command("python3", &places.root).args(["-m", "venv", "--clear"]).arg(&place))?;
    let mut install = process::command(&python.to_string_lossy(), &places.root);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&wanted);
    process::run(&mut install)?;
    std::fs::write(&list, text).map_err(|error| format!("cannot write {}: {error}", list.display()))?;
    Ok(python)
}
