//! Where things are in the repository, and what the build left.

use std::path::{Path, PathBuf};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the repository").to_owned()
}

/// The rules of the pack: those that were built in.
#[must_use]
pub fn rules() -> PathBuf {
    std::env::var_os("TABLEWARDEN_RULES").map_or_else(|| root().join("rules/dynamodb"), PathBuf::from)
}

/// The one wasm file, as `cargo xtask build` made it.
#[must_use]
pub fn wasm() -> PathBuf {
    built("TABLEWARDEN_WASM", "tablewarden.wasm")
}

/// The ahead-of-time image of it.
#[must_use]
pub fn image() -> PathBuf {
    built("TABLEWARDEN_IMAGE", "tablewarden.cwasm")
}

/// The native command, as it is shipped.
#[must_use]
pub fn command() -> PathBuf {
    let path = std::env::var_os("TABLEWARDEN_COMMAND");
    let path = path.map_or_else(|| root().join("target/release/tablewarden"), PathBuf::from);
    assert!(path.exists(), "{} is not there; run `cargo xtask build`", path.display());
    path
}

/// The npm package, built.
#[must_use]
pub fn package() -> PathBuf {
    let path = std::env::var_os("TABLEWARDEN_PACKAGE").map_or_else(|| root().join("npm"), PathBuf::from);
    assert!(path.join("dist").exists(), "{} is not built; run `npm ci` and `npm run build` there", path.display());
    path
}

/// What the build left, by its variable or its place. The test fails where it is not there: nothing is skipped.
fn built(variable: &str, name: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(|| root().join("target/tablewarden").join(name), PathBuf::from);
    assert!(path.exists(), "{} is not there; run `cargo xtask build`", path.display());
    path
}

/// The bytes of a file of the repository.
#[must_use]
pub fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files below `folder`, as paths, sorted.
#[must_use]
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
