//! What is generated in the repository: the list of facts, the pages of the rules, the JSON Schemas.

mod facts_page;
mod facts_schema;
mod folder;
mod pages;
mod schemas;

pub(crate) use facts_page::FACTS;
pub(crate) use pages::PAGES;
pub(crate) use schemas::SCHEMAS;
