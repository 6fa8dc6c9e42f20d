//! A text and its edits, whatever language it is in: lines, replacements, joining them, and showing them as a diff.

mod compose;
mod diff;
mod edit;
pub(crate) mod lines;
mod merge;

pub use compose::compose;
pub use diff::{unified_diff, unified_diff_from};
pub(crate) use edit::sort_edits;
pub use edit::{Edit, applied};
pub use merge::merge;
