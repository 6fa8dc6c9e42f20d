//! What a build is for, and the Cargo profiles that follow from it. Builds nothing.

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// What is published and tested.
    Shipped,
    /// Quick to build.
    Dev,
}

impl Flavour {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Dev => "dev",
        }
    }

    /// The Cargo profile of the wasm file.
    pub(crate) fn wasm_profile(self) -> &'static str {
        match self {
            Self::Shipped => "wasm",
            Self::Dev => "wasm-dev",
        }
    }

    /// The Cargo profile of the command.
    pub(crate) fn native_profile(self) -> &'static str {
        match self {
            Self::Shipped => "release",
            Self::Dev => "dev",
        }
    }
}
