//! What is in this repository: where its files are, which crates it has, and which files of a crate use each other in a
//! circle, and which nothing compiles. For tests and tools; holds no expectation, those stand in the tests of this crate.

mod circles;
mod crates;
mod files;
mod reader;
mod resolve;
mod undeclared;

pub use circles::{Circle, Use, circles};
pub use crates::{Crate, crates};
pub use files::{files_below, read, root, sources, text};
pub use undeclared::undeclared;
