//! `cargo xtask schemas`: docs/schema, made from the types of policy/wire. Also the comparison of what is there with
//! what would be made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::Result;
use crate::places::{Places, write};

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask schemas".to_owned());
    }
    let directory = directory(&Places::find()?.root);
    std::fs::create_dir_all(&directory).map_err(|error| format!("cannot make {}: {error}", directory.display()))?;
    let made = made()?;
    for (name, text) in &made {
        write(&directory.join(name), text.as_bytes())?;
        println!("{}", directory.join(name).display());
    }
    for name in present(&directory)?.keys().filter(|name| !made.contains_key(*name)) {
        let path = directory.join(name);
        std::fs::remove_file(&path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
        println!("removed {}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// # Errors
/// Where docs/schema is not what the types say; names the files.
pub(crate) fn compare(root: &Path) -> Result<()> {
    let (made, present) = (made()?, present(&directory(root))?);
    let mut names: Vec<&str> = made.keys().chain(present.keys()).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let wrong: Vec<&str> = names.into_iter().filter(|name| made.get(*name) != present.get(*name)).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("docs/schema differs from the types in {}: run `cargo xtask schemas`", wrong.join(", ")))
}

fn directory(root: &Path) -> PathBuf {
    root.join("docs").join("schema")
}

fn made() -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for (name, schema) in tablewarden_wire::schemas() {
        let text = serde_json::to_string_pretty(&schema).map_err(|error| format!("{name}: {error}"))?;
        files.insert(name.to_owned(), text + "\n");
    }
    Ok(files)
}

fn present(directory: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(files),
        Err(error) => return Err(format!("cannot list {}: {error}", directory.display())),
    };
    for entry in entries {
        let path = entry.map_err(|error| format!("cannot list {}: {error}", directory.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".schema.json") {
            let text =
                std::fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            files.insert(name, text);
        }
    }
    Ok(files)
}
