//! Guard rule text in, a syntax tree with spans out. Never evaluates a rule.

mod advice;
mod ast;
mod error;
mod header;
mod message;
mod parse;
mod print;

pub use advice::{Advice, advice};
pub use ast::query::{Filter, KeysFilter, KeysOperator, Part, PartKind, Query};
pub use ast::value::{Entry, Function, FunctionCall, Operand, Range, Text, Value, ValueKind};
pub use ast::{
    AccessClause, Assignment, Block, BlockClause, Item, Line, Message, Operator, Rule, RuleCall, RuleFile, RuleRef,
    TypeBlock, WhenBlock,
};
pub use error::{Dialect, ParseError};
pub use header::{Header, header};
pub use message::{Piece, pieces, placeholders};
pub use parse::{Parsed, parse};
pub use print::format;
