//! `cargo xtask web`: builds the in-browser checker into npm/web/dist, and serves it on this machine alone; `--build` only builds.
//! What it is made from is built first.

use std::process::ExitCode;

use crate::build;
use crate::build::flavour::Flavour;
use crate::error::Result;
use crate::places::Places;
use crate::programs::npm;

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let only_builds = match arguments {
        [] => false,
        [one] if one == "--build" => true,
        _ => return Err("usage: cargo xtask web [--build]".to_owned()),
    };
    let places = Places::find()?;
    build::make(&places, Flavour::Shipped)?;
    let package = places.root.join("npm");
    npm::clean_install(&package)?;
    npm::script(&package, "build")?;
    make(&places)?;
    if !only_builds {
        npm::script(&package.join("web"), "serve")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The page out of the built package.
pub(crate) fn make(places: &Places) -> Result<()> {
    let page = places.root.join("npm").join("web");
    npm::clean_install(&page)?;
    npm::script(&page, "lint")?;
    npm::script(&page, "build")
}
