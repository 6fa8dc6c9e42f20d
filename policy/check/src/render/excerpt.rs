//! The line of a file that a place is on, cut to what fits a screen, and which part of it the place covers.

use std::ops::Range;

use tablewarden_wire::Location;

/// A part of one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'s> {
    /// The text, without its line break.
    pub(super) text: &'s str,
    /// The bytes of it that the place covers.
    pub(super) covered: Range<usize>,
    /// Whether the line starts before the text does, so that columns of the text are none of the line.
    pub(super) is_cut: bool,
}

/// How many bytes before the place, and how many in all, are taken of a line. The renderer cuts them further, to the
/// width of a screen; this bounds what it has to look at in minified files.
const BEFORE: usize = 60;
const WIDTH: usize = 1000;

/// The excerpt of `source` for `place`. A place over several lines is shown by its first one.
pub(super) fn excerpt<'s>(source: &'s str, place: &Location) -> Excerpt<'s> {
    let start = floor(source, place.start_byte as usize);
    let line_start = source.get(..start).map_or(0, |before| before.rfind(['\n', '\r']).map_or(0, |at| at + 1));
    let line_start = if line_start == 0 && source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { line_start };
    let start = start.max(line_start);
    let rest = source.get(start..).unwrap_or("");
    let line_end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = floor(source, place.end_byte as usize).clamp(start, line_end);
    let from = if line_end - line_start <= WIDTH {
        line_start
    } else {
        floor(source, start.saturating_sub(BEFORE)).max(line_start)
    };
    let to = floor(source, line_end.min(from + WIDTH)).max(start);
    let text = source.get(from..to).unwrap_or("");
    Excerpt { text, covered: start - from..end.min(to) - from, is_cut: from > line_start }
}

fn floor(source: &str, offset: usize) -> usize {
    let mut offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use tablewarden_wire::Position;

    use super::*;

    fn of(source: &str, start: u32, end: u32) -> (&str, &str) {
        let nowhere = Position { line: 1, column: 1 };
        let place = Location { start_byte: start, end_byte: end, start: nowhere, end: nowhere };
        let excerpt = excerpt(source, &place);
        (excerpt.text, &excerpt.text[excerpt.covered.clone()])
    }

    #[test]
    fn a_place_is_shown_by_its_first_line() {
        assert_eq!(of("a: 1\nbc: 2\r\nd: 3", 5, 7), ("bc: 2", "bc"));
        assert_eq!(of("a: 1\nbc: 2\r\nd: 3", 5, 14), ("bc: 2", "bc: 2"));
        assert_eq!(of("\u{feff}a: 1", 3, 4), ("a: 1", "a"));
        assert_eq!(of("a", 99, 120), ("a", ""));
    }

    #[test]
    fn a_long_line_is_cut_round_its_place() {
        let line = format!("{}needle{}", "é".repeat(500), "x".repeat(5000));
        let (text, covered) = of(&line, 1000, 1006);
        assert_eq!(covered, "needle");
        assert!(text.len() <= WIDTH);
    }
}
