//! Access policies: who may do what with tables and clusters. Never reads a policy that the template only names.

pub(crate) mod action_names;
pub(crate) mod statement;
pub(crate) mod statements;
