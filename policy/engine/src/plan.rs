//! Rule files made ready to be evaluated: names are numbers, keys are spelt out, patterns are compiled. Made once by
//! [`crate::compile`], never changed by an evaluation. All of it lies in tables, one for each kind of thing, that name rows of each
//! other by short numbers: that keeps it small in the module, which carries the plan of the pack, and close together in memory.

pub(crate) mod key;
pub(crate) mod line;
pub(crate) mod literal;
pub(crate) mod rule;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod walk;

use tablewarden_guard::Dialect;
use tablewarden_source::Span;

use crate::plan::key::Key;
use crate::plan::line::{BlockClause, Filter, FunctionCall, Item, KeysFilter, Let, Line, Name, Operand, Part, Query};
use crate::plan::literal::{Entry, Literal};
use crate::plan::rule::{File, Rule, Variable};
use crate::plan::table::{Row, Rows, Table};
use crate::plan::text::{Text, Texts};
use crate::plan::walk::{Member, Walk};

/// Rule files, ready to be evaluated on documents. By default there is none.
#[derive(Debug, Default)]
pub struct Plan {
    pub(crate) dialect: Dialect,
    pub(crate) files: Vec<File>,
    /// What rules have in common, walked once for all of them.
    pub(crate) walk: Walk,
    /// For each rule whether it is one of them; false behind the end.
    pub(crate) is_joined: Vec<bool>,

    pub(crate) variables: Table<Variable>,
    /// The rules that are evaluated, file by file.
    pub(crate) rules: Table<Rule>,
    /// The rules that are called.
    pub(crate) callables: Table<Rule>,
    pub(crate) parameters: Table<Name>,
    pub(crate) lets: Table<Let>,
    pub(crate) lines: Table<Line>,
    pub(crate) items: Table<Item>,
    pub(crate) operands: Table<Operand>,
    pub(crate) literals: Table<Literal>,
    pub(crate) entries: Table<Entry>,
    pub(crate) queries: Table<Query>,
    pub(crate) parts: Table<Part>,
    /// For each part where it starts in the text of its query.
    pub(crate) starts: Table<u32>,
    pub(crate) calls: Table<FunctionCall>,
    pub(crate) filters: Table<Filter>,
    pub(crate) keys_filters: Table<KeysFilter>,
    pub(crate) keys: Table<Key>,
    pub(crate) walks: Table<Walk>,
    pub(crate) members: Table<Member>,
    /// Positions of lines in blocks, for walks, and of rules that are referred to.
    pub(crate) positions: Table<u32>,
    pub(crate) texts: Texts,
}

impl Plan {
    /// A plan without rules.
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self { dialect, ..Self::default() }
    }

    /// Gives back the memory that nothing is in, once all is compiled.
    pub(crate) fn shrink(&mut self) {
        self.files.shrink_to_fit();
        self.is_joined.shrink_to_fit();
        self.variables.shrink();
        self.rules.shrink();
        self.callables.shrink();
        self.parameters.shrink();
        self.lets.shrink();
        self.lines.shrink();
        self.items.shrink();
        self.operands.shrink();
        self.literals.shrink();
        self.entries.shrink();
        self.queries.shrink();
        self.parts.shrink();
        self.starts.shrink();
        self.calls.shrink();
        self.filters.shrink();
        self.keys_filters.shrink();
        self.keys.shrink();
        self.walks.shrink();
        self.members.shrink();
        self.positions.shrink();
        self.texts.shrink();
    }

    /// How many blocks of the rules are over the same query as another one, and gone along with it.
    #[must_use]
    pub fn walked_together(&self) -> usize {
        self.walks[self.walk.inner].iter().map(|walk| self.together(*walk)).sum()
    }

    /// How many blocks are not alone in their walk, in this one and inside.
    fn together(&self, walk: Walk) -> usize {
        let here = if walk.members.len() > 1 { walk.members.len() } else { 0 };
        self.walks[walk.inner].iter().map(|inner| self.together(*inner)).sum::<usize>() + here
    }

    /// The same plan with each rule evaluated for itself, for comparisons: statuses and failures are the same.
    #[must_use]
    pub fn rule_by_rule(self) -> Self {
        Self { walk: Walk::default(), is_joined: Vec::new(), ..self }
    }

    pub(crate) fn text(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// The text of a query from a part to the end, for reports.
    pub(crate) fn rest(&self, query: &Query, part: usize) -> Option<&str> {
        let start = self.starts[query.parts.same()].get(part)?;
        let rest = self.text(query.text).get(*start as usize..).unwrap_or_default();
        Some(rest.strip_prefix('.').unwrap_or(rest))
    }

    /// The position and the value of a variable among those of a scope.
    pub(crate) fn value_of(&self, lets: Rows<Let>, name: Name) -> Option<(usize, &Operand)> {
        let lets = &self.lets[lets];
        let at = lets.binary_search_by_key(&name, |one| one.name).ok()?;
        lets.get(at).map(|one| (at, &one.value))
    }

    /// The block that an item is, where it is nothing else.
    pub(crate) fn block_clause(&self, item: Row<Item>) -> Option<&BlockClause> {
        match &self.items[item] {
            Item::Block(clause) => Some(clause),
            _ => None,
        }
    }

    /// The text of these lines, from the first item to the last.
    pub(crate) fn span(&self, lines: &[Line]) -> Span {
        let of = |line: Option<&Line>| line.map_or(&[][..], |line| &self.items[line.items]);
        match (of(lines.first()).first(), of(lines.last()).last()) {
            (Some(first), Some(last)) => Span::new(first.span().start, last.span().end),
            _ => Span::default(),
        }
    }

    /// The value of `key` in a map of a rule.
    pub(crate) fn entry(&self, map: Rows<Entry>, key: &str) -> Option<&Literal> {
        let entries = &self.entries[map];
        let sorted = |entry: &Entry| entries.get(entry.sorted as usize);
        let at =
            entries.binary_search_by(|entry| sorted(entry).map_or("", |entry| self.text(entry.key)).cmp(key)).ok()?;
        entries.get(at).and_then(sorted).map(|entry| &entry.value)
    }
}
