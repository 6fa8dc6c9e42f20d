//! What rules are made of: lines, their items, queries and their parts. Each names what it holds by rows of the plan's tables.
//! Filters hold lines and lines hold queries, so they stand in one file. Says nothing of what they mean.

use std::num::NonZeroU32;

use tablewarden_guard::{Function, KeysOperator, Operator};
use tablewarden_source::Span;

use crate::plan::key::Key;
use crate::plan::literal::Literal;
use crate::plan::table::{Row, Rows};
use crate::plan::text::Text;

/// A variable's name, by its position in the file's list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(pub(crate) u32);

impl Name {
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A variable and its value. Those of a scope follow each other, sorted by name; each name is there once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Let {
    pub(crate) name: Name,
    pub(crate) value: Operand,
}

/// Variables and lines, all of which are to hold.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Block {
    pub(crate) lets: Rows<Let>,
    pub(crate) lines: Rows<Line>,
}

/// Items, one of which is to hold; at least one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) items: Rows<Item>,
}

/// One item of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item {
    When(When),
    Type(TypeBlock),
    Block(BlockClause),
    Clause(Clause),
    Call(Call),
    Ref(Ref),
}

impl Item {
    /// Its text in the rule file.
    pub(crate) fn span(&self) -> Span {
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

#[derive(Debug, Clone, Copy)]
pub(crate) struct When {
    pub(crate) conditions: Rows<Line>,
    pub(crate) block: Block,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct TypeBlock {
    /// `Resources.*[ Type == '…' ]`
    pub(crate) query: Row<Query>,
    pub(crate) conditions: Rows<Line>,
    pub(crate) block: Block,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct BlockClause {
    pub(crate) query: Row<Query>,
    pub(crate) not_empty: bool,
    pub(crate) block: Block,
    pub(crate) span: Span,
    /// How far behind the start of the span the query ends in the text.
    pub(crate) query_length: u32,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Clause {
    pub(crate) query: Row<Query>,
    pub(crate) right: Option<Operand>,
    pub(crate) message: Option<Message>,
    pub(crate) span: Span,
    pub(crate) operator: Operator,
    pub(crate) operator_not: bool,
    pub(crate) not: bool,
    /// Whether the left is keys alone, and the right a literal or nothing.
    pub(crate) is_simple: bool,
}

impl Clause {
    /// Where its message stands in the rule file.
    pub(crate) fn message(&self) -> Option<Span> {
        self.message.map(|message| message.within(self.span))
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    pub(crate) not: bool,
    /// Position among the file's callable rules.
    pub(crate) rule: u32,
    pub(crate) arguments: Rows<Operand>,
    pub(crate) message: Option<Message>,
    pub(crate) span: Span,
}

impl Call {
    /// Where its message stands in the rule file.
    pub(crate) fn message(&self) -> Option<Span> {
        self.message.map(|message| message.within(self.span))
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Ref {
    pub(crate) not: bool,
    /// Positions of the file's rules of that name, in order.
    pub(crate) rules: Rows<u32>,
    pub(crate) message: Option<Message>,
    pub(crate) span: Span,
}

impl Ref {
    /// Where its message stands in the rule file.
    pub(crate) fn message(&self) -> Option<Span> {
        self.message.map(|message| message.within(self.span))
    }
}

/// A message `<<…>>` at the end of an item: how far behind the item's start its text begins. The text ends with the item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Message(NonZeroU32);

/// The length of the marks before and behind a message.
const MARKS: u32 = 2;

impl Message {
    /// The message with its marks at `whole`, in an item that begins at `start`.
    pub(crate) fn new(start: u32, whole: Span) -> Option<Self> {
        NonZeroU32::new((whole.start + MARKS).saturating_sub(start)).map(Self)
    }

    /// Where its text stands in the rule file, given the item's span.
    pub(crate) fn within(self, item: Span) -> Span {
        Span::new(item.start + self.0.get(), item.end.saturating_sub(MARKS))
    }
}

/// A right side, the value of a variable, or an argument.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Operand {
    Literal(Row<Literal>),
    Query(Row<Query>),
    Call(Row<FunctionCall>),
    /// What could not be compiled; whoever asks for it gets this error.
    Broken(Text),
}

#[derive(Debug)]
pub(crate) struct FunctionCall {
    pub(crate) function: Function,
    pub(crate) arguments: Rows<Operand>,
}

/// A query. One that is written the same way in many places is one row, but where it names variables of its file.
#[derive(Debug)]
pub(crate) struct Query {
    /// At least one.
    pub(crate) parts: Rows<Part>,
    pub(crate) text: Text,
    pub(crate) some: bool,
    /// Whether the query is a variable and nothing more.
    pub(crate) is_lone_variable: bool,
    /// Whether the last part is a filter.
    pub(crate) ends_in_filter: bool,
}

/// One step of a query.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part {
    /// The value that the query starts at; only as the first part.
    This,
    /// A variable's values; only as the first part. The next part is asked of each of them.
    Variable(Name),
    Key(Row<Key>),
    /// The keys that a variable's values name.
    Names(Name),
    Index(i64),
    AllValues(Option<Name>),
    AllIndices(Option<Name>),
    Filter(Row<Filter>),
    Keys(Row<KeysFilter>),
}

/// `[ lines ]`
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) capture: Option<Name>,
    pub(crate) lines: Rows<Line>,
    pub(crate) after: After,
    /// The type of the resources wanted, where the filter stands in `Resources.*[ Type == '…' … ]` and an index can answer
    /// its first line.
    pub(crate) resource_type: Option<WantedType>,
}

/// The type that a filter compares `Type` with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum WantedType {
    Text(Text),
    /// A variable; only where it stands for one text of the rules can the index answer.
    Variable(Name),
}

/// What stands before a filter: that decides what it is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// A key: the values of a map.
    Key,
    /// `*`: the map itself.
    AllValues,
    /// `[*]`, or a variable: the value itself, scalars too.
    AllIndices,
    /// Something else: a map cannot be filtered there.
    Other,
}

/// `[ keys operator right ]`
#[derive(Debug)]
pub(crate) struct KeysFilter {
    pub(crate) operator: KeysOperator,
    pub(crate) not: bool,
    pub(crate) right: Operand,
}
