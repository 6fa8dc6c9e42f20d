//! How a text is laid out around a place: where its line starts, how it is indented, how its lines end. Changes nothing.

use std::ops::Deref;

/// A text, and where its lines end: what is asked of a place on a line of megabytes takes no longer than on a short one.
#[derive(Debug)]
pub(crate) struct Laid<'t> {
    pub(crate) text: &'t str,
    /// The offset of each LF and each CR.
    ends: Vec<u32>,
}

impl<'t> Laid<'t> {
    /// Goes over the text once.
    pub(crate) fn new(text: &'t str) -> Self {
        let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
        Self { text, ends: ends.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect() }
    }

    /// How many lines end before `offset`.
    fn ended(&self, offset: usize) -> usize {
        self.ends.partition_point(|end| (*end as usize) < offset)
    }
}

impl Deref for Laid<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The end of the first line; LF where there is one line.
pub(crate) fn line_end(text: &Laid<'_>) -> &'static str {
    match text.ends.first().and_then(|at| text.get(*at as usize..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Where the line of `offset` starts, behind a byte order mark.
pub(crate) fn line_start(text: &Laid<'_>, offset: usize) -> usize {
    let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len().min(offset) } else { 0 };
    let end = text.ended(offset).checked_sub(1).and_then(|last| text.ends.get(last));
    end.map_or(mark, |end| *end as usize + 1)
}

/// The text between the start of the line and `offset`.
pub(crate) fn before_on_line<'t>(text: &Laid<'t>, offset: usize) -> &'t str {
    text.text.get(line_start(text, offset)..offset).unwrap_or("")
}

/// The blanks that the line of `offset` begins with.
pub(crate) fn indentation<'t>(text: &Laid<'t>, offset: usize) -> &'t str {
    let line = text.text.get(line_start(text, offset)..).unwrap_or("");
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or("")
}

/// How many characters stand before `offset` on its line.
pub(crate) fn column(text: &Laid<'_>, offset: usize) -> usize {
    before_on_line(text, offset).chars().count()
}

/// Whether only blanks stand before `offset` on its line.
pub(crate) fn is_alone(text: &Laid<'_>, offset: usize) -> bool {
    is_blank(before_on_line(text, offset))
}

pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// Where the line of `offset` ends, before its line end.
pub(crate) fn end_of_line(text: &Laid<'_>, offset: usize) -> usize {
    text.ends.get(text.ended(offset)).map_or_else(|| text.len().max(offset), |end| *end as usize)
}

/// Where the line behind the line end at `offset` starts; `offset` where there is none.
pub(crate) fn behind_line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or("");
    let length = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    offset + length
}

/// Where the line end before the line that starts at `start` begins; `start` on the first line.
pub(crate) fn before_line_end(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or("");
    let length = if before.ends_with("\r\n") { 2 } else { usize::from(before.ends_with(['\n', '\r'])) };
    start - length
}

/// The offset of the first character from `offset` on that is no blank, no line end, and in no comment. JSON has comments of its
/// own where it has any.
pub(crate) fn first_content(text: &str, mut offset: usize, is_json: bool) -> usize {
    loop {
        let rest = text.get(offset..).unwrap_or("");
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        offset += rest.len() - trimmed.len();
        let length = if is_json && trimmed.starts_with("/*") {
            trimmed.find("*/").map(|at| at + 2)
        } else if trimmed.starts_with('#') || (is_json && trimmed.starts_with("//")) {
            trimmed.find(['\n', '\r'])
        } else {
            return offset;
        };
        offset += length.unwrap_or(trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_whatever_ends_them() {
        let laid = Laid::new;
        assert_eq!(
            [line_end(&laid("a\r\nb\n")), line_end(&laid("a\nb\r\n")), line_end(&laid("a\rb")), line_end(&laid("a"))],
            ["\r\n", "\n", "\r", "\n"]
        );
        assert_eq!(
            [line_start(&laid("ab\r\ncd"), 5), line_start(&laid("a\rb"), 2), line_start(&laid("ab"), 1)],
            [4, 2, 0]
        );
        assert_eq!(line_start(&laid("\u{feff}ab"), 4), 3);
        assert_eq!(indentation(&laid("a:\n \tb: 1"), 5), " \t");
        assert_eq!(before_on_line(&laid("a:\n  - b"), 7), "  - ");
        assert_eq!(first_content("{ # a {\n\r\n  # b\n  c", 1, false), 18);
        assert_eq!(first_content("{ # a", 1, false), 5);
        assert_eq!(first_content("/* a\n*/ // b\n1", 0, true), 13);
        assert_eq!(
            (end_of_line(&laid("a b\r\nc"), 1), behind_line_end("a b\r\nc", 3), before_line_end("a b\r\nc", 5)),
            (3, 5, 3)
        );
        assert_eq!((end_of_line(&laid("a"), 0), behind_line_end("a", 1), before_line_end("a", 0)), (1, 1, 0));
    }

    #[test]
    fn lines_found_by_halving_are_those_found_by_looking() {
        for text in ["", "a", "\n", "\r\n", "a\nb\r\n\r\nc\rd", "\n\n a: {b: 1}\r"] {
            let laid = Laid::new(text);
            for offset in 0..=text.len() {
                let start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
                let end = text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at);
                assert_eq!((line_start(&laid, offset), end_of_line(&laid, offset)), (start, end), "{text:?} {offset}");
            }
        }
    }
}
