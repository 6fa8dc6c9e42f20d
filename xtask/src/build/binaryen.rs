//! wasm-opt: takes a wasm file, gives a smaller one that does the same. It comes from npm's `binaryen`, pinned with its
//! digest in xtask/binaryen and installed below the target directory; never from the machine's own.

use std::path::Path;

use crate::error::Result;
use crate::freshness::{Inputs, Stamp};
use crate::places::{Places, read, write};
use crate::programs::{npm, process};

const PIN: [&str; 2] = ["package.json", "package-lock.json"];

/// For size: what is built for speed is not slower for it (docs/adr/0005-size-of-the-module.md). A function with one caller stays a
/// function of its own: joined into their callers they make functions of 70 KB, which a JavaScript engine compiles whole for the little
/// of them that a call runs, and optimises after a few calls. The features are those Rust's target has without reference types;
/// wasm-opt may use no other. Names and producers go last.
///
/// The first 1024 bytes of memory are the end of the stack, which grows towards 0. wasm-opt may take them for unused, and put what is added to
/// an address into the access itself, where the sum does not wrap around: should an access reach these bytes by such a sum, it traps, and the stack has
/// 1024 bytes less before it traps anyway.
const ARGUMENTS: [&str; 13] = [
    "-Oz",
    "--one-caller-inline-max-function-size=1",
    "--converge",
    "--low-memory-unused",
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
];

/// What decides the result besides the file: the pin and the arguments.
pub(crate) fn inputs(places: &Places, inputs: Inputs) -> Result<Inputs> {
    Ok(inputs.path(&places.root.join("xtask/binaryen"))?.text(&ARGUMENTS.join(" ")))
}

/// Makes `small` from `large`.
pub(crate) fn optimise(places: &Places, large: &Path, small: &Path) -> Result<()> {
    install(places)?;
    let script = places.binaryen().join("node_modules/binaryen/bin/wasm-opt");
    let mut node = process::command("node", &places.root);
    node.arg(script).args(ARGUMENTS).arg("--strip-target-features").arg(large).arg("-o").arg(small);
    process::run(&mut node)
}

fn install(places: &Places) -> Result<()> {
    let from = places.root.join("xtask/binaryen");
    let to = places.binaryen();
    let outputs = [to.join("node_modules/binaryen/package.json"), to.join("node_modules/binaryen/bin/wasm-opt")];
    let stamp = Stamp::new(&places.out, "binaryen", Inputs::default().path(&from)?, &outputs);
    if stamp.is_fresh() {
        return Ok(());
    }
    eprintln!("xtask: installing wasm-opt (npm's binaryen) below {}", to.display());
    std::fs::create_dir_all(&to).map_err(|error| format!("cannot make {}: {error}", to.display()))?;
    for file in PIN {
        write(&to.join(file), &read(&from.join(file))?)?;
    }
    npm::clean_install(&to)?;
    stamp.set()
}
