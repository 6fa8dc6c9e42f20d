//! The line of a file that a place is on, cut to what fits a screen, and which part of it the place covers. Made where the
//! files are, so that rendering needs none of them.

use std::ops::Range;

use tablewarden_order::Set;
use tablewarden_wire::{CheckResponse, Excerpt, Location};

/// A part of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineExcerpt<'s> {
    /// The text, without its line break.
    pub(crate) text: &'s str,
    /// The bytes of it that the place covers.
    pub(crate) covered: Range<usize>,
    /// Whether the line starts before the text does.
    pub(crate) cut_before: bool,
    /// Whether the line goes on behind the text.
    pub(crate) cut_behind: bool,
}

/// How many bytes of a long line are shown, and how many of these before the place.
const WIDTH: usize = 140;
const BEFORE: usize = 50;

/// The excerpt of `source` for the bytes of a place. A place over several lines is shown by its first one.
pub(crate) fn excerpt(source: &str, place: Range<usize>) -> LineExcerpt<'_> {
    let start = floor(source, place.start);
    // Where its line starts and ends, as far as that matters: a line that goes on for longer than is shown is cut.
    let near = start.saturating_sub(WIDTH + 1)..(start + WIDTH + 1).min(source.len());
    let (before, behind) = (source.as_bytes().get(near.start..start), source.as_bytes().get(start..near.end));
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let line_start = before.unwrap_or_default().iter().rposition(is_end).map_or(near.start, |at| near.start + at + 1);
    let line_end = behind.unwrap_or_default().iter().position(is_end).map_or(near.end, |at| start + at);
    let line_start = if line_start == 0 && source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { line_start };
    let start = start.max(line_start);
    let end = floor(source, place.end).clamp(start, line_end);
    let is_long = line_end - line_start > WIDTH;
    let from = if is_long { floor(source, start.saturating_sub(BEFORE)).max(line_start) } else { line_start };
    let to = if is_long { floor(source, line_end.min(from + WIDTH)).max(start) } else { line_end };
    LineExcerpt {
        text: source.get(from..to).unwrap_or(""),
        covered: start - from..end.min(to) - from,
        cut_before: from > line_start,
        cut_behind: to < line_end,
    }
}

/// All places that are told of in full: what is waived is not.
pub fn places(response: &CheckResponse) -> impl Iterator<Item = (&str, Location)> {
    let notices = response.notices.iter().filter_map(|notice| Some((notice.file.as_str(), notice.span?)));
    let found = response.findings.iter().flat_map(|finding| {
        let related = finding.related.iter().map(|related| (related.file.as_str(), related.span));
        std::iter::once((finding.file.as_str(), finding.span)).chain(related)
    });
    let unknown = response.unknown_values.iter().map(|value| (response.file.as_str(), value.span));
    notices.chain(found).chain(unknown)
}

/// The excerpts of all places that are told of in full, each once: what is waived is not. `source_of` gives the text of a file.
#[must_use]
pub fn excerpts<'s>(response: &CheckResponse, source_of: impl Fn(&str) -> Option<&'s str>) -> Vec<Excerpt> {
    let mut told = Set::new();
    let mut excerpts = Vec::new();
    for (file, span) in places(response) {
        let Some(source) = source_of(file) else { continue };
        if !told.insert((file, span.start_byte, span.end_byte)) {
            continue;
        }
        let LineExcerpt { text, covered, cut_before, cut_behind } =
            excerpt(source, span.start_byte as usize..span.end_byte as usize);
        let [covered_from, covered_to] =
            [covered.start, covered.end].map(|offset| u32::try_from(offset).unwrap_or(u32::MAX));
        excerpts.push(Excerpt {
            file: file.to_owned(),
            start_byte: span.start_byte,
            end_byte: span.end_byte,
            text: text.to_owned(),
            covered_from,
            covered_to,
            cut_before,
            cut_behind,
        });
    }
    excerpts
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
        let excerpt = excerpt(source, start..end);
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
