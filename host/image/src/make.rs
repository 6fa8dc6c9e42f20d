//! Making: a wasm file becomes an image. Needs wasmtime's compiler, so only tools and tests have it.

use wasmtime::Engine;

use crate::{ImageError, engine_config};

/// Compiles `wasm` for `target`. The same bytes on the same version of wasmtime give the same image.
///
/// # Errors
/// [`ImageError::Target`] and [`ImageError::Engine`] where there is no compiler for the target, [`ImageError::Make`]
/// where `wasm` is no valid module.
pub fn make(wasm: &[u8], target: &str) -> Result<Vec<u8>, ImageError> {
    let engine = Engine::new(&engine_config(target)?).map_err(|error| ImageError::Engine(format!("{error:#}")))?;
    engine.precompile_module(wasm).map_err(|error| ImageError::Make(format!("{error:#}")))
}

#[cfg(test)]
mod tests;
