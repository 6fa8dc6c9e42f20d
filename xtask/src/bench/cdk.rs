//! `cargo xtask bench cdk`: what it costs to have the tables of a CDK application of twenty stacks validated, by us and by others,
//! over synthesizing it alone. Installs the others below `benches/cdk`; takes the npm package as it was built.

use std::process::ExitCode;

use crate::error::Result;
use crate::places::Places;
use crate::programs::{npm, process};

/// Measures and prints.
pub(super) fn run() -> Result<ExitCode> {
    let places = Places::find()?;
    let package = places.root.join("npm");
    if !package.join("dist").join("cdk.js").exists() {
        return Err("the npm package is missing: `cargo xtask build`, then `npm run build` in npm".to_owned());
    }
    let folder = places.root.join("benches").join("cdk");
    npm::clean_install(&folder)?;
    let mut measure = process::command("node", &folder);
    process::run(measure.arg("measure.mjs").arg(package))?;
    Ok(ExitCode::SUCCESS)
}
