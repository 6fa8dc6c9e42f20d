//! Rule files made ready to be evaluated: names are numbers, keys are spelt out, patterns are compiled. Made once by
//! [`crate::compile`], never changed by an evaluation. The types of lines and of queries contain each other, as filters
//! hold lines and lines hold queries, so they stand in one file.

pub(crate) mod key;
pub(crate) mod literal;
pub(crate) mod walk;

use std::sync::Arc;

use tablewarden_guard::{Dialect, Function, KeysOperator, Operator};
use tablewarden_source::Span;

use crate::plan::key::Key;
use crate::plan::literal::Literal;
use crate::plan::walk::{Member, Walk};

/// Rule files, ready to be evaluated on documents.
#[derive(Debug)]
pub struct Plan {
    pub(crate) dialect: Dialect,
    pub(crate) files: Vec<File>,
    /// What rules have in common, walked once for all of them.
    pub(crate) walk: Walk,
    /// For each rule whether it is one of them; false behind the end.
    pub(crate) is_joined: Vec<bool>,
    /// How many different keys the queries have.
    pub(crate) keys: usize,
}

impl Plan {
    /// How many blocks of the rules are over the same query as another one, and gone along with it.
    #[must_use]
    pub fn walked_together(&self) -> usize {
        self.walk.inner.iter().map(Walk::together).sum()
    }

    /// The same plan with each rule evaluated for itself, for comparisons: statuses and failures are the same.
    #[must_use]
    pub fn rule_by_rule(self) -> Self {
        Self { walk: Walk::default(), is_joined: Vec::new(), ..self }
    }
}

/// A variable's name, by its position in the file's list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(pub(crate) u32);

impl Name {
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One rule file.
#[derive(Debug)]
pub(crate) struct File {
    /// The names of all variables, parameters and captures.
    pub(crate) names: Vec<Box<str>>,
    /// For each name whether some filter captures keys in it.
    pub(crate) captured: Vec<bool>,
    pub(crate) lets: Lets,
    /// The rules that are evaluated, the one of the bare lines first.
    pub(crate) rules: Vec<Rule>,
    /// The rules that are called.
    pub(crate) callables: Vec<Rule>,
    /// Whether the rules can be evaluated on a batch of resources at a time.
    pub(crate) can_be_batched: bool,
    /// Whether some rule refers to another one, or calls one.
    pub(crate) refers_to_rules: bool,
}

impl File {
    /// The block of a rule that is walked with others; for the body of the rule itself none.
    pub(crate) fn clause_at(&self, member: &Member) -> Option<&BlockClause> {
        let (last, outer) = member.path.split_last()?;
        let mut block = &self.rules.get(member.rule)?.body;
        for line in outer {
            block = &block.clause_at(*line)?.block;
        }
        block.clause_at(*last)
    }

    /// The lines of a block that is walked with others.
    pub(crate) fn block_at(&self, member: &Member) -> Option<&Block> {
        match member.path.is_empty() {
            true => self.rules.get(member.rule).map(|rule| &rule.body),
            false => self.clause_at(member).map(|clause| &clause.block),
        }
    }
}

/// A rule, with or without parameters.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: Box<str>,
    pub(crate) name_span: Span,
    pub(crate) parameters: Vec<Name>,
    pub(crate) conditions: Vec<Line>,
    pub(crate) body: Block,
    /// What keeps the rule from being evaluated.
    pub(crate) broken: Option<Box<str>>,
}

/// The variables of one scope.
#[derive(Debug, Default)]
pub(crate) struct Lets {
    /// By name; each name once.
    entries: Vec<(Name, Operand)>,
}

impl Lets {
    /// No variables.
    pub(crate) const fn none() -> Self {
        Self { entries: Vec::new() }
    }

    /// The variables of a scope, in the order of the text. Of two with one name a literal goes before a function, that
    /// before a query, and else the last one counts.
    pub(crate) fn new(entries: Vec<(Name, Operand)>) -> Self {
        let rank = |operand: &Operand| match operand {
            Operand::Query(_) => 0,
            Operand::Call(_) | Operand::Broken(_) => 1,
            Operand::Literal(_) => 2,
        };
        let mut entries = entries;
        tablewarden_order::sort_by_key(&mut entries, |(name, operand)| (*name, rank(operand)));
        let mut kept: Vec<(Name, Operand)> = Vec::with_capacity(entries.len());
        for (name, operand) in entries {
            match kept.last_mut() {
                Some(last) if last.0 == name => last.1 = operand,
                _ => kept.push((name, operand)),
            }
        }
        Self { entries: kept }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The values, in the order of the names.
    pub(crate) fn operands(&self) -> impl Iterator<Item = &Operand> {
        self.entries.iter().map(|(_, operand)| operand)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = Name> + '_ {
        self.entries.iter().map(|(name, _)| *name)
    }

    /// The position and the value of a variable.
    pub(crate) fn get(&self, name: Name) -> Option<(usize, &Operand)> {
        let at = self.entries.binary_search_by_key(&name, |(name, _)| *name).ok()?;
        self.entries.get(at).map(|(_, operand)| (at, operand))
    }
}

/// Variables and lines, all of which are to hold.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) lets: Lets,
    pub(crate) lines: Vec<Line>,
}

