//! The native command: built with the image inside. Gives the path of the program.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::flavour::Flavour;
use crate::error::Result;
use crate::freshness::sha256;
use crate::places::{Places, read};
use crate::programs::process;

/// Builds the command, or finds it built.
pub(crate) fn make(places: &Places, flavour: Flavour) -> Result<PathBuf> {
    let apart = (flavour == Flavour::Shipped).then(|| whole(places)).flatten();
    let program = build(places, flavour, apart.as_deref(), (&places.wasm(), &places.image()))?;
    match apart {
        Some(_) => beside_the_others(&program),
        None => Ok(program),
    }
}

/// Builds the command as it is shipped for a target that is named, with a wasm file and its image for that target.
pub(crate) fn for_target(places: &Places, target: &str, module: (&Path, &Path)) -> Result<PathBuf> {
    build(places, Flavour::Shipped, Some(target), module)
}

fn build(places: &Places, flavour: Flavour, target: Option<&str>, (wasm, image): (&Path, &Path)) -> Result<PathBuf> {
    let mut cargo = process::cargo(&places.root);
    cargo.env("TABLEWARDEN_IMAGE", image).env("TABLEWARDEN_WASM_SHA256", sha256(&read(wasm)?));
    cargo.args(["build", "--package", "tablewarden-host", "--bin", "tablewarden"]);
    cargo.args(["--profile", flavour.native_profile()]);
    if let Some(target) = target {
        cargo.args(["--target", target]);
        // The C library inside: nowhere but on macOS, which has no such library.
        if !target.contains("apple") {
            cargo.args(["--config", &format!("target.{target}.rustflags=['-Ctarget-feature=+crt-static']")]);
        }
    }
    let files = process::cargo_build(&mut cargo, "tablewarden")?;
    files.into_iter().next().ok_or_else(|| "cargo built host but names no program".to_owned())
}

/// The target to name where the command can hold the C library: on Linux, if the library is there to be linked. Such a command runs
/// on any Linux, and starts a quarter of a millisecond sooner. A target has to be named because the compiler loads macros, which
/// cannot be built that way.
fn whole(places: &Places) -> Option<String> {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        return None;
    }
    let library = process::output(process::command("cc", &places.root).arg("-print-file-name=libc.a")).ok()?;
    let is_there = Path::new(library.trim()).is_absolute();
    is_there.then(|| format!("{}-unknown-linux-gnu", std::env::consts::ARCH))
}

/// Puts a program that Cargo left in a folder of its target where it leaves programs for which no target was named.
fn beside_the_others(program: &Path) -> Result<PathBuf> {
    let place = |program: &Path| {
        let (profile, name) = (program.parent()?, program.file_name()?);
        Some(profile.parent()?.parent()?.join(profile.file_name()?).join(name))
    };
    let to = place(program).ok_or_else(|| format!("cargo built {}, which is in no folder", program.display()))?;
    let folder = to.parent().unwrap_or(&to);
    // Not into the file that is there: Cargo may know it by another name.
    let _ = std::fs::remove_file(&to);
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::copy(program, &to));
    written.map_err(|error| format!("cannot write {}: {error}", to.display()))?;
    Ok(to)
}

/// Tells a Cargo command where the image is and which wasm file it was made from.
pub(crate) fn embed(places: &Places, cargo: &mut Command) -> Result<()> {
    cargo.env("TABLEWARDEN_IMAGE", places.image());
    cargo.env("TABLEWARDEN_WASM_SHA256", sha256(&read(&places.wasm())?));
    Ok(())
}
