//! Bytes into text, without losing an offset: a byte that is no UTF-8 becomes one `_`, and is said.

use std::borrow::Cow;

use crate::place::Span;
use crate::problem::{Gravity, Problem};

/// What a file's bytes turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 by its byte order mark: nothing of it is read.
    Utf16,
}

/// The text of one file. Offsets into it are offsets into the file's bytes.
#[derive(Debug, Clone)]
pub struct SourceText<'a> {
    /// The text, its byte order mark included.
    pub text: Cow<'a, str>,
    /// What the bytes were.
    pub encoding: Encoding,
    /// What could not be read of them.
    pub problems: Vec<Problem>,
}

/// How many bad places are listed before the rest is only counted.
const MOST_PROBLEMS: usize = 8;

impl<'a> SourceText<'a> {
    /// Takes the bytes as they are where they are UTF-8; copies them only where they are not.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
            let message = "The file is UTF-16. Save it as UTF-8.".to_owned();
            let problems = vec![Problem { gravity: Gravity::Fatal, message, span: Span::at(0) }];
            return Self { text: Cow::Borrowed(""), encoding: Encoding::Utf16, problems };
        }
        match str::from_utf8(bytes) {
            Ok(text) => Self { text: Cow::Borrowed(text), encoding: Encoding::Utf8, problems: Vec::new() },
            Err(_) => Self::repaired(bytes),
        }
    }

    fn repaired(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len());
        let mut problems = Vec::new();
        let mut bad = 0_usize;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            let invalid = chunk.invalid();
            if invalid.is_empty() {
                continue;
            }
            let start = offset(text.len());
            text.extend(invalid.iter().map(|_| '_'));
            bad += 1;
            if bad <= MOST_PROBLEMS {
                let message = format!("Byte 0x{:02x} is not UTF-8. Save the file as UTF-8.", invalid[0]);
                problems.push(Problem {
                    gravity: Gravity::Incomplete,
                    message,
                    span: Span::new(start, offset(text.len())),
                });
            }
        }
        if bad > MOST_PROBLEMS {
            let message = format!("Another {} places are not UTF-8.", bad - MOST_PROBLEMS);
            problems.push(Problem { gravity: Gravity::Incomplete, message, span: Span::at(0) });
        }
        Self { text: Cow::Owned(text), encoding: Encoding::Utf8, problems }
    }
}

fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_bytes_are_not_copied() {
        let source = SourceText::new("a: é".as_bytes());
        assert!(matches!(source.text, Cow::Borrowed("a: é")));
        assert_eq!(source.problems, []);
    }

    #[test]
    fn a_bad_byte_keeps_every_later_offset() {
        let source = SourceText::new(b"a: \xff\xfeb\nc: d");
        assert_eq!(source.text, "a: __b\nc: d");
        let spans: Vec<_> = source.problems.iter().map(|problem| (problem.span.start, problem.span.end)).collect();
        assert_eq!(spans, [(3, 4), (4, 5)]);
    }

    #[test]
    fn many_bad_bytes_are_counted() {
        let source = SourceText::new(&[0x80; 100]);
        assert_eq!(source.problems.len(), MOST_PROBLEMS + 1);
        assert_eq!(source.problems[MOST_PROBLEMS].message, "Another 92 places are not UTF-8.");
    }

    #[test]
    fn utf_16_is_said_and_not_read() {
        let source = SourceText::new(b"\xff\xfea\0");
        assert_eq!(source.encoding, Encoding::Utf16);
        assert_eq!(source.problems[0].gravity, Gravity::Fatal);
    }
}
