//! People's own rule files: read, compiled once for many templates, and evaluated on the plain template, as cfn-guard
//! evaluates them. Also what can be asked of the files themselves: their tests, their tree, their canonical text, and what in
//! them is surely not meant.

mod advice;
mod evaluate;
mod load;
mod parameters;
mod text;
mod unit_tests;

pub(crate) use advice::advise;
pub(crate) use evaluate::evaluate;
pub(crate) use load::{Loaded, RuleSet, load};
pub(crate) use text::{canonical, tree};
pub(crate) use unit_tests::test;
