//! People's own rule files: read, compiled once for many templates, and evaluated on the plain template, as cfn-guard
//! evaluates them. Also what can be asked of the files themselves: their tests, their tree, their canonical text, and advice
//! on what in them is probably a mistake.

mod advice;
mod evaluate;
mod input_parameters;
mod rule_set;
mod tree_and_format;
mod unit_tests;

pub use advice::advise;
pub(crate) use evaluate::evaluate;
pub(crate) use rule_set::{RuleFile, RuleSet, load};
pub use tree_and_format::{canonical, tree};
pub use unit_tests::test;
