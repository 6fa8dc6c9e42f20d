//! Folders of the repository whose files are generated: writes them, and compares what is there with what would be made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::error::Result;
use crate::places::{Places, write};

/// Files by name.
pub(crate) type Files = BTreeMap<String, String>;

/// A folder of generated files.
pub(crate) struct Folder {
    /// The command of xtask that makes it.
    pub(crate) command: &'static str,
    /// Its path from the root.
    pub(crate) path: &'static str,
    /// The ending of its files; others in the folder are written by people.
    pub(crate) ending: &'static str,
    /// Makes the files, from the root.
    pub(crate) make: fn(&Path) -> Result<Files>,
}

impl Folder {
    /// The command: writes the files, and removes those that nothing makes any more.
    pub(crate) fn run(&self, arguments: &[String]) -> Result<ExitCode> {
        if !arguments.is_empty() {
            return Err(format!("usage: cargo xtask {}", self.command));
        }
        let root = Places::find()?.root;
        for name in self.write(&root)? {
            println!("{}", root.join(self.path).join(name).display());
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the files below `root`, and removes those that nothing makes any more. Gives the names of those that changed.
    pub(crate) fn write(&self, root: &Path) -> Result<Vec<String>> {
        let directory = root.join(self.path);
        std::fs::create_dir_all(&directory).map_err(|error| format!("cannot make {}: {error}", directory.display()))?;
        let (made, present) = ((self.make)(root)?, self.present(&directory)?);
        let changed = differing(&made, &present);
        for name in &changed {
            let path = directory.join(name);
            match made.get(name) {
                Some(text) => write(&path, text.as_bytes())?,
                None => {
                    std::fs::remove_file(&path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?
                }
            }
        }
        Ok(changed)
    }

    /// # Errors
    /// Where the folder is not what would be made; names the files.
    pub(crate) fn compare(&self, root: &Path) -> Result<()> {
        let (made, present) = ((self.make)(root)?, self.present(&root.join(self.path))?);
        let wrong = differing(&made, &present);
        if wrong.is_empty() {
            return Ok(());
        }
        Err(format!("{} is not up to date in {}: run `cargo xtask {}`", self.path, wrong.join(", "), self.command))
    }

    fn present(&self, directory: &Path) -> Result<Files> {
        let mut files = Files::new();
        let entries = match std::fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(files),
            Err(error) => return Err(format!("cannot list {}: {error}", directory.display())),
        };
        for entry in entries {
            let path: PathBuf = entry.map_err(|error| format!("cannot list {}: {error}", directory.display()))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.ends_with(self.ending) {
                let text = std::fs::read_to_string(&path)
                    .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
                files.insert(name, text);
            }
        }
        Ok(files)
    }
}

/// The names of the files that are not in both, or not the same.
fn differing(made: &Files, present: &Files) -> Vec<String> {
    let names: BTreeSet<&String> = made.keys().chain(present.keys()).collect();
    names.into_iter().filter(|name| made.get(*name) != present.get(*name)).cloned().collect()
}
