//! What an evaluation remembers, whatever it is for: variables and rules that were worked out, compiled expressions, and how
//! deep it is. Holds no failure but those of rules that are finished.

use std::rc::Rc;

use tablewarden_order::Map;
use tablewarden_pattern::Pattern;

use crate::outcome::{Failure, Status};
use crate::plan::line::{Let, Name};
use crate::plan::rule::File;
use crate::plan::table::Rows;
use crate::stop::Stop;
use crate::values::query_result::QueryResult;

/// Evaluations within each other: blocks, filters, elements, variables, rules. A level takes up to 2.6 KB of stack, and hosts give
/// one megabyte: twice as deep they still answered. `tests/tests/depth` runs each kind in each host with half of its stack.
const DEPTH: u32 = 200;

/// What the evaluation of one file remembers.
#[derive(Debug)]
pub(crate) struct Memory<'a> {
    pub(super) variables: Variables<'a>,
    pub(super) rules: Progress<'a>,
    /// Lists of results that are done with, to be filled again.
    pub(super) spare: Vec<Vec<QueryResult<'a>>>,
    /// The expressions of `regex_replace`.
    pub(super) patterns: Map<Box<str>, Rc<Pattern>>,
    depth: u32,
}

/// The results of a variable, shared by all who ask.
pub(super) type Results<'a> = Rc<[QueryResult<'a>]>;

/// What is known of a variable.
#[derive(Debug, Clone, Default)]
pub(super) enum Memo<'a> {
    #[default]
    Unasked,
    /// It is being worked out: who asks for it now goes in a circle.
    Asked,
    Known(Results<'a>),
}

/// What is known of variables.
#[derive(Debug)]
pub(super) struct Variables<'a> {
    /// Those of the file, by name; captured keys too.
    pub(super) of_file: Vec<Memo<'a>>,
    /// Those of the blocks that are open, the innermost last; a scope knows where its own begin.
    pub(super) of_blocks: Vec<Memo<'a>>,
    /// The keys that filters captured until now, by name; empty in a file without captures.
    pub(super) captured: Vec<Vec<QueryResult<'a>>>,
    /// Those that are being worked out.
    pub(super) asked: Vec<Name>,
}

/// What a rule came to, and the values that failed.
#[derive(Debug)]
pub(crate) struct Verdict<'a> {
    pub(crate) status: Result<Status, Stop>,
    pub(crate) failures: Vec<Failure<'a>>,
}

/// How far the evaluation of each rule of a file is.
#[derive(Debug)]
pub(super) struct Progress<'a> {
    /// What the rules came to as assertions, by the index of the rule; empty in a file where no rule refers to another.
    pub(super) asserted: Vec<Option<Verdict<'a>>>,
    /// What the rules came to as gates.
    pub(super) gates: Vec<Option<Status>>,
    /// The rules that are being evaluated.
    pub(super) running: Vec<usize>,
}

impl<'a> Memory<'a> {
    /// Nothing is known yet.
    pub(crate) fn new(file: &File) -> Self {
        let referred = if file.refers_to_rules { file.rules.len() } else { 0 };
        Self {
            variables: Variables {
                of_file: vec![Memo::Unasked; file.variables.len()],
                of_blocks: Vec::new(),
                captured: vec![Vec::new(); if file.has_captures { file.variables.len() } else { 0 }],
                asked: Vec::new(),
            },
            rules: Progress {
                asserted: std::iter::repeat_with(|| None).take(referred).collect(),
                gates: vec![None; referred],
                running: Vec::new(),
            },
            spare: Vec::new(),
            patterns: Map::default(),
            depth: 0,
        }
    }

    /// Takes back a list of results that is done with.
    pub(super) fn take_back(&mut self, mut results: Vec<QueryResult<'a>>) {
        results.clear();
        self.spare.push(results);
    }

    /// What follows is that deep.
    pub(super) fn begin_at(&mut self, depth: usize) {
        self.depth = u32::try_from(depth).unwrap_or(u32::MAX);
    }

    /// Makes room for the variables of a block, and says where.
    pub(super) fn open_block(&mut self, lets: Rows<Let>) -> usize {
        let first = self.variables.of_blocks.len();
        if !lets.is_empty() {
            self.variables.of_blocks.resize(first + lets.len(), Memo::Unasked);
        }
        first
    }

    /// Forgets the variables of a block, and of those inside.
    pub(super) fn close_block(&mut self, first: usize) {
        self.variables.of_blocks.truncate(first);
    }

    /// Does `work` one level deeper, or says that it is too deep.
    pub(super) fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        if self.depth >= DEPTH {
            return Err(Stop::Error(format!(
                "blocks, filters and rules are more than {DEPTH} levels within each other here; make the rule flatter"
            )));
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        result
    }
}
