//! Shows that the wasm file comes from the sources alone: makes it once more, from nothing and in another folder, and holds the one
//! against the other.

use std::path::Path;

use crate::build;
use crate::error::Result;
use crate::freshness::sha256;
use crate::places::{Places, read};
use crate::test::copy::copy;

/// Needs the wasm file to be built.
pub(crate) fn show(places: &Places) -> Result<()> {
    let again = places.root.join("target").join("reproduced");
    // Of another length than the folder of the repository, so that a path that found its way into the file would change its size too.
    let sources = again.join("sources in a folder of another name");
    let other = Places { root: places.root.clone(), out: again.join("made") };
    forget(&sources.join("target"))?;
    forget(&other.out)?;
    copy(&places.root, &sources)?;
    std::fs::create_dir_all(&other.out).map_err(|error| format!("cannot make {}: {error}", other.out.display()))?;
    build::wasm_of(&sources, &other)?;
    let (first, second) = (sha256(&read(&places.wasm())?), sha256(&read(&other.wasm())?));
    forget(&sources.join("target"))?;
    if first != second {
        return Err(format!("the wasm file has the sha256 {first}, and {second} where it is built in another folder"));
    }
    eprintln!("xtask: both have the sha256 {first}");
    Ok(())
}

fn forget(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(folder).map_err(|error| format!("cannot remove {}: {error}", folder.display()))
}
