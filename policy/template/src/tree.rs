//! Templates as tables: the nodes and what is known of each, how a table is made, and which part of one is shown.

pub(crate) mod builder;
pub(crate) mod entries;
mod files;
mod fixed;
pub(crate) mod node;
pub(crate) mod table;
pub(crate) mod tag;
pub(crate) mod vocabulary;
pub(crate) mod window;
