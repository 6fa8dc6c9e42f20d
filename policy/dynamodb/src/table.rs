//! The groups of facts about one table, one file for each, and what several of them read: replicas and backup selections.
//! Keys, streams and alarms of a table are in rooms of their own.

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
pub(crate) mod replica;
pub(crate) mod replica_differences;
pub(crate) mod replica_keys;
pub(crate) mod replica_policy;
pub(crate) mod replicas;
pub(crate) mod tags;
pub(crate) mod time_to_live;
