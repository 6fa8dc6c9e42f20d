//! What can go wrong with an image, each as one line for a person.

use std::fmt;

/// Why there is no engine, no image or no module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageError {
    /// The target triple means nothing to wasmtime.
    Target {
        /// The triple.
        target: String,
        /// What wasmtime says.
        why: String,
    },
    /// wasmtime refuses to work with the configuration on this machine.
    Engine(String),
    /// The wasm file could not be compiled.
    Make(String),
    /// The image is damaged, or was made for another wasmtime, target or configuration.
    Load(String),
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Target { target, why } => write!(f, "no target `{target}`: {why}"),
            Self::Engine(why) => write!(f, "wasmtime cannot run here: {why}"),
            Self::Make(why) => write!(f, "the wasm file cannot be compiled: {why}"),
            Self::Load(why) => {
                write!(f, "the image does not fit this program: {why}; build both with `cargo xtask build`")
            }
        }
    }
}

impl std::error::Error for ImageError {}
