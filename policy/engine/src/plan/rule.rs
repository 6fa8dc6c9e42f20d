//! Rules and the files they stand in, as rows of the plan's tables.

use tablewarden_source::Span;

use crate::plan::line::{Block, Let, Line, Name};
use crate::plan::table::Rows;
use crate::plan::text::Text;

/// One rule file.
#[derive(Debug)]
pub(crate) struct File {
    /// All variables, parameters and captures.
    pub(crate) variables: Rows<Variable>,
    pub(crate) lets: Rows<Let>,
    /// The rules that are evaluated, the one of the bare lines first.
    pub(crate) rules: Rows<Rule>,
    /// The rules that are called.
    pub(crate) callables: Rows<Rule>,
    /// Whether the rules can be evaluated on a batch of resources at a time.
    pub(crate) can_be_batched: bool,
    /// Whether some rule refers to another one, or calls one.
    pub(crate) refers_to_rules: bool,
    /// Whether some filter captures keys.
    pub(crate) has_captures: bool,
}

/// The name of a variable.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) name: Text,
    /// Whether some filter captures keys in it.
    pub(crate) is_captured: bool,
}

/// A rule, with or without parameters.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Position of its file in the plan.
    pub(crate) file: u32,
    pub(crate) name: Text,
    pub(crate) name_span: Span,
    pub(crate) parameters: Rows<Name>,
    pub(crate) conditions: Rows<Line>,
    pub(crate) body: Block,
    /// What keeps the rule from being evaluated.
    pub(crate) broken: Option<Text>,
}
