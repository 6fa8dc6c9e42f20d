//! The rule files that are measured, as text.

use std::path::{Path, PathBuf};

use crate::error::Result;

/// A rule file.
pub(crate) struct RuleText {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// The rule files named, and those in the folders named, in the order of their paths.
pub(crate) fn read(places: &[&str]) -> Result<Vec<RuleText>> {
    let mut waiting: Vec<PathBuf> = places.iter().map(PathBuf::from).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let failed = |error: std::io::Error| format!("cannot list {}: {error}", path.display());
            for entry in std::fs::read_dir(&path).map_err(failed)? {
                let path = entry.map_err(failed)?.path();
                if path.is_dir() || path.extension().is_some_and(|extension| extension == "guard") {
                    waiting.push(path);
                }
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    files.iter().map(|path| Ok(RuleText { name: path.display().to_string(), text: text(path)? })).collect()
}
