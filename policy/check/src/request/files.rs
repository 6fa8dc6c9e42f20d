//! The files of one request: each gets a number when it is put in, and whatever has the number finds the name, the text and
//! the lines again. Filled once, before anything is read; never opens a file.

use std::cell::OnceCell;

use tablewarden_source::{Columns, FileId, LineIndex, Place, SourceText, shown};
use tablewarden_wire::{ColumnUnit, Location, Notice, Position};

use crate::raw_notice::RawNotice;

/// The files of a request, and the unit of the columns in its response.
#[derive(Debug)]
pub(crate) struct Files<'r> {
    files: Vec<File<'r>>,
    unit: ColumnUnit,
}

#[derive(Debug)]
struct File<'r> {
    /// The name that reports show.
    name: &'r str,
    bytes: &'r [u8],
    /// Made when it is first asked for.
    source: OnceCell<SourceText<'r>>,
    /// Made when a place in the file is first asked for.
    lines: OnceCell<LineIndex>,
}

impl<'r> Files<'r> {
    /// No files yet.
    pub(crate) fn new(unit: ColumnUnit) -> Self {
        Self { files: Vec::new(), unit }
    }

    /// What its columns count.
    pub(crate) fn unit(&self) -> ColumnUnit {
        self.unit
    }

    /// Puts a file in; gives its number.
    ///
    /// # Errors
    /// One line, where there are more files than numbers.
    pub(crate) fn add(&mut self, name: &'r str, bytes: &'r [u8]) -> Result<FileId, String> {
        let number = u16::try_from(self.files.len()).ok().filter(|number| *number <= FileId::MAX.0);
        let number =
            number.ok_or_else(|| format!("the request names more than {} files; name fewer", FileId::MAX.0 + 1))?;
        self.files.push(File { name, bytes, source: OnceCell::new(), lines: OnceCell::new() });
        Ok(FileId(number))
    }

    /// The name of a file; empty where there is no such file.
    pub(crate) fn name(&self, file: FileId) -> &'r str {
        self.file(file).map_or("", |file| file.name)
    }

    /// The bytes of a file; none where there is no such file.
    pub(crate) fn bytes(&self, file: FileId) -> &'r [u8] {
        self.file(file).map_or(&[], |file| file.bytes)
    }

    /// The text of a file; none where there is no such file.
    pub(crate) fn source(&self, file: FileId) -> Option<&SourceText<'r>> {
        self.file(file).map(File::source)
    }

    /// The text of the file that reports show under a name; of several the last.
    pub(crate) fn text_named(&self, name: &str) -> Option<&str> {
        self.files.iter().rev().find(|file| file.name == name).map(|file| &*file.source().text)
    }

    /// Where the place is.
    pub(crate) fn location(&self, place: Place) -> Location {
        let (file, span) = (place.file(), place.span());
        let columns = match self.unit {
            ColumnUnit::Utf8 => Columns::Utf8,
            ColumnUnit::Utf16 => Columns::Utf16,
        };
        let position = |offset| {
            let found = self.file(file).map(|file| file.lines().position(&file.source().text, offset, columns));
            found.map_or(Position { line: 1, column: 1 }, |found| Position { line: found.line, column: found.column })
        };
        Location { start_byte: span.start, end_byte: span.end, start: position(span.start), end: position(span.end) }
    }

    /// A notice as a response has it.
    pub(crate) fn notice(&self, notice: RawNotice) -> Notice {
        let RawNotice { gravity, file, span, message } = notice;
        let span = span.map(|span| self.location(Place::new(file, span)));
        Notice { gravity, message: shown(message), file: self.name(file).to_owned(), span }
    }

    fn file(&self, file: FileId) -> Option<&File<'r>> {
        self.files.get(usize::from(file.0))
    }
}

impl<'r> File<'r> {
    fn source(&self) -> &SourceText<'r> {
        self.source.get_or_init(|| SourceText::new(self.bytes))
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.source().text))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_source::Span;

    use super::*;

    #[test]
    fn every_number_finds_its_file() {
        let names: Vec<String> = (0..=FileId::MAX.0).map(|number| number.to_string()).collect();
        let mut files = Files::new(ColumnUnit::Utf8);
        for name in &names {
            let file = files.add(name, b"a\nb").unwrap();
            assert_eq!(files.name(file), name);
        }
        let place = Place::new(FileId::MAX, Span::new(2, 3));
        assert_eq!(files.location(place).start, Position { line: 2, column: 1 });
        let error = files.add("one more", b"").unwrap_err();
        assert_eq!(error, "the request names more than 4096 files; name fewer");
        assert_eq!(files.name(FileId::MAX), "4095");
    }

    #[test]
    fn what_is_in_no_file_has_no_name() {
        let files = Files::new(ColumnUnit::Utf8);
        assert_eq!(
            (files.name(FileId(0)), files.bytes(FileId(0)), files.source(FileId(0)).is_none()),
            ("", &b""[..], true)
        );
        assert_eq!(files.location(Place::default()).start, Position { line: 1, column: 1 });
    }
}
