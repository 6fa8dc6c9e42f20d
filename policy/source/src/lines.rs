//! Offsets into lines and columns, computed when asked from the offsets of the line starts.

use std::cell::OnceCell;

/// What one column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Columns {
    /// Bytes of UTF-8.
    #[default]
    Utf8,
    /// Code units of UTF-16, as browsers and editors count.
    Utf16,
}

/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in the units asked for.
    pub column: u32,
}

/// The starts of all lines of one text. A line ends with LF, CRLF, or a lone CR.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many code units of UTF-16 come before each block of the text. Counted when first asked for.
    units: OnceCell<Vec<u32>>,
}

/// How many bytes are counted anew for each column, at the most.
const BLOCK: usize = 1024;

const BYTE_ORDER_MARK: char = '\u{feff}';

impl LineIndex {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 32 + 1);
        starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(to_u32(at + 1));
            }
        }
        Self { starts, units: OnceCell::new() }
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: an empty text has one line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Where `offset` of `text` is. `text` is the one the index was made from. An offset inside a character counts
    /// as the character's start, one past the end as the end. A byte order mark takes no column.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32, columns: Columns) -> Position {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start as usize <= offset).max(1) - 1;
        let start = self.starts.get(line).map_or(0, |start| *start as usize);
        let before = text.get(start..offset).unwrap_or("");
        let before = if start == 0 { before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before) } else { before };
        let width = match columns {
            Columns::Utf8 => before.len(),
            Columns::Utf16 if before.len() <= BLOCK => utf16_units(before.as_bytes()),
            Columns::Utf16 => self.utf16_before(text, offset) - self.utf16_before(text, offset - before.len()),
        };
        Position { line: to_u32(line) + 1, column: to_u32(width) + 1 }
    }

    /// How many code units of UTF-16 the text has before `offset`.
    fn utf16_before(&self, text: &str, offset: usize) -> usize {
        let bytes = text.as_bytes();
        let count = || {
            let add = |sum: &mut usize, block: &[u8]| {
                let before = *sum;
                *sum += utf16_units(block);
                Some(to_u32(before))
            };
            bytes.chunks(BLOCK).scan(0, add).collect()
        };
        let units: &Vec<u32> = self.units.get_or_init(count);
        let block = (offset / BLOCK).min(units.len().saturating_sub(1));
        units.get(block).map_or(0, |units| *units as usize)
            + utf16_units(bytes.get(block * BLOCK..offset).unwrap_or_default())
    }

    /// The offset at which line `line` (from 1) starts.
    #[must_use]
    pub fn start_of(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }
}

/// How many code units of UTF-16 begin in these bytes of UTF-8.
fn utf16_units(bytes: &[u8]) -> usize {
    let units = |byte: &u8| usize::from(*byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0);
    bytes.iter().map(units).sum()
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: u32, columns: Columns) -> (u32, u32) {
        let position = LineIndex::new(text).position(text, offset, columns);
        (position.line, position.column)
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        let text = "a\nb\r\nc\rd";
        assert_eq!(LineIndex::new(text).len(), 4);
        assert_eq!(at(text, 0, Columns::Utf8), (1, 1));
        assert_eq!(at(text, 2, Columns::Utf8), (2, 1));
        assert_eq!(at(text, 5, Columns::Utf8), (3, 1));
        assert_eq!(at(text, 7, Columns::Utf8), (4, 1));
        assert_eq!(at(text, 8, Columns::Utf8), (4, 2));
    }

    #[test]
    fn columns_count_in_the_units_asked_for() {
        let text = "é😀x";
        assert_eq!(at(text, 6, Columns::Utf8), (1, 7));
        assert_eq!(at(text, 6, Columns::Utf16), (1, 4));
        assert_eq!(at(text, 3, Columns::Utf16), (1, 2), "inside a character is its start");
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_its_characters() {
        let text = format!("é\n\u{feff}{}", "aé😀∑".repeat(1000));
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]).filter(|(offset, _)| *offset > 2) {
            let column = text[3..offset].encode_utf16().count() + 1;
            let found = index.position(&text, u32::try_from(offset).unwrap_or(0), Columns::Utf16);
            assert_eq!((found.line, found.column as usize), (2, column), "{offset}");
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(at("\u{feff}ab", 4, Columns::Utf8), (1, 2));
        assert_eq!(at("\u{feff}ab", 0, Columns::Utf8), (1, 1));
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(at("ab", 99, Columns::Utf8), (1, 3));
        assert_eq!(at("", 0, Columns::Utf8), (1, 1));
    }
}
