//! How a text is laid out around a place: where its line starts, how it is indented, how its lines end. Changes nothing.

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The end of the first line; LF where there is one line.
pub(crate) fn line_end(text: &str) -> &'static str {
    match text.find(['\n', '\r']).and_then(|at| text.get(at..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Where the line of `offset` starts, behind a byte order mark.
pub(crate) fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or("");
    let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len().min(offset) } else { 0 };
    before.rfind(['\n', '\r']).map_or(mark, |at| at + 1)
}

/// The text between the start of the line and `offset`.
pub(crate) fn before_on_line(text: &str, offset: usize) -> &str {
    text.get(line_start(text, offset)..offset).unwrap_or("")
}

/// The blanks that the line of `offset` begins with.
pub(crate) fn indentation(text: &str, offset: usize) -> &str {
    let line = text.get(line_start(text, offset)..).unwrap_or("");
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or("")
}

/// The offset of the first character from `offset` on that is no blank, no line end, and in no comment.
pub(crate) fn first_content(text: &str, mut offset: usize) -> usize {
    loop {
        let rest = text.get(offset..).unwrap_or("");
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        offset += rest.len() - trimmed.len();
        if !trimmed.starts_with('#') {
            return offset;
        }
        offset += trimmed.find(['\n', '\r']).unwrap_or(trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_whatever_ends_them() {
        assert_eq!(
            [line_end("a\r\nb\n"), line_end("a\nb\r\n"), line_end("a\rb"), line_end("a")],
            ["\r\n", "\n", "\r", "\n"]
        );
        assert_eq!([line_start("ab\r\ncd", 5), line_start("a\rb", 2), line_start("ab", 1)], [4, 2, 0]);
        assert_eq!(line_start("\u{feff}ab", 4), 3);
        assert_eq!(indentation("a:\n \tb: 1", 5), " \t");
        assert_eq!(before_on_line("a:\n  - b", 7), "  - ");
        assert_eq!(first_content("{ # a {\n\r\n  # b\n  c", 1), 18);
        assert_eq!(first_content("{ # a", 1), 5);
    }
}
