//! Loading: an image that was linked into the program becomes a module. The one place of the native side with unsafe
//! code. Never loads what a user names: an image is machine code, and wasmtime cannot tell good from bad.
#![allow(unsafe_code)]

use wasmtime::{Engine, Module};

use crate::ImageError;

/// Turns `image` into a module of `engine`, whose configuration must be [`crate::engine_config`] for [`crate::TARGET`].
/// The bytes are copied.
///
/// `image` is trusted as the program's own code is. It is `'static` because the only right source is `include_bytes!`
/// of the file that the maker wrote in the same build; bytes read at run time do not belong here.
///
/// # Errors
/// [`ImageError::Load`] where the image was made by another version of wasmtime, for another target or configuration,
/// or is no image.
pub fn load(engine: &Engine, image: &'static [u8]) -> Result<Module, ImageError> {
    // SAFETY: `deserialize` asks that the bytes come unchanged from wasmtime's own compiler. They were written by
    // `make` and linked into this program, so whoever could change them could change the program as well.
    unsafe { Module::deserialize(engine, image) }.map_err(|error| ImageError::Load(format!("{error:#}")))
}
