//! Byte spans of the request's files into the locations of a response.

use tablewarden_source::{Columns, LineIndex, Place, Span};
use tablewarden_wire::{ColumnUnit, Location, Position};

/// One file of the request, ready to say where its bytes are.
#[derive(Debug)]
pub(crate) struct File<'s> {
    /// The name that reports show.
    pub(crate) name: &'s str,
    text: &'s str,
    lines: LineIndex,
}

/// The files of a request and the unit of its columns.
#[derive(Debug)]
pub(crate) struct Places<'s> {
    files: Vec<File<'s>>,
    columns: Columns,
}

impl<'s> Places<'s> {
    /// Places in one file.
    pub(crate) fn new(name: &'s str, text: &'s str, unit: ColumnUnit) -> Self {
        let columns = match unit {
            ColumnUnit::Utf8 => Columns::Utf8,
            ColumnUnit::Utf16 => Columns::Utf16,
        };
        Self { files: vec![File { name, text, lines: LineIndex::new(text) }], columns }
    }

    /// The name of the file the place is in.
    pub(crate) fn file(&self, place: Place) -> &'s str {
        self.files.get(usize::from(place.file.0)).map_or("", |file| file.name)
    }

    /// Where the place is.
    pub(crate) fn location(&self, place: Place) -> Location {
        let Span { start, end } = place.span;
        Location {
            start_byte: start,
            end_byte: end,
            start: self.position(place, start),
            end: self.position(place, end),
        }
    }

    fn position(&self, place: Place, offset: u32) -> Position {
        let Some(file) = self.files.get(usize::from(place.file.0)) else { return Position { line: 1, column: 1 } };
        let position = file.lines.position(file.text, offset, self.columns);
        Position { line: position.line, column: position.column }
    }
}
