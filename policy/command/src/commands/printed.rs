//! Commands that print what the engine answers about one template, and nothing else.

pub(super) mod facts;
pub(super) mod parameters;