impl Block {
    /// The block that a line is, where it is nothing else.
    fn clause_at(&self, line: u32) -> Option<&BlockClause> {
        match self.lines.get(line as usize)?.items.as_slice() {
            [Item::Block(clause)] => Some(clause),
            _ => None,
        }
    }
}

/// Items, one of which is to hold.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    pub(crate) span: Span,
}

/// One item of a line.
#[derive(Debug)]
pub(crate) enum Item {
    When(Box<When>),
    Type(Box<TypeBlock>),
    Block(Box<BlockClause>),
    Clause(Box<Clause>),
    Call(Box<Call>),
    Ref(Box<Ref>),
}

#[derive(Debug)]
pub(crate) struct When {
    pub(crate) conditions: Vec<Line>,
    pub(crate) block: Block,
}

#[derive(Debug)]
pub(crate) struct TypeBlock {
    /// `Resources.*[ Type == '…' ]`
    pub(crate) query: Query,
    pub(crate) conditions: Vec<Line>,
    pub(crate) block: Block,
}

#[derive(Debug)]
pub(crate) struct BlockClause {
    pub(crate) query: Query,
    pub(crate) not_empty: bool,
    pub(crate) block: Block,
    pub(crate) span: Span,
    /// Where the query ends in the text.
    pub(crate) query_end: u32,
}

#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) not: bool,
    pub(crate) query: Query,
    pub(crate) operator: Operator,
    pub(crate) operator_not: bool,
    pub(crate) right: Option<Operand>,
    pub(crate) message: Option<Box<str>>,
    pub(crate) span: Span,
    /// Whether the left is keys alone, and the right a literal or nothing.
    pub(crate) is_simple: bool,
}

#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) not: bool,
    /// Index of the file's callable.
    pub(crate) rule: usize,
    pub(crate) arguments: Vec<Operand>,
    pub(crate) message: Option<Box<str>>,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct Ref {
    pub(crate) not: bool,
    /// Indices of the file's rules of that name, in order.
    pub(crate) rules: Vec<usize>,
    pub(crate) message: Option<Box<str>>,
    pub(crate) span: Span,
}

/// A right side, the value of a variable, or an argument.
#[derive(Debug)]
pub(crate) enum Operand {
    Literal(Literal),
    Query(Query),
    Call(FunctionCall),
    /// What could not be compiled; whoever asks for it gets this error.
    Broken(Box<str>),
}

#[derive(Debug)]
pub(crate) struct FunctionCall {
    pub(crate) function: Function,
    pub(crate) arguments: Vec<Operand>,
}

/// A query.
#[derive(Debug)]
pub(crate) struct Query {
    pub(crate) some: bool,
    /// At least one.
    pub(crate) parts: Vec<Part>,
    /// The text of the query, and where each part starts in it.
    pub(crate) text: Box<str>,
    pub(crate) starts: Box<[u32]>,
    /// Whether the query is a variable and nothing more.
    pub(crate) is_lone_variable: bool,
    /// Whether the last part is a filter.
    pub(crate) ends_in_filter: bool,
}

impl Query {
    /// The text from a part to the end of the query, for reports.
    pub(crate) fn rest(&self, part: usize) -> Option<&str> {
        let start = *self.starts.get(part)?;
        let rest = self.text.get(start as usize..).unwrap_or_default();
        Some(rest.strip_prefix('.').unwrap_or(rest))
    }
}

/// One step of a query.
#[derive(Debug)]
pub(crate) enum Part {
    /// The value that the query starts at; only as the first part.
    This,
    /// A variable's values; only as the first part. The next part is asked of each of them.
    Variable(Name),
    Key(Arc<Key>),
    /// The keys that a variable's values name.
    Names(Name),
    Index(i64),
    AllValues(Option<Name>),
    AllIndices(Option<Name>),
    Filter(Box<Filter>),
    Keys(Box<KeysFilter>),
}

/// `[ lines ]`
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) capture: Option<Name>,
    pub(crate) lines: Vec<Line>,
    pub(crate) after: After,
    /// The type of the resources wanted, where the filter stands in `Resources.*[ Type == '…' … ]` and an index can answer
    /// its first line.
    pub(crate) resource_type: Option<WantedType>,
}

/// The type that a filter compares `Type` with.
#[derive(Debug)]
pub(crate) enum WantedType {
    Text(Box<str>),
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
