//! The one configuration of wasmtime, for making an image and for loading it. Takes a target triple, gives a
//! [`Config`]; never looks at the processor it runs on.

use wasmtime::Config;

use crate::ImageError;
use crate::load::allow_in_place;

/// The target triple this crate was built for: what the shipped command runs on.
pub const TARGET: &str = env!("TABLEWARDEN_TARGET");

/// The stack of WebAssembly frames, in bytes: what the engine's caps on nesting need (docs/abi.md, "Traps and limits").
pub const STACK: usize = 1 << 20;

/// The stack of a thread that runs a module, in bytes: room for what wasmtime and the host have on it as well.
pub const THREAD_STACK: usize = 2 * STACK;

/// The configuration for `target`, a triple such as `x86_64-unknown-linux-gnu`. The loader passes [`TARGET`].
///
/// - The triple is always named: without it wasmtime would use the features of the builder's processor, and the image
///   would be refused, or worse, on an older one.
/// - Code is never interrupted: looking at the time in every loop takes a sixth more. Whoever runs a module does it on a thread that
///   can be left behind (docs/adr/0012).
/// - Memory stays at wasmtime's defaults. A smaller reservation would put a bounds check before every access.
/// - Each instance copies the first contents of its memory from the image. A file in memory that instances share, wasmtime's
///   default, costs a process with one instance 0.2 ms more than it saves.
/// - No map from machine code to wasm offsets is kept, and no tables for unwinding. Only backtraces want them, and traps are
///   reported without.
///
/// # Errors
/// [`ImageError::Target`] where wasmtime does not know the triple.
pub fn engine_config(target: &str) -> Result<Config, ImageError> {
    let mut config = Config::new();
    config
        .target(target)
        .map_err(|error| ImageError::Target { target: target.to_owned(), why: format!("{error:#}") })?;
    config.max_wasm_stack(STACK);
    config.generate_address_map(false);
    if !target.contains("windows") {
        config.native_unwind_info(false);
    }
    config.memory_init_cow(false);
    allow_in_place(&mut config);
    Ok(config)
}
