//! The native command: built with the image inside. Gives the path of the program.

use std::path::PathBuf;
use std::process::Command;

use crate::build::flavour::Flavour;
use crate::error::Result;
use crate::freshness::sha256;
use crate::places::{Places, read};
use crate::process;

/// Builds the command, or finds it built.
pub(crate) fn make(places: &Places, flavour: Flavour) -> Result<PathBuf> {
    let mut cargo = process::cargo(&places.root);
    embed(places, &mut cargo)?;
    cargo.args(["build", "--package", "tablewarden-host", "--bin", "tablewarden"]);
    cargo.args(["--profile", flavour.native_profile()]);
    let files = process::cargo_build(&mut cargo, "tablewarden")?;
    files.into_iter().next().ok_or_else(|| "cargo built host but names no program".to_owned())
}

/// Tells a Cargo command where the image is and which wasm file it was made from.
pub(crate) fn embed(places: &Places, cargo: &mut Command) -> Result<()> {
    cargo.env("TABLEWARDEN_IMAGE", places.image());
    cargo.env("TABLEWARDEN_WASM_SHA256", sha256(&read(&places.wasm())?));
    Ok(())
}
