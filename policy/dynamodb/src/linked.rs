//! What tables use or stand beside: KMS keys, Kinesis streams, DAX clusters. Leaves out keys and streams that no table uses.

pub(crate) mod facts;
pub(crate) mod key_policy;
pub(crate) mod users;
