//! What the parser gives: trees with spans, errors with places, and an end to hostile text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod depth;
mod errors;
mod spans;
