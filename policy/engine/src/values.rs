//! Values during an evaluation: what they are, what a query gives of them, and what operators say of them. Nothing here
//! knows of rules or of scopes.

pub(crate) mod compare;
pub(crate) mod operators;
pub(crate) mod query_result;
pub(crate) mod value;
pub(crate) mod value_set;
