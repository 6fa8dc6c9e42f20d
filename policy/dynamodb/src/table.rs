//! The groups of facts about one table, one file for each, and what several of them read: backup selections.
//! Keys, replicas, streams and alarms of a table are in rooms of their own.

pub(crate) mod attachments;
pub(crate) mod backup_selections;
pub(crate) mod billing;
pub(crate) mod duplicate_names;
pub(crate) mod encryption;
pub(crate) mod global_capacity;
pub(crate) mod insights;
pub(crate) mod labels;
pub(crate) mod naming;
pub(crate) mod protection;
pub(crate) mod recovery;
pub(crate) mod tags;
pub(crate) mod time_to_live;
