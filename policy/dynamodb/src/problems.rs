//! What is wrong with a template: its sections and resources as such, its functions, and of tables and what belongs to them the properties,
//! what they name and what they depend on. Never checks properties of resources that have nothing to do with DynamoDB.

pub(crate) mod checks;
pub(crate) mod circles;
pub(crate) mod duplicate_keys;
pub(crate) mod facts;
pub(crate) mod gaps;
pub(crate) mod invalid_resources;
pub(crate) mod invalid_sections;
pub(crate) mod part;
pub(crate) mod problem;
pub(crate) mod suggestions;
pub(crate) mod undefined_names;
pub(crate) mod undefined_references;
pub(crate) mod unknown_functions;
