//! The native command of one target: the one wasm file in, an archive out that was unpacked and run. The image inside is made for
//! the target, and nothing but the system is needed to run it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{mirror::copy, versions};
use crate::build::{image, native};
use crate::error::Result;
use crate::places::Places;
use crate::programs::process;

/// A command that is to be released.
pub(super) struct Binary<'a> {
    /// The triple; the machine has to be one that runs it.
    pub(super) target: &'a str,
    /// The wasm file of this release.
    pub(super) wasm: &'a Path,
    /// Where the archive goes.
    pub(super) folder: &'a Path,
}

impl Binary<'_> {
    /// Makes the archive.
    pub(super) fn make(&self, places: &Places) -> Result<PathBuf> {
        let name = format!("tablewarden-{}-{}", versions::agree(&places.root, None)?, self.target);
        let work = places.out.join("binary").join(&name);
        let failed = |error| format!("cannot write {}: {error}", work.display());
        if work.exists() {
            fs::remove_dir_all(&work).map_err(failed)?;
        }
        let (content, unpacked) = (work.join(&name), work.join("unpacked"));
        for folder in [&content, &unpacked, &self.folder.to_owned()] {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let image = work.join("tablewarden.cwasm");
        process::run(image::program(places, image::MAKER)?.arg(self.wasm).arg(&image).arg(self.target))?;
        let program = native::for_target(places, self.target, (self.wasm, &image))?;
        let file = program.file_name().unwrap_or_default();
        fs::copy(&program, content.join(file)).map_err(failed)?;
        for text in ["LICENSE", "README.md"] {
            fs::copy(places.root.join(text), content.join(text)).map_err(failed)?;
        }
        for made in ["completions", "man"] {
            copy(&places.root.join("docs").join(made), &content.join(made))?;
        }
        let archive = fs::canonicalize(self.folder).map_err(failed)?.join(self.archive(&name));
        // The one that comes with Windows makes zip files too, by their names.
        let mut pack = process::command("tar", &work);
        process::run(pack.args(["-a", "-c", "-f"]).arg(&archive).arg(&name))?;
        process::run(process::command("tar", &unpacked).arg("-xf").arg(&archive))?;
        self.runs(places, &unpacked.join(&name).join(file))?;
        Ok(archive)
    }

    fn archive(&self, name: &str) -> String {
        let ending = if self.target.contains("windows") { "zip" } else { "tar.gz" };
        format!("{name}.{ending}")
    }

    /// Runs what was unpacked: it starts with its image, and finds what there is to find.
    fn runs(&self, places: &Places, program: &Path) -> Result<()> {
        let mut check = process::command(&program.to_string_lossy(), &places.root);
        let status = check.args(["check", "examples/orders.yaml"]).stdout(std::io::stderr()).status();
        match status {
            Ok(status) if status.code() == Some(1) => Ok(()),
            other => Err(format!("{}: the example has findings, so the exit code should be 1: {other:?}", self.target)),
        }
    }
}
