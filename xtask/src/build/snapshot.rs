//! The snapshot: a module as wasm-bindgen leaves it becomes one that starts with the rule pack compiled. The program
//! xtask/snapshot does it; with wasmtime's compiler it is built only when it is needed, like the one of the image.

use std::path::Path;

use crate::build::image;
use crate::error::Result;
use crate::places::Places;
use crate::programs::process;

const MAKER: &str = "tablewarden-snapshot";

/// Makes `ready` from `module`.
pub(crate) fn make(places: &Places, module: &Path, ready: &Path) -> Result<()> {
    eprintln!("xtask: the first call, and a snapshot (the first time this builds wasmtime's compiler)");
    let mut maker = image::program(places, MAKER)?;
    process::run(maker.arg(module).arg(ready))
}
