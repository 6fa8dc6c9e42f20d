//! What a request brings: the frame it comes in, its files, and what it says of the stack. Evaluates nothing.

mod blobs;
mod decode;
mod files;
mod sources;
mod stack_values;

pub(crate) use blobs::{all_findings, blob, limits, named};
pub(crate) use decode::decode;
pub(crate) use files::Files;
pub(crate) use sources::Sources;
pub(crate) use stack_values::StackValues;
