//! One replacement in a text, and putting replacements into bytes. Knows no language.

use tablewarden_source::Span;

/// Other text in the place of what a span covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes; empty where something is inserted.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

impl Edit {
    /// Puts `text` before the byte at `offset`.
    #[must_use]
    pub fn insert(offset: usize, text: String) -> Self {
        Self::replace(offset, offset, text)
    }

    /// Puts `text` in the place of the bytes from `start` to `end`.
    #[must_use]
    pub fn replace(start: usize, end: usize, text: String) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { span: Span::new(offset(start), offset(end)), text }
    }
}

/// Puts edits into the order of the text; those at one place stay in theirs.
pub(crate) fn sort_edits(edits: &mut [Edit]) {
    tablewarden_order::sort_by_key(edits, |edit| edit.span);
}

/// The bytes with the edits in them, which are in the order of the text; none where one overlaps another or lies outside.
#[must_use]
pub fn applied(bytes: &[u8], edits: &[Edit]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut done = 0;
    for Edit { span, text } in edits {
        out.extend_from_slice(bytes.get(done..span.start as usize)?);
        out.extend_from_slice(text.as_bytes());
        done = span.end as usize;
        if span.end < span.start {
            return None;
        }
    }
    out.extend_from_slice(bytes.get(done..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_edit_covers_stays() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.to_owned() };
        let put = |edits: &[Edit]| applied(b"abc\xff", edits);
        assert_eq!(put(&[]), Some(b"abc\xff".to_vec()));
        assert_eq!(put(&[edit(0, 0, "x"), edit(1, 2, "yz"), edit(4, 4, "!")]), Some(b"xayzc\xff!".to_vec()));
        for wrong in [&[edit(2, 3, ""), edit(1, 2, "")][..], &[edit(4, 5, "")], &[edit(2, 1, "")]] {
            assert_eq!(put(wrong), None, "{wrong:?}");
        }
    }
}
