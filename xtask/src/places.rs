//! Where things are: the repository, Cargo's target directory and what the build leaves. Gives paths; only
//! [`Places::find`] touches the disk, to make the output directory.

use std::path::{Path, PathBuf};

use crate::error::Result;

/// The directories of one run.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    /// The repository.
    pub(crate) root: PathBuf,
    /// What the build leaves, always `target/tablewarden` in the repository: the npm package looks for it there.
    pub(crate) out: PathBuf,
}

impl Places {
    pub(crate) fn find() -> Result<Self> {
        // Cargo sets the variable for the program it runs; started by hand, xtask belongs where it was built.
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let here = Path::new(&here);
        let root = here.parent().ok_or_else(|| format!("{} is in no repository", here.display()))?.to_owned();
        let out = root.join("target").join("tablewarden");
        std::fs::create_dir_all(&out).map_err(|error| format!("cannot make {}: {error}", out.display()))?;
        Ok(Self { root, out })
    }

    /// The one wasm file.
    pub(crate) fn wasm(&self) -> PathBuf {
        self.out.join("tablewarden.wasm")
    }

    /// Its ahead-of-time image.
    pub(crate) fn image(&self) -> PathBuf {
        self.out.join("tablewarden.cwasm")
    }

    /// The JavaScript that wasm-bindgen wrote for it.
    pub(crate) fn bindgen(&self) -> PathBuf {
        self.out.join("bindgen")
    }

    /// Where wasm-opt is installed.
    pub(crate) fn binaryen(&self) -> PathBuf {
        self.out.join("binaryen")
    }
}

/// Reads a file, or says which one cannot be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file whole: a reader sees the old or the new one, never a half.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
