//! YAML into the table. What people mostly write is read line by line; a text that has anything else, or anything wrong, is read
//! by the reader of the whole language, from its beginning. Where both can read a text they give the same document
//! (docs/adr/0030-two-readers-of-yaml.md).

mod everyday;
mod full;

use crate::{Document, Limits};

/// Reads the first document of `text` as YAML.
pub(crate) fn read(text: &str, limits: Limits) -> Document<'_> {
    everyday::read(text, limits).unwrap_or_else(|| full::read(text, limits))
}

#[cfg(test)]
mod tests;
