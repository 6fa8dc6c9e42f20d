//! The queries of the syntax tree: paths into a document with filters and captures, as written. Never looks anything up.

use serde::Serialize;
use tablewarden_source::Span;

use crate::ast::Line;
use crate::ast::value::{Operand, Text};

/// `[some] first part part …`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Query {
    /// Whether `some` was written: one value that fits is enough.
    pub some: bool,
    /// At least one. The first is `This`, `Variable` or `Key`; none of the others is `This` or `Variable`.
    ///
    /// As written: cfn-guard puts an `AllIndices` after a first `Variable` that has further parts, unless one stands
    /// there already; here that is left to the one who evaluates.
    pub parts: Vec<Part>,
    /// From `some` or the first part to the last.
    pub span: Span,
}

impl Query {
    /// The variable's name, if the query is a variable and nothing more.
    #[must_use]
    pub fn lone_variable(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [Part { kind: PartKind::Variable(name), .. }] => Some(name),
            _ => None,
        }
    }
}

/// One step of a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// The step.
    pub kind: PartKind,
    /// Its text, with the dot or brackets but without blanks before them.
    pub span: Span,
}

/// The steps that there are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PartKind {
    /// `this`, only as the first part.
    This,
    /// `%name` as the first part; the name without `%`. `"%name"` in quotes is the same.
    Variable(Box<str>),
    /// A property by name: `Name`, `.Name`, `."Name"`, `['Name']`.
    Key(Box<str>),
    /// `.%name`, `['%name']`: the properties that the variable names; without `%`.
    Interpolated(Box<str>),
    /// `.0`, `[0]`, `[-1]`.
    Index(i64),
    /// `.*`; with a capture `[ name ]`, that is with a blank before the name.
    AllValues(Option<Text>),
    /// `[*]`; with a capture `[name]`, that is without a blank before the name.
    AllIndices(Option<Text>),
    /// `[ clauses ]`, `[ name | clauses ]`.
    Filter(Box<Filter>),
    /// `[ keys == … ]`, `[ name | keys in … ]`.
    Keys(Box<KeysFilter>),
}

/// `[ capture | lines ]`: the values for which all lines hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filter {
    /// The variable that the keys are put into.
    pub capture: Option<Text>,
    /// At least one.
    pub lines: Vec<Line>,
}

/// `[ capture | keys operator right ]`: the values whose key fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeysFilter {
    /// The variable that the keys are put into.
    pub capture: Option<Text>,
    /// The operator, without its own negation.
    pub operator: KeysOperator,
    /// Whether the operator is negated: `!=`, `not in`.
    pub operator_not: bool,
    /// The operator with its negation.
    pub operator_span: Span,
    /// What the keys are compared with: a value or a query, never a function call.
    pub right: Operand,
}

/// What a [`KeysFilter`] asks of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum KeysOperator {
    /// `==`; negated `!=`
    Equal,
    /// `in`
    In,
}
