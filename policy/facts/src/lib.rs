//! Which facts there are: a row for each, with its key, type, meaning and where it comes from. What is made from the rows
//! (the documentation, the schema, the check of the pack's queries, the assertion in the writer of facts) starts at [`ROOT`].
//! Data and ways to look it up; never gathers a fact, and nothing of it is in the module.

mod look_up;
mod row;
mod rows;

pub use look_up::{Position, UnknownKey};
pub use row::{Group, Row, Shape, Value};
pub use rows::ROOT;

/// The key of the document under which the facts stand.
pub const ROOT_KEY: &str = "DynamoDB";
