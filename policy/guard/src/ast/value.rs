//! The right sides of the syntax tree: literals, function calls, and the text pieces with their spans. Never computes
//! one and never compiles a regular expression.

use serde::Serialize;
use tablewarden_source::Span;

use crate::ast::query::Query;

/// A piece of text with its place: a name, a key, a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Text {
    /// The text, without quotes and with escapes undone.
    pub text: Box<str>,
    /// Where it was written, with its quotes if it has some.
    pub span: Span,
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// What can stand on a right side, after `let name =`, and as an argument.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Operand {
    /// A literal.
    Value(Value),
    /// A query.
    Query(Query),
    /// A function call.
    Call(FunctionCall),
}

impl Operand {
    /// The operand's text.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Value(value) => value.span,
            Self::Query(query) => query.span,
            Self::Call(call) => call.span,
        }
    }
}

/// `name(argument, …)` with as many arguments as the function takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FunctionCall {
    /// The function.
    pub function: Function,
    /// As many as [`Function::arity`] says.
    pub arguments: Vec<Operand>,
    /// From the name to the closing parenthesis.
    pub span: Span,
}

/// The functions that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Function {
    /// `count(query)`
    Count,
    /// `join(query, separator)`
    Join,
    /// `json_parse(text)`
    JsonParse,
    /// `now()`
    Now,
    /// `parse_boolean(text)`
    ParseBoolean,
    /// `parse_char(text)`
    ParseChar,
    /// `parse_epoch(text)`
    ParseEpoch,
    /// `parse_float(text)`
    ParseFloat,
    /// `parse_int(text)`
    ParseInt,
    /// `parse_string(value)`
    ParseString,
    /// `regex_replace(text, expression, replacement)`
    RegexReplace,
    /// `substring(text, from, to)`
    Substring,
    /// `to_lower(text)`
    ToLower,
    /// `to_upper(text)`
    ToUpper,
    /// `url_decode(text)`
    UrlDecode,
}

impl Function {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 15] = [
        Self::Count,
        Self::Join,
        Self::JsonParse,
        Self::Now,
        Self::ParseBoolean,
        Self::ParseChar,
        Self::ParseEpoch,
        Self::ParseFloat,
        Self::ParseInt,
        Self::ParseString,
        Self::RegexReplace,
        Self::Substring,
        Self::ToLower,
        Self::ToUpper,
        Self::UrlDecode,
    ];

    /// The function of that name; names are exact, in lower case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }

    /// The name as it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Join => "join",
            Self::JsonParse => "json_parse",
            Self::Now => "now",
            Self::ParseBoolean => "parse_boolean",
            Self::ParseChar => "parse_char",
            Self::ParseEpoch => "parse_epoch",
            Self::ParseFloat => "parse_float",
            Self::ParseInt => "parse_int",
            Self::ParseString => "parse_string",
            Self::RegexReplace => "regex_replace",
            Self::Substring => "substring",
            Self::ToLower => "to_lower",
            Self::ToUpper => "to_upper",
            Self::UrlDecode => "url_decode",
        }
    }

    /// How many arguments it takes.
    #[must_use]
    pub const fn arity(self) -> usize {
        match self {
            Self::Now => 0,
            Self::Join => 2,
            Self::RegexReplace | Self::Substring => 3,
            _ => 1,
        }
    }
}

/// A literal.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Its text, with quotes, slashes or brackets.
    pub span: Span,
}

/// The literals that there are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ValueKind {
    /// `null`
    Null,
    /// `"text"`, `'text'`; escapes undone
    String(Box<str>),
    /// `5`
    Int(i64),
    /// `5.0`; infinite if the number is too large
    Float(f64),
    /// `true`
    Bool(bool),
    /// `/expression/`; `\/` undone, otherwise as written, and not compiled
    Regex(Box<str>),
    /// `r[1, 5)`
    IntRange(Range<i64>),
    /// `r[1.0, 5.0)`
    FloatRange(Range<f64>),
    /// `r[a, f]`
    CharRange(Range<char>),
    /// `[1, 2]`
    List(Vec<Value>),
    /// `{ key: 1 }`; a key that is there twice keeps its first place and its last value
    Map(Vec<Entry>),
}

/// `r[lower, upper]`; a parenthesis leaves its end out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Range<T> {
    /// The lower end.
    pub lower: T,
    /// The upper end; may lie under the lower one, and then nothing is inside.
    pub upper: T,
    /// Whether the lower end is inside.
    pub lower_inclusive: bool,
    /// Whether the upper end is inside.
    pub upper_inclusive: bool,
}

/// One `key: value` of a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The key.
    pub key: Text,
    /// The value.
    pub value: Value,
}
