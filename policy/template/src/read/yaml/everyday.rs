//! The YAML that people mostly write, read line by line into the table: maps and lists in block and flow, short tags, scalars, text
//! blocks, comments. Gives nothing for a text that has anything else: anchors, aliases, merges, keys with `?`, tabs before
//! text, a second document, and whatever is no YAML. So it never has to say what is wrong.

mod block;
mod characters;
mod flow;
mod reader;
mod scalar;
mod text_block;

use self::reader::Everyday;
use crate::{Document, Limits};

/// Reads `text`, if all of it is everyday YAML.
pub(super) fn read(text: &str, limits: Limits) -> Option<Document<'_>> {
    if !characters::are_everyday(text.as_bytes()) {
        return None;
    }
    let mut reader = Everyday::new(text, limits);
    reader.document()?;
    reader.finish()
}
