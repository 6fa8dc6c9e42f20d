//! What stands between two nodes of a YAML text: comments, indicators, tags, anchors. Takes bytes that the parser has
//! accepted, gives where the things are that its events do not say.

use tablewarden_source::Span;

use crate::read::places::{offset, span};

/// The finds of one gap, as offsets.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    /// One past the last thing that is neither blank nor comment.
    pub(super) end: Option<usize>,
    /// The first `|` or `>` that begins a block scalar.
    pub(super) header: Option<usize>,
    /// The first `-` that begins a list's element.
    pub(super) dash: Option<usize>,
}

/// Looks through `text` from `from` to `to`, two ends of nodes. A comment may run on past `to`.
pub(super) fn scan(text: &str, from: usize, to: usize, comments: &mut Vec<Span>) -> Gap {
    let bytes = text.as_bytes();
    let mut gap = Gap::default();
    let mut at = from;
    while at < to {
        let Some(byte) = bytes.get(at).copied() else { break };
        let start = at;
        at += 1;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => continue,
            b'#' if is_blank_before(bytes, start) => {
                at = end_of_line(bytes, start);
                // A gap before a value that is not written may have been looked through already.
                if comments.last().is_none_or(|last| last.end <= offset(start)) {
                    comments.push(span(start, at));
                }
                continue;
            }
            b'|' | b'>' => {
                gap.header = gap.header.or(Some(start));
                at = end_of_word(bytes, at, to);
            }
            b'-' if is_blank(bytes.get(at)) && start.checked_sub(1).map(|before| bytes[before]) != Some(b'-') => {
                gap.dash = gap.dash.or(Some(start))
            }
            b'!' | b'&' | b'*' | b'%' => at = end_of_word(bytes, at, to),
            _ => {}
        }
        gap.end = Some(at);
    }
    gap
}

/// The comments of lines that nothing else of is read: those that have nothing before them.
pub(super) fn own_line_comments(text: &str, from: usize, to: usize, comments: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to {
        let end = end_of_line(bytes, at).min(to);
        let line = bytes.get(at..end).unwrap_or_default();
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if line.get(indent) == Some(&b'#') {
            comments.push(span(at + indent, end));
        }
        at = end + 1;
    }
}

/// The offset of the line break at or after `at`, or the end of the text.
pub(super) fn end_of_line(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
}

/// The offset of the blank at or after `at`, or `to`.
pub(super) fn end_of_word(bytes: &[u8], at: usize, to: usize) -> usize {
    let rest = bytes.get(at..to).unwrap_or_default();
    at + rest.iter().position(|byte| is_blank(Some(byte))).unwrap_or(rest.len())
}

fn is_blank(byte: Option<&u8>) -> bool {
    matches!(byte, None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}

/// A `#` begins a comment at the start of a line, of the text, or after a blank.
fn is_blank_before(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    before == b"\xef\xbb\xbf" || is_blank(before.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        scan(text, 0, text.len(), &mut spans);
        spans.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_comment_begins_after_a_blank() {
        assert_eq!(comments("# a\r\n  # b # c\n!x#y &z#w # d"), ["# a", "# b # c", "# d"]);
        assert_eq!(comments("\u{feff}# a\n"), ["# a"]);
        assert_eq!(comments(": |2+ # h\n"), ["# h"]);
    }

    #[test]
    fn indicators_are_found() {
        let gap = scan(":\n  - !Sub |-\n", 0, 13, &mut Vec::new());
        assert_eq!(gap, Gap { end: Some(13), header: Some(11), dash: Some(4) });
        assert_eq!(scan("  # only", 0, 8, &mut Vec::new()), Gap::default());
        assert_eq!(scan("---", 0, 3, &mut Vec::new()).dash, None);
    }

    #[test]
    fn lines_that_are_not_read_keep_their_own_comments() {
        let text = "x: # no\n  # yes\r\ny: \"# no\"\n# yes too";
        let mut spans = Vec::new();
        own_line_comments(text, 0, text.len(), &mut spans);
        assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["# yes", "# yes too"]);
    }
}
