//! The response to a call: built while a template is checked, and written as JSON.

mod baseline;
mod builder;
mod encode;
mod listing;
mod merge;
mod unknown_value;

pub(crate) use baseline::{Unreported, compare, not_evaluated};
pub(crate) use builder::ResponseBuilder;
pub use encode::encode;
pub(crate) use listing::{MOST, end_lists};
pub(crate) use merge::add;
