//! What kept a text from being read whole, and how much of it is lost.

use crate::place::Span;

/// Something that kept a text from being read whole: what, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much of the text is lost by it.
    pub gravity: Gravity,
    /// One line, lower case, that says what is there and what to do.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// What a [`Problem`] means for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// Everything was read; someone should know all the same.
    Notice,
    /// A part was not read, the rest was.
    Incomplete,
    /// Nothing could be read.
    Fatal,
}
