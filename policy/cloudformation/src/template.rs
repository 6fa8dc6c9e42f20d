//! A template as a whole: its sections, read once, and what stands in them. Values stay in the document until they are
//! asked for.

mod choice;
mod find_gaps;
mod find_references;
mod gap;
mod long_rows;
mod output;
mod parameter;
mod path;
mod read;
mod reference;
mod resource;
mod scenarios;
mod sections;
#[cfg(test)]
mod tests;

pub(crate) use gap::transforms;
pub use gap::{Gap, GapKind};
pub use output::Output;
pub use parameter::Parameter;
pub use path::{Path, Step};
pub use reference::{Owner, Reference, ReferenceKind};
pub use resource::{ATTRIBUTES, Resource, is_damaged};
pub use sections::Template;
