//! A template and what is to be changed in it, in; text edits out that keep comments, order, quoting, indentation and line ends of
//! everything else. Never writes a file, and knows no rule.
//!
//! A [`Writer`] makes the edits: it sets, replaces, renames, removes and adds values. What can't be changed in one place, as in an
//! alias or a loop, is [`Refused`]. [`waive`] writes a waiver. [`applied`] puts edits into bytes, [`merge`] and [`compose`] join
//! lists of edits, [`unified_diff`] shows what they change.

mod refused;
mod style;
mod text;
mod waiver;
mod writer;

pub use refused::Refused;
pub use style::Tree;
pub use text::{Edit, applied, compose, merge, unified_diff, unified_diff_from};
pub use waiver::{NewWaiver, waive};
pub use writer::Writer;
