//! A CloudFormation template in, facts about its DynamoDB tables and what stands around them out: a document that rules
//! query, each value with the place it came from. Never a verdict.
//!
//! [`facts`] is the door. The document's shape is in `docs/facts.md`. [`VariantIndex`] says under which conditions a
//! node of it holds.

mod access;
mod action;
mod actions;
mod alarms;
mod around;
mod backup;
mod billing;
mod changes;
mod document;
mod edge;
mod encryption;
#[cfg(test)]
mod examples;
mod fact;
mod global_capacity;
mod indexes;
mod insights;
mod key;
mod key_policy;
mod keys;
mod label;
mod likeness;
mod metrics;
mod monitoring;
mod namesakes;
mod parity;
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
mod statement;
mod stream;
mod table;
mod tagging;
mod taken;
mod target;
#[cfg(test)]
mod testing;
mod time_to_live;
mod undefined;
mod variant;
mod vocabulary;
mod words;
mod write;

pub use changes::Before;
pub use document::{Facts, Settings, facts};
pub use problems::MOST_DUPLICATES;
pub use variant::{Variant, VariantIndex};
pub use vocabulary::is_key;
