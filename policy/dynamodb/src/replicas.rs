//! The replicas of a global table: what each is, its key, what its policy grants, how it differs from the others. Never says
//! how they should be.

pub(crate) mod differences;
pub(crate) mod facts;
pub(crate) mod keys;
pub(crate) mod policy;
pub(crate) mod replica;
