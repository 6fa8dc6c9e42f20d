//! The ahead-of-time image: made from the wasm file by the small program of host/image. That program brings wasmtime's
//! compiler, which takes minutes to build, so it is only built when an image is missing; xtask itself does not link it.

use std::process::Command;

use crate::error::Result;
use crate::freshness::{Inputs, Stamp};
use crate::places::Places;
use crate::programs::process;

/// The program that makes an image: a wasm file, the image and a target are its arguments.
pub(crate) const MAKER: &str = "tablewarden-make-image";

/// Brings the image up to date with the wasm file.
pub(crate) fn make(places: &Places) -> Result<()> {
    let outputs = [places.image()];
    let inputs = Inputs::default()
        .path(&places.wasm())?
        .path(&places.root.join("host/image"))?
        .path(&places.root.join("Cargo.lock"))?
        .compiler(&places.root)?;
    let stamp = Stamp::new(&places.out, "image", inputs, &outputs);
    if stamp.is_fresh() {
        return Ok(());
    }
    eprintln!("xtask: the ahead-of-time image (the first time this builds wasmtime's compiler)");
    let mut maker = program(places, MAKER)?;
    process::run(maker.arg(places.wasm()).arg(places.image()))?;
    stamp.set()
}

/// A program of the workspace that brings wasmtime's compiler, built.
pub(crate) fn program(places: &Places, name: &str) -> Result<Command> {
    // `--workspace` gives its dependencies the features they have in the tests, which then need no second compiler.
    let mut cargo = process::cargo(&places.root);
    cargo.args(["build", "--workspace", "--features", "tablewarden-image/make", "--bin", name]);
    let files = process::cargo_build(&mut cargo, name)?;
    let program = files.first().ok_or_else(|| format!("cargo built {name} but names no program"))?;
    Ok(process::command(&program.to_string_lossy(), &places.root))
}
