//! The one wasm file. Takes the bytes of a call, gives the bytes of its answer, and decides nothing: everything is in
//! [`tablewarden_check::call`].
//!
//! There are two ways in, side by side in one module. JavaScript uses [`answer`] through the glue that wasm-bindgen
//! writes. Every other host uses the four plain exports of the `memory` module; docs/abi.md is their contract. The
//! module asks its host for nothing: no import, no thrown error, no panic hook. A panic is a trap.

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
pub mod memory;

/// The version of the plain exports. A changed meaning is a new number.
pub const ABI_VERSION: u32 = 1;

/// Answers one call: a frame in, JSON out. It is not named `call`, because that is the plain export's name.
#[wasm_bindgen]
#[must_use]
pub fn answer(request: &[u8]) -> Vec<u8> {
    tablewarden_check::call(request)
}
