//! The ahead-of-time image of the wasm file: how the engine is configured, how an image is loaded, and, with the
//! feature `make`, how one is made. Never runs the module and knows nothing of what is in it.
//!
//! An image fits one version of wasmtime, one configuration and one target. Maker and loader therefore take both from
//! [`engine_config`]. An image that does not fit is refused with an error.

mod config;
mod error;
mod load;
#[cfg(feature = "make")]
mod make;

pub use config::{STACK, TARGET, THREAD_STACK, engine_config};
pub use error::ImageError;
pub use load::{Aligned, load};
#[cfg(feature = "make")]
pub use make::make;
