//! Offsets of a text as spans and places have them: in 32 bits, those beyond at the largest.

use tablewarden_source::{FileId, Place, Span};

pub(crate) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

pub(crate) fn span(start: usize, end: usize) -> Span {
    Span::new(offset(start), offset(end))
}

/// In the text that is being read.
pub(crate) fn place(start: usize, end: usize) -> Place {
    Place::new(FileId(0), span(start, end))
}
