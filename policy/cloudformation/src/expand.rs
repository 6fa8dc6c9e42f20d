//! A template in, the same with what its transforms make of it out: loops (`Fn::ForEach`) written out, `Globals` of the
//! serverless model merged into resources. What is made has the place of what it was made from. Never guesses: a loop over
//! what is not known stays as it is, and is a gap.

mod bindings;
mod global;
mod merge_globals;
#[cfg(test)]
mod tests;
mod writer;

pub use writer::expanded;
