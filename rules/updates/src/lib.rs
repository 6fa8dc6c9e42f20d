//! What an update does to a table where a property of it changes: the `create-only` marks of the property tables in
//! `rules/schema`, and the reviewed list `rules/schema/updates.yaml` for all that they don't say. Gives every property of the
//! three types exactly one behaviour, or says which has none or two. Not part of the module: the page of the docs and the tests
//! are made from it.

mod behaviour;
mod list;
mod property;

pub use behaviour::{Behaviour, Event, Report};
pub use property::{PropertyUpdate, TYPES, updates};
