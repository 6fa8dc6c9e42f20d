//! The one wasm file: compiled from policy/wasm, processed by wasm-bindgen, made small by wasm-opt, and refused where it
//! asks its host for anything. Leaves `tablewarden.wasm` and the JavaScript for it.

use std::path::{Path, PathBuf};

use crate::build::flavour::Flavour;
use crate::build::wasm_size;
use crate::build::{binaryen, bindgen, features, function_order, snapshot};
use crate::error::Result;
use crate::freshness::{Inputs, Stamp};
use crate::places::{Places, read, write};
use crate::programs::{process, toolchain};

/// Brings the wasm file up to date.
pub(crate) fn make(places: &Places, flavour: Flavour) -> Result<()> {
    toolchain::wasm_target(&places.root)?;
    let compiled = read(&compile(&places.root, flavour, None)?)?;
    finish(places, &compiled, flavour)
}

/// Makes the wasm file that is shipped from the sources in another folder, from nothing. `places` says where it is left, and has the tools.
pub(crate) fn make_of(sources: &Path, places: &Places) -> Result<()> {
    let compiled = read(&compile(sources, Flavour::Shipped, Some(&sources.join("target")))?)?;
    finish(places, &compiled, Flavour::Shipped)
}

/// All that is done with what was compiled.
fn finish(places: &Places, compiled: &[u8], flavour: Flavour) -> Result<()> {
    let script = places.bindgen().join("tablewarden.js");
    let outputs = [places.wasm(), script.clone(), script.with_extension("d.ts")];
    let inputs = Inputs::default().bytes_of(compiled).text(flavour.name()).path(&places.root.join("Cargo.lock"))?;
    let inputs = binaryen::inputs(places, inputs.path(&places.root.join("xtask"))?)?;
    let stamp = Stamp::new(&places.out, "wasm", inputs, &outputs);
    if stamp.is_fresh() {
        return Ok(());
    }
    eprintln!("xtask: wasm-bindgen");
    let compiled = features::without(compiled, "reference-types")?;
    let processed = bindgen::process(compiled, &places.bindgen())?;
    let small = match flavour {
        Flavour::Shipped => {
            eprintln!("xtask: wasm-opt");
            let small = places.out.join("small.wasm.part");
            binaryen::optimise(places, &processed, &small)?;
            write(&small, &function_order::put(&read(&small)?)?)?;
            remove(&processed)?;
            small
        }
        Flavour::Dev => {
            eprintln!("xtask: wasm-opt is left out of a --dev build");
            processed
        }
    };
    let ready = places.out.join("ready.wasm.part");
    snapshot::make(places, &small, &ready)?;
    write(&places.wasm(), &read(&ready)?)?;
    remove(&small)?;
    remove(&ready)?;
    remove(&places.bindgen().join("tablewarden_bg.wasm.d.ts"))?;
    wasm_size::without_imports(&read(&places.wasm())?)?;
    stamp.set()
}

/// Compiles policy/wasm. Reference types are off for this build alone: with them wasm-bindgen adds a table and an
/// import to fill it. Cargo chooses the target directory where none is given.
fn compile(root: &Path, flavour: Flavour, target: Option<&Path>) -> Result<PathBuf> {
    let mut flags = vec!["-Ctarget-feature=-reference-types".to_owned()];
    // The same wall in every host (docs/adr/0026-memory-is-counted-where-it-is-allocated.md): 1 GiB.
    flags.push(format!("-Clink-arg=--max-memory={}", 1 << 30));
    // Panic messages name source files; the file must not tell where it was built, nor differ for it.
    flags.push(format!("--remap-path-prefix={}=.", root.display()));
    if let Some(home) = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(default_cargo_home) {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    let mut cargo = process::cargo(root);
    cargo.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    cargo.args(["build", "--package", "tablewarden-wasm", "--lib", "--target", toolchain::WASM]);
    cargo.args(["--profile", flavour.wasm_profile()]);
    if let Some(target) = target {
        cargo.env("CARGO_TARGET_DIR", target);
    }
    let files = process::cargo_build(&mut cargo, "tablewarden_wasm")?;
    files
        .into_iter()
        .find(|file| file.extension().is_some_and(|extension| extension == "wasm"))
        .ok_or_else(|| "cargo built policy/wasm but names no wasm file".to_owned())
}

fn default_cargo_home() -> Option<PathBuf> {
    std::env::home_dir().map(|home| home.join(".cargo"))
}

fn remove(path: &Path) -> Result<()> {
    std::fs::remove_file(path).map_err(|error| format!("cannot remove {}: {error}", path.display()))
}
