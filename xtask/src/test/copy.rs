//! A copy of the repository, to show on it what a change takes. Has what people write, and nothing that tools made. Files that
//! did not change keep their time stamps, so that Cargo builds no more than it must.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::places::{read, write};

/// What is made by tools, or is no part of what is built.
const LEFT_OUT: [&str; 4] = [".git", "target", "node_modules", "dist"];

/// Makes `to` a copy of the repository at `root`.
pub(crate) fn copy(root: &Path, to: &Path) -> Result<()> {
    let (wanted, present) = (files(root)?, if to.exists() { files(to)? } else { BTreeSet::new() });
    for file in present.difference(&wanted) {
        let path = to.join(file);
        std::fs::remove_file(&path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
    }
    for file in &wanted {
        let (bytes, path) = (read(&root.join(file))?, to.join(file));
        if present.contains(file) && read(&path)? == bytes {
            continue;
        }
        let folder = path.parent().unwrap_or(to);
        std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        write(&path, &bytes)?;
    }
    Ok(())
}

/// The files below a folder, as paths from it.
fn files(root: &Path) -> Result<BTreeSet<PathBuf>> {
    let (mut files, mut folders) = (BTreeSet::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        let failed = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (path, is_left_out) = (entry.path(), LEFT_OUT.iter().any(|name| entry.file_name() == *name));
            if is_left_out {
                continue;
            }
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push(path);
            } else if let Ok(path) = path.strip_prefix(root) {
                files.insert(path.to_owned());
            }
        }
    }
    Ok(files)
}
