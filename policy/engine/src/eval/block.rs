//! What holds lines: blocks over the values of a query, blocks over the resources of a type, and `when`.

use tablewarden_source::Span;

use crate::binary::Failed;
use crate::eval::fail::About;
use crate::eval::{Eval, Role};
use crate::found::Found;
use crate::halt::Halt;
use crate::outcome::Status;
use crate::plan::{Block, BlockClause, Item, Line, TypeBlock, When};
use crate::scope::Scope;
use crate::value::Val;

/// Counts of what the values of a block came to.
#[derive(Default)]
struct Tally {
    passes: usize,
    fails: usize,
}

impl Tally {
    fn add(&mut self, status: Status) {
        match status {
            Status::Pass => self.passes += 1,
            Status::Fail => self.fails += 1,
            Status::Skip => {}
        }
    }

    fn status(&self, some: bool) -> Status {
        match (self.passes > 0, self.fails > 0) {
            (true, true) if some => Status::Pass,
            (_, true) => Status::Fail,
            (true, false) => Status::Pass,
            (false, false) => Status::Skip,
        }
    }
}

impl<'a> Eval<'_, 'a> {
    /// An item of a line; `is_alone` if the line has no other.
    pub(super) fn item(
        &self,
        item: &'a Item,
        scope: &Scope<'_, 'a>,
        role: Role,
        is_alone: bool,
    ) -> Result<Status, Halt> {
        match item {
            Item::Clause(clause) => self.clause(clause, scope, role),
            Item::Block(block) => self.deeper(|| self.block_clause(block, scope, role)),
            Item::When(when) => self.deeper(|| self.when(when, scope, role)),
            Item::Type(block) => self.deeper(|| self.type_block(block, scope, role)),
            Item::Call(call) => self.deeper(|| self.call(call, scope, role)),
            Item::Ref(reference) => self.deeper(|| self.reference(reference, scope, role, is_alone)),
        }
    }

    pub(super) fn block(&self, block: &'a Block, around: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        self.lines(&block.lines, &Scope::block(around, &block.lets), role)
    }

    /// Whether conditions open what they guard. None: they cannot be decided, and what they guard has failed.
    pub(super) fn opens(
        &self,
        conditions: &'a [Line],
        scope: &Scope<'_, 'a>,
        role: Role,
    ) -> Result<Option<bool>, Halt> {
        match self.lines(conditions, scope, Role::Gate) {
            Ok(status) => Ok(Some(status == Status::Pass)),
            Err(Halt::Undecidable(reason)) if role == Role::Assertion => {
                let first = conditions.first().map_or(Span::default(), |line| line.span);
                let last = conditions.last().map_or(first, |line| line.span);
                let clause = Span::new(first.start, last.end);
                self.fail_here(About { clause, message: None, scope, role }, Some(reason));
                Ok(None)
            }
            Err(halt) => Err(halt),
        }
    }

    fn when(&self, when: &'a When, scope: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        match self.opens(&when.conditions, scope, role)? {
            Some(true) => self.block(&when.block, scope, role),
            Some(false) => Ok(Status::Skip),
            None => Ok(Status::Fail),
        }
    }

    fn block_clause(&self, clause: &'a BlockClause, scope: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        let about = About { clause: clause.span, message: None, scope, role };
        let found = self.query(&clause.query, scope)?;
        if found.is_empty() {
            if clause.not_empty {
                self.fail_empty(about, &clause.query);
                return Ok(Status::Fail);
            }
            return Ok(Status::Skip);
        }
        let mark = self.failures.borrow().len();
        let mut tally = Tally::default();
        for found in found {
            self.ground.meter.spend(1)?;
            match found {
                Found::Literal(value) | Found::Value(value) => {
                    tally.add(self.in_value(value, scope, role, &clause.block)?);
                }
                Found::Missing(missing) => {
                    tally.add(Status::Fail);
                    let clause = Span::new(clause.span.start, clause.query_end);
                    self.fail(About { clause, ..about }, &Failed::Missing(missing));
                }
            }
        }
        Ok(self.keep(mark, tally.status(clause.query.some)))
    }

    /// Forgets the failures since `mark` unless they come to a failure.
    fn keep(&self, mark: usize, status: Status) -> Status {
        if status != Status::Fail {
            self.failures.borrow_mut().truncate(mark);
        }
        status
    }

    fn in_value(&self, value: Val<'a>, scope: &Scope<'_, 'a>, role: Role, block: &'a Block) -> Result<Status, Halt> {
        let mark = self.failures.borrow().len();
        let status = self.block(block, &Scope::value(scope, value), role)?;
        Ok(self.keep(mark, status))
    }

    fn type_block(&self, block: &'a TypeBlock, scope: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        let ask_each = self.ground.differences.asks_type_conditions_of_each_resource();
        if !ask_each && !block.conditions.is_empty() {
            match self.opens(&block.conditions, scope, role)? {
                Some(true) => {}
                Some(false) => return Ok(Status::Skip),
                None => return Ok(Status::Fail),
            }
        }
        let mark = self.failures.borrow().len();
        let mut tally = Tally::default();
        for found in self.query(&block.query, scope)? {
            self.ground.meter.spend(1)?;
            let (Found::Literal(value) | Found::Value(value)) = found else { continue };
            if ask_each && !block.conditions.is_empty() {
                let scope = Scope::value(scope, value.clone());
                match self.opens(&block.conditions, &scope, role)? {
                    Some(true) => {}
                    Some(false) => continue,
                    None => {
                        tally.add(Status::Fail);
                        continue;
                    }
                }
            }
            tally.add(self.in_value(value, scope, role, &block.block)?);
        }
        Ok(self.keep(mark, tally.status(false)))
    }
}
