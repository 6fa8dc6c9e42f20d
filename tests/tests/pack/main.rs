//! The rules of the pack: their unit tests, the examples in their headers, what cfn-guard says of them, and the names of keys that
//! make them fire.

mod examples;
mod names;
mod oracle;
mod unit_tests;
