//! Lines of clauses: all of them are to hold, and of each line one item. What an item is, is said elsewhere.

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::failures::Purpose;
use crate::evaluate::memory::Memory;
use crate::evaluate::scope::Scope;
use crate::outcome::Status;
use crate::plan::line::{Item, Line};
use crate::plan::table::Rows;
use crate::stop::Stop;

impl<'a> Evaluator<'_, 'a> {
    /// Lines, all of which are to hold.
    pub(super) fn lines(
        &self,
        lines: Rows<Line>,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        let mut result = Status::Skip;
        for line in &self.plan.lines[lines] {
            result = result.and(self.line(line, scope, memory, purpose.again())?);
        }
        Ok(result)
    }

    /// Items, one of which is to hold.
    pub(super) fn line(
        &self,
        line: &Line,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        let mark = purpose.mark();
        let items = &self.plan.items[line.items];
        let is_alone = items.len() == 1;
        let mut last_mark = mark;
        let mut failed = false;
        for item in items {
            let before = purpose.mark();
            let status = self.item(item, scope, memory, purpose.again(), is_alone)?;
            match status {
                Status::Pass => {
                    purpose.forget(mark);
                    return Ok(Status::Pass);
                }
                Status::Fail => {
                    failed = true;
                    last_mark = before;
                }
                Status::Skip => purpose.forget(before),
            }
        }
        if !failed {
            return Ok(Status::Skip);
        }
        if !is_alone {
            purpose.join_alternatives(mark, last_mark, self.plan.span(&[*line]));
        }
        Ok(Status::Fail)
    }

    /// An item of a line; `is_alone` if the line has no other.
    fn item(
        &self,
        item: &'a Item,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        purpose: Purpose<'_, 'a>,
        is_alone: bool,
    ) -> Result<Status, Stop> {
        match item {
            Item::Clause(clause) => self.clause(clause, scope, memory, purpose),
            Item::Block(block) => memory.deeper(|memory| self.block_clause(block, scope, memory, purpose)),
            Item::When(when) => memory.deeper(|memory| self.when(when, scope, memory, purpose)),
            Item::Type(block) => memory.deeper(|memory| self.type_block(block, scope, memory, purpose)),
            Item::Call(call) => memory.deeper(|memory| self.call(call, scope, memory, purpose)),
            Item::Ref(reference) => memory.deeper(|memory| self.reference(reference, scope, memory, purpose, is_alone)),
        }
    }
}
