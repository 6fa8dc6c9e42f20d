//! What is compiled: a rule file and how it is meant; and what can be wrong in it.

use tablewarden_guard::{Dialect, RuleFile, ValueKind};
use tablewarden_source::Span;

/// A rule file to be compiled.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'s> {
    /// Its text, which the spans of `rules` point into.
    pub text: &'s str,
    /// Its syntax tree.
    pub rules: &'s RuleFile,
    /// Values in place of those that `let` gives at file level, by name.
    pub parameters: &'s [(String, ValueKind)],
}

/// How rule files are compiled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whose verdicts the rules give.
    pub dialect: Dialect,
}

/// Something in a rule file that keeps a rule, or the whole file, from being evaluated as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadProblem {
    /// Index of the file.
    pub file: usize,
    /// Where.
    pub span: Span,
    /// One line, lower case: what is there, and what to do.
    pub message: String,
}
