//! What an update does to each table, instead of what was found: a table for whoever reviews the change, in each format. Decides
//! nothing about what happens.

mod json;
mod markdown;
mod rows;
mod text;

pub(super) use json::Json;
pub(super) use markdown::Markdown;
pub(super) use text::Text;
