//! How a value is written: values that are to be written, the habits of a template, and both in block and in flow style.

mod block;
mod flow;
mod habits;
mod scalar;
mod tree;

pub(crate) use habits::Habits;
pub(crate) use scalar::{Quote, is_plain, quoted};
pub use tree::Tree;
