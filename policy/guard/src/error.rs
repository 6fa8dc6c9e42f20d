//! What is wrong with a rule file: what was expected, what stood there, and where. Never refers to a position in words
//! where the span says it.

use tablewarden_source::Span;

/// A place where the text is not Guard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// One sentence: what was expected and what was found.
    pub message: String,
    /// The text that does not fit; empty at the end of the file.
    pub span: Span,
    /// What could have stood there.
    pub expected: &'static str,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// Which cfn-guard a rule file is read and evaluated like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// cfn-guard 3.2.0. To the parser: keywords and numbers may run into a name, so that `trueFlag` is `true` and a name
    /// `Flag`; there is no `TRUE`, `FALSE`, `Null`, `-1.5` or `1e5`.
    V3_2_0,
    /// cfn-guard 3.2.1.
    #[default]
    V3_2_1,
}
