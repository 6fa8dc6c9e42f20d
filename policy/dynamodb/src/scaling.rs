//! Application Auto Scaling: the scalable targets and scaling policies of a template, and which capacity of which table
//! they scale. Never says what should scale.

pub(crate) mod facts;
pub(crate) mod policies;
pub(crate) mod policy_targets;
pub(crate) mod scaled_capacity;
pub(crate) mod target_identity;
pub(crate) mod targets;
