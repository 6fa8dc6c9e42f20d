//! The text of an open document: positions of the protocol into offsets and back, and the changes that an editor tells of. A position
//! counts lines from 0, and in a line units of UTF-16 or bytes; one behind the end of a line or of the text is that end.

use std::cell::OnceCell;

use tablewarden_source::{Columns, LineIndex};

/// A text and where its lines start.
pub(super) struct Text {
    text: String,
    lines: OnceCell<LineIndex>,
}

/// A line and a column as the protocol counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LinePosition {
    pub(super) line: u32,
    pub(super) character: u32,
}

impl Text {
    pub(super) fn new(text: String) -> Self {
        Self { text, lines: OnceCell::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Puts other text in the place of a range.
    pub(super) fn replace(&mut self, from: LinePosition, to: LinePosition, text: &str, columns: Columns) {
        let (from, to) = (self.offset(from, columns), self.offset(to, columns));
        self.text.replace_range(from.min(to)..from.max(to), text);
        self.lines = OnceCell::new();
    }

    /// The offset of a position, never inside a character.
    pub(super) fn offset(&self, LinePosition { line, character }: LinePosition, columns: Columns) -> usize {
        let start_of = |line: u32| self.lines().start_of(line.saturating_add(1)).map(|start| start as usize);
        let Some(start) = start_of(line) else { return self.text.len() };
        let end = start_of(line.saturating_add(1)).unwrap_or(self.text.len());
        let content = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let mut left = character as usize;
        let width = |character: char| match columns {
            Columns::Utf8 => character.len_utf8(),
            Columns::Utf16 => character.len_utf16(),
        };
        let fits = |character: &char| {
            let fits = width(*character) <= left;
            left -= if fits { width(*character) } else { 0 };
            fits
        };
        start + content.chars().take_while(fits).map(char::len_utf8).sum::<usize>()
    }

    /// The position of an offset.
    pub(super) fn position(&self, offset: usize, columns: Columns) -> LinePosition {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let line = self.lines().position(&self.text, offset, Columns::Utf8).line;
        let start = self.lines().start_of(line).unwrap_or(0) as usize;
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = self.text.get(start..offset).unwrap_or_default();
        let character = match columns {
            Columns::Utf8 => before.len(),
            Columns::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        LinePosition { line: line - 1, character: u32::try_from(character).unwrap_or(u32::MAX) }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> LinePosition {
        LinePosition { line, character }
    }

    #[test]
    fn positions_are_offsets_and_back_in_both_units() {
        let text = Text::new("\u{feff}a😀é\r\nb\rc\n".to_owned());
        for columns in [Columns::Utf8, Columns::Utf16] {
            for (offset, _) in text.text().char_indices().filter(|(offset, _)| text.text().as_bytes()[*offset] != b'\n')
            {
                assert_eq!(text.offset(text.position(offset, columns), columns), offset, "{columns:?}");
            }
            assert_eq!(text.position(text.text().len(), columns), at(3, 0));
        }
        assert_eq!(text.position(8, Columns::Utf16), at(0, 4));
        assert_eq!(text.position(8, Columns::Utf8), at(0, 8));
    }

    #[test]
    fn what_is_outside_is_the_end() {
        let text = Text::new("ab\r\ncd".to_owned());
        assert_eq!(text.offset(at(0, 99), Columns::Utf16), 2);
        assert_eq!(text.offset(at(1, u32::MAX), Columns::Utf16), 6);
        assert_eq!(text.offset(at(u32::MAX, 0), Columns::Utf16), 6);
        assert_eq!(text.position(usize::MAX, Columns::Utf16), at(1, 2));
        assert_eq!(Text::new(String::new()).offset(at(3, 3), Columns::Utf8), 0);
    }

    #[test]
    fn half_of_a_character_is_its_start() {
        let text = Text::new("😀x".to_owned());
        assert_eq!(text.offset(at(0, 1), Columns::Utf16), 0);
        assert_eq!(text.offset(at(0, 3), Columns::Utf8), 0);
        assert_eq!(text.position(2, Columns::Utf8), at(0, 0));
    }

    #[test]
    fn a_change_replaces_a_range_whichever_way_round_it_is() {
        let mut text = Text::new("a: 1\r\nb: 😀\n".to_owned());
        text.replace(at(1, 3), at(1, 5), "2", Columns::Utf16);
        assert_eq!(text.text(), "a: 1\r\nb: 2\n");
        text.replace(at(1, 0), at(0, 3), "0\n", Columns::Utf16);
        assert_eq!(text.text(), "a: 0\nb: 2\n");
        text.replace(at(9, 0), at(9, 9), "c", Columns::Utf16);
        assert_eq!(text.text(), "a: 0\nb: 2\nc");
    }
}
