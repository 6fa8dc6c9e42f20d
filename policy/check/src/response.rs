//! The response to a call: built while a template is checked, and written as JSON.

mod builder;
mod encode;
mod plural;

pub(crate) use builder::{ResponseBuilder, unused_parameter};
pub(crate) use encode::{ViewJson, encode};
pub(crate) use plural::plural;
