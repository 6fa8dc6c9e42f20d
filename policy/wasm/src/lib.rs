//! The one wasm file. Takes the bytes of a call, gives the bytes of its answer, and decides nothing: everything is in
//! [`tablewarden_command::Session`] and the engine below it. An instance keeps the command that it drives, and nothing else
//! that an answer depends on.
//!
//! There are two ways in, side by side in one module. JavaScript uses [`answer`] through the glue that wasm-bindgen
//! writes. Every other host uses the four plain exports of the `memory` module; docs/abi.md is their contract. The
//! module asks its host for nothing: no import, no thrown error, no panic hook. A panic is a trap.

use std::cell::Cell;

use tablewarden_command::Session;
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
pub mod memory;

/// The version of the plain exports. A changed meaning is a new number.
pub const ABI_VERSION: u32 = 1;

thread_local! {
    /// The command that this instance drives.
    static SESSION: Cell<Session> = const { Cell::new(Session::new()) };
}

/// Answers one call: a frame in, JSON or a step out. It is not named `call`, because that is the plain export's name.
#[wasm_bindgen]
#[must_use]
pub fn answer(request: &[u8]) -> Vec<u8> {
    SESSION.with(|cell| {
        let mut session = cell.take();
        let answer = session.call(request);
        cell.set(session);
        answer
    })
}
