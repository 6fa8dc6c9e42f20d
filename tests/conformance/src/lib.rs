//! Our Guard beside cfn-guard's 3.2.1: rules and a document in, verdicts out, from both in this process; and what tests of the two
//! need besides: the files that cfn-guard's crate carries, and numbers out of a seed. Compares nothing itself.

mod chance;
mod ours;
mod package;
mod test_command;
mod theirs;
mod verdicts;

pub use chance::Chance;
pub use ours::{compile, evaluated, ours, verdicts_of};
pub use package::resources;
pub use test_command::{Expectations, tested};
pub use theirs::{GaveUp, report, theirs, verdicts_in};
pub use verdicts::{Verdict, Verdicts};
