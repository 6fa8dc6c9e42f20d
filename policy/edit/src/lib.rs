//! A template and what is to stand in it, in; text edits out that keep comments, order, quoting, indentation and line ends of
//! everything else. Never writes a file, and knows no rule.
//!
//! [`waive`] makes the edit that writes a waiver. [`applied`] puts edits into bytes, [`unified_diff`] shows what they change.

mod diff;
mod edit;
mod entry;
mod insert;
mod layout;
mod waiver;

pub use diff::unified_diff;
pub use edit::{Edit, applied};
pub use insert::Refused;
pub use waiver::{NewWaiver, waive};
