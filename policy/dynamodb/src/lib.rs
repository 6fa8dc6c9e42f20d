//! A CloudFormation template in, facts about its DynamoDB tables and what stands around them out: a document that rules
//! query, each value with the place it came from. Never a verdict.
//!
//! [`facts`] is the door. The document's shape is in `docs/facts.md`. [`VariantIndex`] says under which conditions a
//! node of it holds.

mod action;
mod alarms;
mod billing;
mod document;
mod edge;
mod encryption;
#[cfg(test)]
mod examples;
mod fact;
mod indexes;
mod key;
mod keys;
mod label;
mod likeness;
mod metrics;
mod monitoring;
mod peers;
mod policy;
mod problems;
mod projection;
mod protection;
mod recovery;
mod replicas;
mod reserved;
mod scalable;
mod scaling;
mod source;
mod spot;
mod stream;
mod table;
mod target;
#[cfg(test)]
mod testing;
mod time_to_live;
mod variant;
mod vocabulary;
mod words;
mod write;

pub use document::{Facts, Settings, facts};
pub use variant::{Variant, VariantIndex};
pub use vocabulary::is_key;
