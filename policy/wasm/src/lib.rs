//! The one wasm file. Takes the bytes of a call, gives the bytes of its answer, and decides nothing: everything is in
//! [`tablewarden_command::Session`] and the engine below it. An instance keeps the command that it drives, and nothing else
//! that an answer depends on.
//!
//! There are two ways in, side by side in one module. JavaScript uses [`answer`] through the glue that wasm-bindgen
//! writes. Every other host uses the four plain exports of the `memory` module; docs/abi.md is their contract. The
//! module asks its host for nothing: no import, no thrown error, no panic hook. A panic is a trap.

use tablewarden_heap::Counted;
use wasm_bindgen::prelude::wasm_bindgen;

mod instance;
#[cfg(target_arch = "wasm32")]
pub mod memory;

/// Memory is counted, so that a call can end with an answer before there is too much of it.
#[global_allocator]
static COUNTED: Counted = Counted;

/// Answers one call: a frame in, JSON or a step out. It is not named `call`, because that is the plain export's name.
#[wasm_bindgen]
#[must_use]
pub fn answer(request: &[u8]) -> Vec<u8> {
    instance::answer(request)
}
