//! What is typed.

pub(super) const USAGE: &str =
    "usage: cargo xtask fuzz guard [--cases N] [--seed S], or cargo xtask fuzz TARGET [--seconds N]";
