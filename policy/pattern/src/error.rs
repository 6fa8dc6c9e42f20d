//! Why a pattern was refused: one message and the bytes of the pattern it is about. Never made while matching.

use std::fmt;

/// A pattern that is not understood, or that could not be matched in linear time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// One lower-case line: what is there, and what to do.
    pub message: String,
    /// Offset in the pattern of the first byte the message is about.
    pub start: usize,
    /// Offset one past the last such byte.
    pub end: usize,
}

impl PatternError {
    pub(crate) fn new(start: usize, end: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), start, end: end.max(start) }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (bytes {} to {} of the pattern)", self.message, self.start, self.end)
    }
}

impl std::error::Error for PatternError {}
