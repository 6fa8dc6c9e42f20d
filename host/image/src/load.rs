//! Loading: an image that was linked into the program becomes a module. The one place of the native side with unsafe
//! code. Never loads what a user names: an image is machine code, and wasmtime cannot tell good from bad.
#![allow(unsafe_code)]

use wasmtime::{Config, Engine, Module};

use crate::ImageError;

/// Bytes that begin where a page of memory does. An image that is kept in one of these is run where the program was loaded,
/// without a copy; an image anywhere else is copied first.
#[repr(C, align(65536))]
pub struct Aligned<B: ?Sized>(pub B);

/// Turns `image` into a module of `engine`, whose configuration must be [`crate::engine_config`] for [`crate::TARGET`].
///
/// `image` is trusted as the program's own code is. It is `'static` because the only right source is `include_bytes!`
/// of the file that the maker wrote in the same build; bytes read at run time do not belong here.
///
/// # Errors
/// [`ImageError::Load`] where the image was made by another version of wasmtime, for another target or configuration,
/// or is no image.
pub fn load(engine: &Engine, image: &'static [u8]) -> Result<Module, ImageError> {
    // SAFETY: both ways ask that the bytes come unchanged from wasmtime's own compiler. They were written by `make` and
    // linked into this program, so whoever could change them could change the program as well. They are never written to,
    // and live as long as the program.
    let module = unsafe {
        if in_place::is_possible(image) {
            Module::deserialize_raw(engine, image.into())
        } else {
            Module::deserialize(engine, image)
        }
    };
    module.map_err(|error| ImageError::Load(format!("{error:#}")))
}

/// Prepares for code that is run where it is.
pub(crate) fn allow_in_place(config: &mut Config) {
    in_place::allow(config);
}

/// The pages of the program that hold code of the image are made executable. Measured on Linux: a copy of 4 MB takes 2.3 ms,
/// twice as long as an empty process.
#[cfg(target_os = "linux")]
mod in_place {
    use std::sync::Arc;

    use rustix::mm::{MprotectFlags, mprotect};
    use rustix::param::page_size;
    use wasmtime::{Config, CustomCodeMemory};

    pub(super) fn is_possible(image: &[u8]) -> bool {
        image.as_ptr().addr().is_multiple_of(page_size())
    }

    pub(super) fn allow(config: &mut Config) {
        config.with_custom_code_memory(Some(Arc::new(Pages)));
    }

    struct Pages;

    impl CustomCodeMemory for Pages {
        fn required_alignment(&self) -> usize {
            page_size()
        }

        fn publish_executable(&self, start: *const u8, length: usize) -> wasmtime::Result<()> {
            protect(start, length, MprotectFlags::READ | MprotectFlags::EXEC)
        }

        fn unpublish_executable(&self, start: *const u8, length: usize) -> wasmtime::Result<()> {
            protect(start, length, MprotectFlags::READ)
        }
    }

    fn protect(start: *const u8, length: usize, flags: MprotectFlags) -> wasmtime::Result<()> {
        // SAFETY: wasmtime names whole pages of the code of an image that it was given, and says when code runs there. No
        // page becomes writable.
        Ok(unsafe { mprotect(start.cast_mut().cast(), length, flags) }?)
    }
}

/// Elsewhere images are copied.
#[cfg(not(target_os = "linux"))]
mod in_place {
    use wasmtime::Config;

    pub(super) fn is_possible(_: &[u8]) -> bool {
        false
    }

    pub(super) fn allow(_: &mut Config) {}
}
