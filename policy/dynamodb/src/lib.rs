//! Takes a CloudFormation template, gives the facts about its DynamoDB tables and the resources that belong to them: a
//! document that rules query, in which each value has the place it came from. Never a verdict.
//!
//! [`facts`] is the door. The document's shape is in `docs/facts.md`. [`VariantIndex`] says under which conditions a
//! node of it holds. Rooms below use no room above: `resource`, `facts`, `keys`, `scaling`, `replicas`, `table`, then `alarms` and
//! `linked`, `streams`; `access`, `problems` and `changes` need only the first three; `gather` puts all together.

mod access;
mod alarms;
mod changes;
mod facts;
mod gather;
mod keys;
mod linked;
mod problems;
mod replicas;
mod resource;
mod scaling;
mod streams;
mod table;
#[cfg(test)]
mod testing;

pub use changes::change::Before;
pub use changes::tables::{ListedChange, TableVersions, listed_changes, table_versions};
pub use facts::document::{Excess, Facts, NotAnalysed, Settings, TextFaults};
pub use facts::variant::{Variant, VariantIndex};
pub use facts::writer::MOST_PROBLEMS;
pub use gather::facts;
pub use problems::facts::MOST_DUPLICATES;
