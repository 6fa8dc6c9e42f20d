//! Access policies: who may do what with tables and clusters. Of policies that a template only names it knows a few
//! that AWS wrote.

pub(crate) mod action_names;
pub(crate) mod aim;
pub(crate) mod allowed_actions;
pub(crate) mod anonymous;
pub(crate) mod bound;
pub(crate) mod named_policies;
pub(crate) mod policy_places;
pub(crate) mod statement;
pub(crate) mod statements;
