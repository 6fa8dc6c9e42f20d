//! One rule file evaluated on one document: statuses and failures. The parts of it are in the modules here; what they
//! share is the [`Eval`]. Never changes the plan or the document.

mod block;
mod clause;
mod fail;
mod filter;
mod function;
mod query;
mod reference;
mod rule;
mod variable;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tablewarden_order::Map;
use tablewarden_pattern::Pattern;

use crate::found::Found;
use crate::ground::Ground;
use crate::halt::Halt;
use crate::outcome::{Failure, Status};
use crate::plan::{File, Line, Name, Query};
use crate::scope::{Memo, Scope};
use crate::value::Val;

/// Evaluations within each other: blocks, filters, elements, variables, rules. Each takes a few hundred bytes of stack, and
/// a wasm module has one megabyte.
const DEPTH: u32 = 400;

/// Why a clause is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is to hold. What cannot be decided fails, and failures are kept.
    Assertion,
    /// It opens or closes something: a `when`, a filter. What cannot be decided is handed up.
    Gate,
}

/// What the evaluation of one file keeps.
pub(crate) struct Eval<'g, 'a> {
    ground: &'g Ground<'a>,
    file: &'a File,
    now: Option<i64>,
    document: Val<'a>,
    /// The variables of the file, by name; captured keys too.
    memo: RefCell<Vec<Memo<'a>>>,
    /// The keys that filters captured until now, by name.
    captured: RefCell<Vec<Vec<Found<'a>>>>,
    /// The variables that are being worked out.
    asked: RefCell<Vec<Name>>,
    /// The rules that are being evaluated, and what they came to, in each role.
    progress: RefCell<rule::Progress<'a>>,
    /// The expressions of `regex_replace`.
    patterns: RefCell<Map<Box<str>, Rc<Pattern>>>,
    depth: Cell<u32>,
    /// The rule that failures are of.
    rule: Cell<usize>,
    failures: RefCell<Vec<Failure<'a>>>,
}

impl<'g, 'a> Eval<'g, 'a> {
    pub(crate) fn new(ground: &'g Ground<'a>, file: &'a File, document: Val<'a>, now: Option<i64>) -> Self {
        Self {
            ground,
            file,
            now,
            document,
            memo: RefCell::new(vec![Memo::Unasked; file.names.len()]),
            captured: RefCell::new(vec![Vec::new(); file.names.len()]),
            asked: RefCell::default(),
            progress: RefCell::new(rule::Progress::new(file.rules.len())),
            patterns: RefCell::default(),
            depth: Cell::new(0),
            rule: Cell::new(0),
            failures: RefCell::default(),
        }
    }

    /// Does `work` one level deeper, or says that it is too deep.
    fn deeper<T>(&self, work: impl FnOnce() -> Result<T, Halt>) -> Result<T, Halt> {
        let depth = self.depth.get();
        if depth >= DEPTH {
            return Err(Halt::Error(format!(
                "blocks, filters and rules are more than {DEPTH} levels within each other here; make the rule flatter"
            )));
        }
        self.depth.set(depth + 1);
        let result = work();
        self.depth.set(depth);
        result
    }

    /// What a query finds from the value of the scope on.
    fn query(&self, query: &'a Query, scope: &Scope<'_, 'a>) -> Result<Vec<Found<'a>>, Halt> {
        let mut found = Vec::new();
        self.retrieve(query, 0, scope.this.clone(), scope.asker(), None, &mut found)?;
        Ok(found)
    }

    /// Lines, all of which are to hold.
    fn lines(&self, lines: &'a [Line], scope: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        let mut result = Status::Skip;
        for line in lines {
            match self.line(line, scope, role)? {
                Status::Fail => result = Status::Fail,
                Status::Pass if result == Status::Skip => result = Status::Pass,
                _ => {}
            }
        }
        Ok(result)
    }

    /// Items, one of which is to hold.
    fn line(&self, line: &'a Line, scope: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        let mark = self.failures.borrow().len();
        let is_alone = line.items.len() == 1;
        let mut last_mark = mark;
        let mut failed = false;
        for item in &line.items {
            let before = self.failures.borrow().len();
            let status = self.item(item, scope, role, is_alone)?;
            match status {
                Status::Pass => {
                    self.failures.borrow_mut().truncate(mark);
                    return Ok(Status::Pass);
                }
                Status::Fail => {
                    failed = true;
                    last_mark = before;
                }
                Status::Skip => self.failures.borrow_mut().truncate(before),
            }
        }
        if !failed {
            return Ok(Status::Skip);
        }
        if !is_alone && role == Role::Assertion {
            self.join_alternatives(mark, last_mark, line.span);
        }
        Ok(Status::Fail)
    }
}
