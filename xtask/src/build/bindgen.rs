//! wasm-bindgen as a library: takes the compiled module, gives a module without wasm-bindgen's own sections, and the
//! JavaScript and TypeScript declarations that go with it. Never needs an installed wasm-bindgen.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::error::Result;

/// Processes `module` and writes `tablewarden.js` and `tablewarden.d.ts` into `directory`; gives the path of the
/// processed module there.
///
/// The JavaScript is one ES module for browsers, bundlers and Node: it is given the compiled file and instantiates it
/// (`initSync`). A host that must throw its instance away, as after a trap, evaluates the script once more.
/// Names are kept: wasm-opt puts functions in their order.
pub(crate) fn process(module: Vec<u8>, directory: &Path) -> Result<PathBuf> {
    if directory.exists() {
        std::fs::remove_dir_all(directory).map_err(|error| format!("cannot clear {}: {error}", directory.display()))?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("tablewarden", module).typescript(true).omit_default_module_path(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(directory))
        .map_err(|error| format!("wasm-bindgen refuses the module: {error:#}"))?;
    Ok(directory.join("tablewarden_bg.wasm"))
}
