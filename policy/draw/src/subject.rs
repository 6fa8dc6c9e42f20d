//! What a picture is about beside the table: the file, the findings, the lines.

use tablewarden_template::At;

use crate::marks::Found;

/// What a picture is about beside the table.
pub(crate) struct Subject<'s> {
    pub(crate) file: &'s str,
    pub(crate) found: &'s [Found<'s>],
    /// The line of a fact.
    pub(crate) line: &'s dyn Fn(At) -> u32,
    /// The first and the last line of the table.
    pub(crate) lines: (u32, u32),
}
