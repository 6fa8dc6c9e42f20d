//! The crates of the repository: a folder with a `Cargo.toml`, and the Rust files that are compiled from it.

use std::collections::BTreeMap;

use crate::files::{files_below, root, sources};

/// The Rust files of one crate.
#[derive(Debug, Clone)]
pub struct Crate {
    /// Its folder, from the root of the repository.
    pub folder: String,
    /// Path from the folder, and text.
    pub files: BTreeMap<String, String>,
}

impl Crate {
    /// The files that the compiler begins with: the library, the programs, the build script, the tests, the benchmarks.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &str> {
        let is_root = |path: &&str| match path.split('/').collect::<Vec<_>>()[..] {
            ["build.rs"] | ["src", "lib.rs" | "main.rs"] => true,
            ["src", "bin", _] | ["tests" | "benches" | "examples", _] => true,
            ["tests" | "benches" | "examples", _, file] => file == "main.rs",
            _ => false,
        };
        self.files.keys().map(String::as_str).filter(is_root)
    }
}

/// Every crate of the repository.
#[must_use]
pub fn crates() -> Vec<Crate> {
    let root = root();
    let mut folders = Vec::new();
    for top in ["policy", "host", "rules", "tests", "benches", "xtask"] {
        for path in files_below(&root.join(top)) {
            if path.file_name().is_some_and(|name| name == "Cargo.toml") {
                let folder = path.strip_prefix(&root).ok().and_then(|path| path.parent()).expect("it was found there");
                folders.push(folder.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let read = |folder: &String| {
        let inside = |path: &str, other: &str| path.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
        let is_of_another = |path: &str| folders.iter().any(|other| inside(other, folder) && inside(path, other));
        let files = sources(&[folder], &["rs"]).into_iter().filter(|(path, _)| !is_of_another(path));
        let files = files.map(|(path, text)| (path[folder.len() + 1..].to_owned(), text)).collect();
        Crate { folder: folder.clone(), files }
    };
    folders.iter().map(read).collect()
}
