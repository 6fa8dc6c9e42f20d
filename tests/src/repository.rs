//! Where things are in the repository, and what the build left.

use std::path::PathBuf;

pub use tablewarden_repository::{files_below, read, root, text};

/// The rules of the pack.
#[must_use]
pub fn rules() -> PathBuf {
    root().join("rules/dynamodb")
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
