//! What is wrong with tables and with what belongs to them: schema problems, undefined references, duplicate keys, and what
//! was not analysed. Never checks resources that have nothing to do with DynamoDB.

pub(crate) mod checks;
pub(crate) mod facts;
pub(crate) mod gaps;
pub(crate) mod problem;
pub(crate) mod undefined_references;
