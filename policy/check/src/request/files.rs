//! Byte spans of the request's files into the locations of a response.

use tablewarden_source::{Columns, LineIndex, Place, Span};
use tablewarden_wire::{ColumnUnit, Location, Position};

/// One file of the request, ready to say where its bytes are.
#[derive(Debug)]
struct File<'s> {
    /// The name that reports show.
    name: &'s str,
    text: &'s str,
    lines: LineIndex,
}

/// The files of a request and the unit of its columns.
#[derive(Debug)]
pub(crate) struct Files<'s> {
    files: Vec<File<'s>>,
    columns: Columns,
}

impl<'s> Files<'s> {
    /// One file.
    pub(crate) fn new(name: &'s str, text: &'s str, unit: ColumnUnit) -> Self {
        Self { files: vec![File { name, text, lines: LineIndex::new(text) }], columns: columns(unit) }
    }

    /// One more file, the next in number.
    pub(crate) fn add(&mut self, name: &'s str, text: &'s str) {
        self.files.push(File { name, text, lines: LineIndex::new(text) });
    }

    /// The name of the file the place is in.
    pub(crate) fn file(&self, place: Place) -> &'s str {
        self.files.get(usize::from(place.file.0)).map_or("", |file| file.name)
    }

    /// Where the place is.
    pub(crate) fn location(&self, place: Place) -> Location {
        match self.files.get(usize::from(place.file.0)) {
            Some(file) => located(&file.lines, file.text, self.columns, place.span),
            None => located(&LineIndex::new(""), "", self.columns, place.span),
        }
    }
}

/// What columns count.
pub(crate) fn columns(unit: ColumnUnit) -> Columns {
    match unit {
        ColumnUnit::Utf8 => Columns::Utf8,
        ColumnUnit::Utf16 => Columns::Utf16,
    }
}

/// Where a span of `text` is, whose lines `lines` knows.
pub(crate) fn located(lines: &LineIndex, text: &str, columns: Columns, span: Span) -> Location {
    let position = |offset| {
        let found = lines.position(text, offset, columns);
        Position { line: found.line, column: found.column }
    };
    Location { start_byte: span.start, end_byte: span.end, start: position(span.start), end: position(span.end) }
}
