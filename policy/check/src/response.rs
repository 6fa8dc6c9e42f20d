//! The response to a call: built while a template is checked, and written as JSON.

mod builder;
mod encode;
mod excerpt;
mod plural;

pub(crate) use builder::{ResponseBuilder, unused_parameter};
pub use encode::encode;
pub(crate) use encode::{ViewJson, encode_for_people};
#[cfg(test)]
pub(crate) use excerpt::excerpt;
pub(crate) use excerpt::{LineExcerpt, excerpts};
pub(crate) use plural::plural;
