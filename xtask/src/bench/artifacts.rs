//! The builds that are compared: where the command, the wasm file and the npm package of each are, and what the wasm file
//! weighs. The earlier build is made from its commit in a work tree of its own, once.

use std::path::{Path, PathBuf};

use crate::build::flavour::Flavour;
use crate::build::{self, wasm_size};
use crate::error::Result;
use crate::places::{Places, read};
use crate::programs::{npm, process};

/// What this is compared with: the last commit before start-up became a goal.
const BASELINE: &str = "4fab761";

/// One build.
pub(super) struct Artifacts {
    pub(super) command: PathBuf,
    pub(super) wasm: PathBuf,
    /// The npm package, built.
    pub(super) package: PathBuf,
}

/// What a wasm file weighs, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) raw: usize,
    pub(super) gzip: usize,
    pub(super) brotli: usize,
}

impl Artifacts {
    /// A build that somebody put aside: `tablewarden`, `tablewarden.wasm` and `npm`.
    pub(super) fn in_folder(folder: &Path) -> Result<Self> {
        let folder = std::path::absolute(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let artifacts = Self {
            command: folder.join("tablewarden"),
            wasm: folder.join("tablewarden.wasm"),
            package: folder.join("npm"),
        };
        for path in [&artifacts.command, &artifacts.wasm, &artifacts.package.join("dist/index.js")] {
            if !path.exists() {
                return Err(format!("there is no {}: a build is needed to compare with", path.display()));
            }
        }
        Ok(artifacts)
    }
}

/// The build of this tree.
pub(super) fn of_this(places: &Places) -> Result<Artifacts> {
    let command = build::make(places, Flavour::Shipped)?;
    package(places)?;
    Ok(Artifacts { command, wasm: places.wasm(), package: places.root.join("npm") })
}

/// The build of the baseline, in a work tree below `target`.
pub(super) fn of_baseline(places: &Places) -> Result<Artifacts> {
    let tree = places.root.join("target").join("baseline").join(BASELINE);
    if !tree.exists() {
        let mut git = process::command("git", &places.root);
        git.args(["worktree", "add", "--quiet", "--detach"]).arg(&tree).arg(BASELINE);
        process::run(&mut git).map_err(|error| format!("{error}: the whole history is needed"))?;
    }
    eprintln!("xtask: building {BASELINE} in {}; it takes some minutes, once", tree.display());
    let mut build = process::cargo(&tree);
    build.args(["run", "--quiet", "--package", "xtask", "--", "build"]).env_remove("CARGO_TARGET_DIR");
    let printed = process::output(&mut build)?;
    let command = printed.lines().last().ok_or_else(|| format!("the build of {BASELINE} names no command"))?.into();
    let there = Places { out: tree.join("target").join("tablewarden"), root: tree };
    package(&there)?;
    Ok(Artifacts { command, wasm: there.wasm(), package: there.root.join("npm") })
}

/// Builds the npm package of a tree whose wasm file is there.
fn package(places: &Places) -> Result<()> {
    let package = places.root.join("npm");
    if !package.join("node_modules").exists() {
        npm::clean_install(&package)?;
    }
    npm::script(&package, "build")
}

pub(super) fn sizes(artifacts: &Artifacts, places: &Places) -> Result<Sizes> {
    let wasm = read(&artifacts.wasm)?;
    let script = "console.log(zlib.brotliCompressSync(fs.readFileSync(process.argv[1])).length)";
    let mut node = process::command("node", &places.root);
    let brotli = process::output(node.args(["-e", script]).arg(&artifacts.wasm))?;
    let brotli = brotli.trim().parse().map_err(|_| format!("Node gives no size but `{brotli}`"))?;
    Ok(Sizes { raw: wasm.len(), gzip: wasm_size::gzip(&wasm)?, brotli })
}
