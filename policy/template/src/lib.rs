//! Bytes of a template in, a [`Document`] out: one flat table of nodes with their places, the same for YAML and JSON.
//! Never fails and never says what the text means: what could not be read is in the document's problems, and the
//! nodes it damaged are marked.
//!
//! [`read`] is the door. A [`Tree`] is the table; a [`View`] types its scalars and wraps its short tags, as
//! CloudFormation or as Guard does. Documents that are derived, not read, are made with a [`TreeBuilder`].

mod copies;
#[cfg(test)]
mod differential;
mod document;
#[cfg(test)]
mod invariants;
mod read;
mod tree;
mod typed;
mod view;
mod view_json;

pub use copies::Copies;
pub use document::{Document, Limits, Syntax};
pub use read::read;
pub use tree::builder::{Text, TreeBuilder};
pub use tree::entries::ScalarEntry;
pub use tree::node::{Kind, NodeId, Style};
pub use tree::table::Tree;
pub use tree::tag::Tag;
pub use tree::window::Window;
pub use typed::{Unfit, typed, typed_without};
pub use view::at::At;
pub use view::entries::{Entries, Entry, Items};
pub use view::value::{Reading, Value};
pub use view::{Sight, View, ViewKey};
pub use view_json::ViewJson;
