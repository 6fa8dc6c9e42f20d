//! Bytes of a template in, a [`Document`] out: one flat table of nodes with their places, the same for YAML and JSON.
//! Never fails and never says what the text means: what could not be read is in the document's problems, and the
//! nodes it damaged are marked.
//!
//! [`read`] is the door. A [`Tree`] is the table; a [`View`] types its scalars and wraps its short tags, as
//! CloudFormation or as Guard does. Documents that are derived, not read, are made with a [`TreeBuilder`].

mod builder;
#[cfg(test)]
mod differential;
mod document;
mod duplicates;
#[cfg(test)]
mod invariants;
mod json;
mod merge;
mod node;
mod problems;
mod read;
mod scalar;
mod tag;
mod tree;
mod typed;
mod view;
mod vocabulary;
mod window;
mod yaml;

pub use builder::{Text, TreeBuilder};
pub use document::{Document, Limits};
pub use node::{Kind, NodeId, Style};
pub use read::{Syntax, read};
pub use tag::Tag;
pub use tree::Tree;
pub use typed::{Unfit, typed};
pub use view::{At, Entries, Entry, Items, Reading, Value, View};
pub use window::Window;
