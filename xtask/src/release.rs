//! `cargo xtask release`: the steps of a release, each by itself as `.github/workflows/release.yml` runs it, or all that can run
//! on one machine. Publishes nothing: only the workflow can, which has no secret but its own identity.

mod binary;
mod checksums;
pub(crate) mod mirror;
pub(crate) mod versions;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::build::flavour::Flavour;
use crate::build::{self, wasm_size};
use crate::error::Result;
use crate::places::{Places, read};
use crate::programs::{npm, process, toolchain};
use crate::steps::Steps;

const USAGE: &str = "\
usage: cargo xtask release --dry-run
       cargo xtask release versions [TAG]
       cargo xtask release binary TARGET WASM FOLDER
       cargo xtask release checksums FOLDER";

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let places = Places::find()?;
    let done = match arguments.as_slice() {
        ["--dry-run"] => return dry_run(&places),
        ["versions"] => versions::agree(&places.root, None).map(|version| println!("{version}")),
        ["versions", tag] => versions::agree(&places.root, Some(tag)).map(|version| println!("{version}")),
        ["binary", target, wasm, folder] => {
            let binary = binary::Binary { target, wasm: Path::new(wasm), folder: Path::new(folder) };
            binary.make(&places).map(|archive| println!("{}", archive.display()))
        }
        ["checksums", folder] => checksums::make(Path::new(folder)),
        _ => Err(USAGE.to_owned()),
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// All that can run here, into `target/tablewarden/release`.
fn dry_run(places: &Places) -> Result<ExitCode> {
    let folder = places.out.join("release");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let mut steps = Steps::default();
    steps.run("versions agree", || versions::agree(&places.root, None).map(|_| ()));
    let built = steps.run("the wasm file", || {
        build::make(places, Flavour::Shipped)?;
        wasm_size::without_imports(&read(&places.wasm())?)
    });
    if built.is_some() {
        steps.run("the command for this machine, packed, unpacked and run", || binary_of_this_machine(places, &folder));
        steps.run("the npm package", || package(places, &folder));
        steps.run("the repository that pipelines use", || mirror::write_anew(places, &places.out.join("mirror")));
    }
    steps.run("the crates, each built from its package", || crates(places, &[]));
    steps.run("checksums", || checksums::make(&folder));
    steps.skip("commands for other machines", "each is built on a machine of its own kind, by the workflow");
    steps.skip("publishing", "only the workflow does");
    Ok(steps.finish())
}

/// Packs the crates that are published; without `--no-verify` among the options each is built from its package too.
pub(crate) fn crates(places: &Places, options: &[&str]) -> Result<()> {
    let publish = ["publish", "--workspace", "--dry-run", "--allow-dirty"];
    process::run(process::cargo(&places.root).args(publish).args(options))
}

fn binary_of_this_machine(places: &Places, folder: &Path) -> Result<PathBuf> {
    let target = toolchain::host(&places.root)?;
    binary::Binary { target: &target, wasm: &places.wasm(), folder }.make(places)
}

/// The package as `npm publish` would send it, and what npm says against sending it.
fn package(places: &Places, folder: &Path) -> Result<PathBuf> {
    let package = places.root.join("npm");
    npm::clean_install(&package)?;
    npm::script(&package, "build")?;
    npm::pack(&package, folder)
}
