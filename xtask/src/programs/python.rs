//! Python with packages: a list of packages with their versions in, a virtual environment that has exactly these out, made once for
//! each list below target.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::places::Places;
use crate::programs::process;

/// The Python of the environment `name`, which has what the list `wanted` names.
pub(crate) fn with(places: &Places, name: &str, wanted: &Path) -> Result<PathBuf> {
    let place = places.root.join("target").join("tools").join(name);
    let python = place.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let list = place.join("installed.txt");
    let text = std::fs::read(wanted).map_err(|error| format!("cannot read {}: {error}", wanted.display()))?;
    if std::fs::read(&list).ok().as_ref() == Some(&text) {
        return Ok(python);
    }
    eprintln!("xtask: installing what {} lists into {}", wanted.display(), place.display());
    process::run(process::command("python3", &places.root).args(["-m", "venv", "--clear"]).arg(&place))?;
    let mut install = process::command(&python.to_string_lossy(), &places.root);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(wanted);
    process::run(&mut install)?;
    std::fs::write(&list, text).map_err(|error| format!("cannot write {}: {error}", list.display()))?;
    Ok(python)
}
