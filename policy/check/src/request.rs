//! What a request brings: the frame it comes in, its files, and what it says of the stack. Evaluates nothing.

mod blobs;
mod companions;
mod decode;
mod files;
mod stack_values;

pub(crate) use blobs::{blob, limits, named};
pub(crate) use companions::{Companion, FIRST_COMPANION};
pub(crate) use decode::decode;
pub(crate) use files::{Files, columns, located};
pub(crate) use stack_values::StackValues;
