//! The program that measures one engine in a process of its own.

use std::path::PathBuf;

use crate::error::Result;
use crate::places::Places;
use crate::programs::process;

/// Builds it as what is shipped; gives its path.
pub(super) fn build(places: &Places) -> Result<PathBuf> {
    eprintln!("xtask: building the benchmark; cfn-guard takes some minutes, once");
    let mut cargo = process::cargo(&places.root);
    cargo.args(["build", "--release", "--package", "tablewarden-benches", "--bin", "guard"]);
    let files = process::cargo_build(&mut cargo, "guard")?;
    files.into_iter().next().ok_or_else(|| "cargo built benches but names no program".to_owned())
}
