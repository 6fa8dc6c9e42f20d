//! What a template changes of the tables of an earlier one, by comparing the facts of both. Never says what a change does.

pub(crate) mod change;
pub(crate) mod encryption;
pub(crate) mod facts;
pub(crate) mod fate;
pub(crate) mod indexes;
pub(crate) mod keys;
pub(crate) mod matching;
pub(crate) mod missed;
pub(crate) mod pair;
pub(crate) mod replicas;
pub(crate) mod setting;
pub(crate) mod settings;
pub(crate) mod tables;
pub(crate) mod written_fact;
