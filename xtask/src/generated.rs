//! What is generated in the repository: the list of facts, the pages of the rules, the page of
//! update behaviours, the JSON Schemas, and what comes from the table of commands and options.

mod facts_page;
mod facts_schema;
mod folder;
mod pages;
mod part;
mod schemas;
mod updates_page;
pub(crate) mod usage;

pub(crate) use facts_page::FACTS;
pub(crate) use pages::PAGES;
pub(crate) use schemas::SCHEMAS;
pub(crate) use updates_page::UPDATES;
