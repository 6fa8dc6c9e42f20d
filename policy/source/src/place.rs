//! Where something stands: a range of bytes, and the file they are in.

/// A half-open range of byte offsets into one file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, and without, `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty span at `offset`.
    #[must_use]
    pub const fn at(offset: u32) -> Self {
        Self { start: offset, end: offset }
    }

    /// Whether nothing lies in the span.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part of `text` the span names; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Which of the files of one request a place is in. Whoever has the files gives the numbers; 0 is the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u16);

impl FileId {
    /// The last number.
    pub const MAX: Self = Self((1 << FILE_BITS) - 1);
}

/// A span in a named file: what a finding points at. Ordered by file, then by start and end.
///
/// It is handed from function to function more than anything else, so all of it is one number: twice as much is copied
/// into memory at each call (docs/adr/0005-size-of-the-module.md).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place(u64);

const FILE_BITS: u32 = 12;
const OFFSET_BITS: u32 = 26;

impl Place {
    /// The last offset that a place can have: 64 MiB less a byte.
    pub const LAST_OFFSET: u32 = (1 << OFFSET_BITS) - 1;

    /// The span of the file. What is behind the last number or offset counts as the last.
    #[must_use]
    pub const fn new(file: FileId, span: Span) -> Self {
        const fn at_most(value: u32, most: u32) -> u64 {
            (if value < most { value } else { most }) as u64
        }
        let file = at_most(file.0 as u32, FileId::MAX.0 as u32);
        let (start, end) = (at_most(span.start, Self::LAST_OFFSET), at_most(span.end, Self::LAST_OFFSET));
        Self(file << (2 * OFFSET_BITS) | start << OFFSET_BITS | end)
    }

    /// The file.
    #[must_use]
    pub const fn file(self) -> FileId {
        FileId((self.0 >> (2 * OFFSET_BITS)) as u16)
    }

    /// The bytes in it.
    #[must_use]
    pub const fn span(self) -> Span {
        Span { start: (self.0 >> OFFSET_BITS) as u32 & Self::LAST_OFFSET, end: self.0 as u32 & Self::LAST_OFFSET }
    }

    /// The same span of another file.
    #[must_use]
    pub const fn in_file(self, file: FileId) -> Self {
        Self::new(file, self.span())
    }

    /// Another span of the same file.
    #[must_use]
    pub const fn with_span(self, span: Span) -> Self {
        Self::new(self.file(), span)
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Span { start, end } = self.span();
        write!(f, "{}:{start}..{end}", self.file().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_it_was_made_of() {
        for file in [FileId(0), FileId(1), FileId::MAX] {
            for span in [Span::default(), Span::new(3, 9), Span::new(9, 3), Span::at(Place::LAST_OFFSET)] {
                let place = Place::new(file, span);
                assert_eq!((place.file(), place.span()), (file, span));
            }
        }
        let behind = Place::new(FileId(u16::MAX), Span::new(u32::MAX, u32::MAX));
        assert_eq!((behind.file(), behind.span()), (FileId::MAX, Span::at(Place::LAST_OFFSET)));
    }

    #[test]
    fn places_are_ordered_by_file_start_and_end() {
        let place = |file, start, end| Place::new(FileId(file), Span::new(start, end));
        let places =
            [place(0, 0, 0), place(0, 0, 7), place(0, 1, 2), place(0, 1 << 20, 4), place(1, 0, 0), place(300, 0, 1)];
        assert!(places.is_sorted());
    }
}
