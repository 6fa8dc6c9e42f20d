//! `SHA256SUMS` of the files of a release, as `sha256sum --check` reads it.

use std::fs;
use std::path::Path;

use crate::error::Result;
use crate::freshness::sha256;
use crate::places::{read, write};

const NAME: &str = "SHA256SUMS";

/// Makes it for the files in a folder, in the order of their names.
pub(super) fn make(folder: &Path) -> Result<()> {
    let failed = |error| format!("cannot list {}: {error}", folder.display());
    let entries: Vec<_> = fs::read_dir(folder).and_then(Iterator::collect).map_err(failed)?;
    let mut names: Vec<String> = Vec::new();
    for entry in entries.iter().filter(|entry: &&fs::DirEntry| entry.path().is_file()) {
        let name = entry.file_name().into_string().map_err(|name| format!("{name:?} is no Unicode"))?;
        names.push(name);
    }
    names.retain(|name| name != NAME);
    names.sort();
    if names.is_empty() {
        return Err(format!("{} has no files", folder.display()));
    }
    let mut sums = String::new();
    for name in names {
        sums.push_str(&format!("{}  {name}\n", sha256(&read(&folder.join(&name))?)));
    }
    write(&folder.join(NAME), sums.as_bytes())
}
