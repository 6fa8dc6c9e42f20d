//! The line of a file that a place is on, cut to what fits a screen, and which part of it the place covers.

use std::ops::Range;

use super::response_view::Place;

/// A part of one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'s> {
    /// The text, without its line break.
    pub(super) text: &'s str,
    /// The bytes of it that the place covers.
    pub(super) covered: Range<usize>,
    /// Whether the line starts before the text does.
    pub(super) cut_before: bool,
    /// Whether the line goes on behind the text.
    pub(super) cut_behind: bool,
}

/// How many bytes of a long line are shown, and how many of these before the place.
const WIDTH: usize = 140;
const BEFORE: usize = 50;

/// The excerpt of `source` for `place`. A place over several lines is shown by its first one.
pub(super) fn excerpt<'s>(source: &'s str, place: &Place) -> Excerpt<'s> {
    let start = floor(source, place.start);
    let line_start = source.get(..start).map_or(0, |before| before.rfind(['\n', '\r']).map_or(0, |at| at + 1));
    let line_start = if line_start == 0 && source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { line_start };
    let start = start.max(line_start);
    let rest = source.get(start..).unwrap_or("");
    let line_end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = floor(source, place.end).clamp(start, line_end);
    let is_long = line_end - line_start > WIDTH;
    let from = if is_long { floor(source, start.saturating_sub(BEFORE)).max(line_start) } else { line_start };
    let to = if is_long { floor(source, line_end.min(from + WIDTH)).max(start) } else { line_end };
    Excerpt {
        text: source.get(from..to).unwrap_or(""),
        covered: start - from..end.min(to) - from,
        cut_before: from > line_start,
        cut_behind: to < line_end,
    }
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
    use super::*;

    fn of(source: &str, start: usize, end: usize) -> (&str, &str) {
        let excerpt = excerpt(source, &Place { start, end, line: 1, column: 1 });
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
