//! The syntax tree of a rule file: what was written and where. Owns its text, so it outlives the file. Never says what a
//! rule means.
//!
//! Every list is in source order. Spans are byte ranges of the rule file, and a node's span covers all of its text.

pub(crate) mod query;
pub(crate) mod value;

use serde::Serialize;
use tablewarden_source::Span;

use crate::ast::query::Query;
use crate::ast::value::{Operand, Text};

/// A whole rule file.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleFile {
    /// Whether the text began with a byte order mark. cfn-guard refuses such a file.
    pub byte_order_mark: bool,
    /// `let` at file level. Of two with one name the last counts.
    pub assignments: Vec<Assignment>,
    /// Plain and parameterized rules. Names may repeat, and the two kinds do not share their names.
    pub rules: Vec<Rule>,
    /// What stands outside every rule: the lines of the rule `default`. Empty: there is no such rule.
    pub defaults: Vec<Line>,
    /// The whole text.
    pub span: Span,
}

impl RuleFile {
    /// Whether there is neither a rule nor a line: a blank file, or one of comments or assignments only.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.defaults.is_empty()
    }

    /// The rules that are evaluated by themselves: those without parameters.
    pub fn plain_rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| rule.parameters.is_empty())
    }

    /// The rules that are evaluated where they are called.
    pub fn parameterized_rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| !rule.parameters.is_empty())
    }
}

/// `let name = value`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    /// The name, without `%`.
    pub name: Text,
    /// What it stands for.
    pub value: Operand,
    /// From `let` to the end of the value.
    pub span: Span,
}

/// `rule name when … { … }` or `rule name(a, b) { … }`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// The rule's name.
    pub name: Text,
    /// The parameters, without `%`; empty for a plain rule. A name that is there twice counts once.
    pub parameters: Vec<Text>,
    /// The conditions after `when`, all to hold; empty where there is no `when`.
    pub conditions: Vec<Line>,
    /// What is between the braces.
    pub body: Block,
    /// The word of a comment `# severity: word` on the line directly above.
    pub severity: Option<Text>,
    /// From `rule` to the closing brace.
    pub span: Span,
}

/// What is between braces: assignments and lines, which may be mixed in the text.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// The block's own variables. Of two with one name the last counts.
    pub assignments: Vec<Assignment>,
    /// The lines, all to hold. Empty if there are only assignments.
    pub lines: Vec<Line>,
    /// The braces and what is between them; without braces (a type block of one clause) the clause.
    pub span: Span,
}

/// Items joined by `or`; one of them is to hold. Not always one line of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// At least one.
    pub items: Vec<Item>,
    /// From the first item to the last.
    pub span: Span,
}

/// One item of a line. Which of them may stand where is the parser's matter:
/// conditions hold `Clause`, `Call` and `Ref`; a rule's body all of them; a when block directly in a rule or a file all
/// but `Type`; every other block and filter all but `Type` and `Ref`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Item {
    /// `when … { … }`
    When(Box<WhenBlock>),
    /// `A::B::C { … }`
    Type(Box<TypeBlock>),
    /// `query { … }`
    Block(Box<BlockClause>),
    /// `query == value`, `query exists`
    Clause(Box<AccessClause>),
    /// `name(argument)`
    Call(Box<RuleCall>),
    /// `name`
    Ref(Box<RuleRef>),
}

impl Item {
    /// The item's text.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::When(item) => item.span,
            Self::Type(item) => item.span,
            Self::Block(item) => item.span,
            Self::Clause(item) => item.span,
            Self::Call(item) => item.span,
            Self::Ref(item) => item.span,
        }
    }
}

/// `when conditions { … }` as an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhenBlock {
    /// At least one.
    pub conditions: Vec<Line>,
    /// What is to hold then.
    pub block: Block,
    /// From `when` to the closing brace.
    pub span: Span,
}

/// `Type { … }`, `Type when … { … }` or `Type clause`: for each resource of the type.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeBlock {
    /// The type, `A::B::C` or `A::B`. Its span, not its text, takes in `::MODULE` if that was written.
    pub type_name: Text,
    /// The conditions after `when`; empty where there is no `when`.
    pub conditions: Vec<Line>,
    /// What is to hold for each resource. Written without braces it is one line of one item, and no assignment.
    pub block: Block,
    /// From the type to the end of the block.
    pub span: Span,
}

/// `query { … }`: for each value of the query.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockClause {
    /// What the block is evaluated on.
    pub query: Query,
    /// Whether `not empty` or `!empty` stood before the brace: no value is then a failure.
    pub not_empty: bool,
    /// What is to hold for each value.
    pub block: Block,
    /// From the query to the closing brace.
    pub span: Span,
}

/// `[not] query operator [right] [<<message>>]`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessClause {
    /// Whether `not` or `!` stood before the query.
    pub not: bool,
    /// The left side.
    pub query: Query,
    /// The operator, without its own negation.
    pub operator: Operator,
    /// Whether the operator is negated: `!=`, `not in`, `!exists` and so on.
    pub operator_not: bool,
    /// The operator with its negation.
    pub operator_span: Span,
    /// The right side; there for every operator that has one ([`Operator::is_binary`]), and only for those.
    pub right: Option<Operand>,
    /// What to say when the clause fails.
    pub message: Option<Message>,
    /// From `not` or the query to the end of the right side or message.
    pub span: Span,
}

/// `[not] rule_name(argument, …) [<<message>>]`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleCall {
    /// Whether `not` or `!` stood before the name.
    pub not: bool,
    /// The parameterized rule.
    pub name: Text,
    /// May be empty; whether their number fits is known only with the rule.
    pub arguments: Vec<Operand>,
    /// What to say when the rule fails.
    pub message: Option<Message>,
    /// From `not` or the name to the closing parenthesis or the end of the message.
    pub span: Span,
}

/// `[not] rule_name [<<message>>]`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleRef {
    /// Whether `not` or `!` stood before the name.
    pub not: bool,
    /// The plain rule.
    pub name: Text,
    /// What to say when the rule fails.
    pub message: Option<Message>,
    /// From `not` or the name to the end of the name or message.
    pub span: Span,
}

/// `<<text>>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// What is between the marks, blanks and newlines as written.
    pub text: Box<str>,
    /// With the marks.
    pub span: Span,
}

/// What a clause asks of its query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Operator {
    /// `==`; negated `!=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `in`
    In,
    /// `exists`
    Exists,
    /// `empty`
    Empty,
    /// `is_string`
    IsString,
    /// `is_list`
    IsList,
    /// `is_struct`
    IsStruct,
    /// `is_bool`
    IsBool,
    /// `is_int`
    IsInt,
    /// `is_float`
    IsFloat,
    /// `is_null`
    IsNull,
}

impl Operator {
    /// Whether there is a right side.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Equal | Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual | Self::In)
    }

    /// The canonical spelling, without negation.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::In => "in",
            Self::Exists => "exists",
            Self::Empty => "empty",
            Self::IsString => "is_string",
            Self::IsList => "is_list",
            Self::IsStruct => "is_struct",
            Self::IsBool => "is_bool",
            Self::IsInt => "is_int",
            Self::IsFloat => "is_float",
            Self::IsNull => "is_null",
        }
    }
}
