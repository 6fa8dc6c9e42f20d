//! What holds lines: blocks over the values of a query, blocks over the resources of a type, and `when`.

use tablewarden_source::Span;

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::failures::{About, Purpose};
use crate::evaluate::memory::Memory;
use crate::evaluate::scope::Scope;
use crate::outcome::Status;
use crate::plan::line::{Block, BlockClause, Line, TypeBlock, When};
use crate::plan::table::Rows;
use crate::stop::Stop;
use crate::values::operators::Failed;
use crate::values::query_result::QueryResult;
use crate::values::value::Val;

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

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn block(
        &self,
        block: Block,
        around: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        let first = memory.open_block(block.lets);
        let status = self.lines(block.lines, &Scope::block(around, block.lets, first), memory, purpose);
        memory.close_block(first);
        status
    }

    /// Whether conditions open what they guard. None: they cannot be decided, and what they guard has failed.
    pub(super) fn opens(
        &self,
        conditions: Rows<Line>,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Option<bool>, Stop> {
        match self.lines(conditions, scope, memory, Purpose::Gate) {
            Ok(status) => Ok(Some(status == Status::Pass)),
            Err(Stop::Undecidable(reason)) if purpose.is_assertion() => {
                let clause = self.plan.span(&self.plan.lines[conditions]);
                purpose.fail_here(self.document, About { clause, message: None, scope }, Some(reason));
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    #[inline(never)]
    pub(super) fn when(
        &self,
        when: &'a When,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        match self.opens(when.conditions, scope, memory, purpose.again())? {
            Some(true) => self.block(when.block, scope, memory, purpose),
            Some(false) => Ok(Status::Skip),
            None => Ok(Status::Fail),
        }
    }

    #[inline(never)]
    pub(super) fn block_clause(
        &self,
        clause: &'a BlockClause,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        let about = About { clause: clause.span, message: None, scope };
        let mut found = self.query(clause.query, scope, memory)?;
        if found.is_empty() {
            memory.take_back(found);
            if clause.not_empty {
                purpose.fail_empty(self.document, about, &self.plan.queries[clause.query]);
                return Ok(Status::Fail);
            }
            return Ok(Status::Skip);
        }
        let mark = purpose.mark();
        let mut tally = Tally::default();
        for result in found.drain(..) {
            self.document.meter.spend(1)?;
            match result {
                QueryResult::Literal(value) | QueryResult::Value(value) => {
                    tally.add(self.in_value(value, scope, memory, purpose.again(), clause.block)?);
                }
                QueryResult::Missing(missing) => {
                    tally.add(Status::Fail);
                    let clause = Span::new(clause.span.start, clause.span.start + clause.query_length);
                    purpose.fail(self.document, About { clause, ..about }, &Failed::Missing(missing));
                }
            }
        }
        memory.take_back(found);
        Ok(keep(purpose, mark, tally.status(self.plan.queries[clause.query].some)))
    }

    fn in_value(
        &self,
        value: Val<'a>,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
        block: Block,
    ) -> Result<Status, Stop> {
        let mark = purpose.mark();
        let status = self.block(block, &Scope::value(scope, value), memory, purpose.again())?;
        Ok(keep(purpose, mark, status))
    }

    #[inline(never)]
    pub(super) fn type_block(
        &self,
        block: &'a TypeBlock,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        let ask_each = self.document.differences.asks_type_conditions_of_each_resource();
        if !ask_each && !block.conditions.is_empty() {
            match self.opens(block.conditions, scope, memory, purpose.again())? {
                Some(true) => {}
                Some(false) => return Ok(Status::Skip),
                None => return Ok(Status::Fail),
            }
        }
        let mark = purpose.mark();
        let mut tally = Tally::default();
        for result in self.query(block.query, scope, memory)? {
            self.document.meter.spend(1)?;
            let (QueryResult::Literal(value) | QueryResult::Value(value)) = result else { continue };
            if ask_each && !block.conditions.is_empty() {
                let scope = Scope::value(scope, value.clone());
                match self.opens(block.conditions, &scope, memory, purpose.again())? {
                    Some(true) => {}
                    Some(false) => continue,
                    None => {
                        tally.add(Status::Fail);
                        continue;
                    }
                }
            }
            tally.add(self.in_value(value, scope, memory, purpose.again(), block.block)?);
        }
        Ok(keep(purpose, mark, tally.status(false)))
    }
}

/// Forgets the failures since `mark` unless they come to a failure.
fn keep(mut purpose: Purpose<'_, '_>, mark: usize, status: Status) -> Status {
    if status != Status::Fail {
        purpose.forget(mark);
    }
    status
}
