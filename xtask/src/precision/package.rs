//! A package of a registry: a line of the list in, a folder with its files out, fetched once from PyPI or npm and unpacked below target.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::programs::process;

/// One version of one package.
pub(super) struct Package {
    pub(super) registry: String,
    pub(super) name: String,
    pub(super) version: String,
}

impl Package {
    /// The packages of a list: a line each, `pypi NAME VERSION` or `npm NAME VERSION`.
    pub(super) fn listed(list: &str) -> Result<Vec<Self>> {
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .map(|line| match line.split(' ').collect::<Vec<_>>()[..] {
                [registry @ ("pypi" | "npm"), name, version] => {
                    Ok(Self { registry: registry.to_owned(), name: name.to_owned(), version: version.to_owned() })
                }
                _ => Err(format!("tests/precision/packages.txt: `{line}` is not `pypi|npm NAME VERSION`")),
            })
            .collect()
    }

    /// The folder with its files.
    pub(super) fn unpacked(&self, root: &Path) -> Result<PathBuf> {
        let name = format!("{}-{}-{}", self.registry, self.name.replace(['@', '/'], "_"), self.version);
        let place = root.join("target").join("tools").join("precision").join(name);
        let files = place.join("files");
        if files.is_dir() {
            return Ok(files);
        }
        let failed = |error: std::io::Error| format!("cannot make {}: {error}", place.display());
        let _ = std::fs::remove_dir_all(&place);
        std::fs::create_dir_all(&place).map_err(failed)?;
        eprintln!("xtask: fetching {} {} from {}", self.name, self.version, self.registry);
        self.fetch(root, &place)?;
        let archives = std::fs::read_dir(&place).map_err(failed)?.filter_map(|entry| Some(entry.ok()?.path()));
        let archive = archives.into_iter().find(|path| path.is_file());
        let archive = archive.ok_or_else(|| format!("{} {} has no archive", self.name, self.version))?;
        // A whole folder or none: what is interrupted is fetched again.
        let part = place.join("part");
        std::fs::create_dir(&part).map_err(failed)?;
        process::run(process::command("tar", &part).arg("-xzf").arg(&archive))?;
        std::fs::rename(&part, &files).map_err(failed)?;
        Ok(files)
    }

    fn fetch(&self, root: &Path, place: &Path) -> Result<()> {
        if self.registry == "npm" {
            let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
            let wanted = format!("{}@{}", self.name, self.version);
            return process::run(process::command(npm, place).args(["pack", "--silent"]).arg(wanted));
        }
        let script = root.join("tests").join("precision").join("fetch.py");
        process::run(process::command("python3", place).arg(script).args([&self.name, &self.version]))
    }
}
