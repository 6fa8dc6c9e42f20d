//! The files of the repository, by path and bytes. Gives what is there and fails where it is not; never skips.

use std::path::{Path, PathBuf};

/// Folders that tools make: nothing in them was written by people.
const MADE: [&str; 3] = ["node_modules", "dist", "target"];

/// Where another copy of the repository is, which is to be looked at instead of this one.
const ROOT: &str = "TABLEWARDEN_ROOT";

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    if let Some(root) = std::env::var_os(ROOT) {
        return root.into();
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this crate is in tests/repository").to_owned()
}

/// The bytes of a file.
#[must_use]
pub fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of a file.
#[must_use]
pub fn text(path: &Path) -> String {
    String::from_utf8(read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files below `folder`, as paths, sorted; none of those that tools make.
#[must_use]
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("a folder can be listed").path();
            let is_made = path.file_name().is_some_and(|name| MADE.iter().any(|made| name == *made));
            if !path.is_dir() {
                files.push(path);
            } else if !is_made {
                folders.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The sources in some folders of the repository: path from the root, with `/`, and text.
#[must_use]
pub fn sources(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut sources = Vec::new();
    for folder in folders.iter().map(|folder| root.join(folder)).filter(|folder| folder.exists()) {
        for path in files_below(&folder) {
            if path.extension().and_then(|end| end.to_str()).is_some_and(|end| endings.contains(&end)) {
                let name = path.strip_prefix(&root).expect("it was found there").to_string_lossy().replace('\\', "/");
                sources.push((name, text(&path)));
            }
        }
    }
    sources
}
