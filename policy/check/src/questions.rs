//! What is asked of one template besides a check: its facts, its parameters, pictures of its tables, edits that
//! waive a finding or fix it.

pub(crate) mod assist;
pub(crate) mod draw;
pub(crate) mod facts;
pub(crate) mod fix;
mod parameters;
pub(crate) mod waive;

pub use parameters::parameters;
