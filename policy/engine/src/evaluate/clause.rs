//! Clauses: a query, an operator, and what the values it finds come to together.

use tablewarden_guard::Operator;

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::failures::{About, Purpose};
use crate::evaluate::memory::Memory;
use crate::evaluate::scope::Scope;
use crate::outcome::Status;
use crate::plan::line::Clause;
use crate::stop::Stop;
use crate::values::operators::{Failed, Tested, Tests};
use crate::values::query_result::QueryResult;
use crate::values::value::Shape;

/// What a clause came to before its failures are kept.
enum ClauseResult<'a> {
    /// The clause as a whole; a failure is one of the clause itself.
    Whole(Status),
    /// Value by value.
    Values(Tests<'a>),
}

impl<'a> Evaluator<'_, 'a> {
    #[inline(never)]
    pub(super) fn clause(
        &self,
        clause: &'a Clause,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        let about = About { clause: clause.span, message: clause.message(), scope };
        let query = &self.plan.queries[clause.query];
        if let Some((failed, holds)) = self.document.simple_clause(clause, &scope.this)? {
            if holds {
                return Ok(Status::Pass);
            }
            purpose.fail(self.document, about, &failed);
            return Ok(Status::Fail);
        }
        let is_strict = purpose.is_assertion();
        let answer = match &clause.right {
            // What goes wrong on the right is not the clause's failure, but ends the rule.
            Some(right) => {
                let right = memory.deeper(|memory| self.operand(right, scope, memory))?;
                self.binary(clause, &right, about, is_strict, memory)
            }
            None => self.unary(clause, about, is_strict, memory),
        };
        let tests = match answer {
            Ok(ClauseResult::Values(tests)) if tests.is_full => return Err(self.document.meter.out_of_memory()),
            Ok(ClauseResult::Values(tests)) => tests,
            Ok(ClauseResult::Whole(status)) => {
                if status == Status::Fail {
                    purpose.fail_empty(self.document, about, query);
                }
                return Ok(status);
            }
            Err(Stop::Undecidable(reason)) if is_strict => {
                purpose.fail_here(self.document, about, Some(reason));
                return Ok(Status::Fail);
            }
            Err(stop) => return Err(stop),
        };
        let holds = if query.some { tests.passes > 0 } else { tests.fails.is_empty() };
        if holds {
            return Ok(Status::Pass);
        }
        match tests.fails.first() {
            // `some`: no value is the one that should have held; the first stands for all.
            Some(first) if query.some => purpose.fail(self.document, about, first),
            Some(_) => tests.fails.iter().for_each(|failed| purpose.fail(self.document, about, failed)),
            None => purpose.fail_empty(self.document, about, query),
        }
        Ok(Status::Fail)
    }

    #[inline(never)]
    fn binary(
        &self,
        clause: &'a Clause,
        right: &[QueryResult<'a>],
        about: About<'_, 'a>,
        is_strict: bool,
        memory: &mut Memory<'a>,
    ) -> Result<ClauseResult<'a>, Stop> {
        let query = &self.plan.queries[clause.query];
        let left = self.query(clause.query, about.scope, memory)?;
        let differences = self.document.differences;
        let not = clause.operator_not ^ (clause.not && differences.negates_comparisons());
        Ok(match self.document.test(clause.operator, (not, query.some), &left, right)? {
            Tested::Tests(tests) => ClauseResult::Values(tests),
            Tested::NoLeft if query.is_lone_variable && is_strict && differences.fails_variables_without_values() => {
                ClauseResult::Whole(Status::Fail)
            }
            Tested::NoRight if is_strict && differences.fails_without_right_side() => {
                let mut tests = Tests::new(query.some);
                left.into_iter().for_each(|found| tests.keep(failed(found)));
                ClauseResult::Values(tests)
            }
            Tested::NoLeft | Tested::NoRight => ClauseResult::Whole(Status::Skip),
        })
    }

    #[inline(never)]
    fn unary(
        &self,
        clause: &'a Clause,
        about: About<'_, 'a>,
        is_strict: bool,
        memory: &mut Memory<'a>,
    ) -> Result<ClauseResult<'a>, Stop> {
        let query = &self.plan.queries[clause.query];
        let found = self.query(clause.query, about.scope, memory)?;
        let not = clause.operator_not ^ clause.not;
        let asks_empty = clause.operator == Operator::Empty;
        let is_selection = query.is_lone_variable || query.ends_in_filter;
        if found.is_empty() {
            return Ok(ClauseResult::Whole(match (asks_empty && is_selection, not) {
                (true, true) => Status::Fail,
                (true, false) => Status::Pass,
                (false, _) => Status::Skip,
            }));
        }
        // Of what a filter let through only null is empty: the question is whether there is something.
        let by_value =
            !is_selection || (query.is_lone_variable && self.document.differences.looks_into_variables_for_empty());
        let mut tests = Tests::new(query.some);
        for found in found {
            self.document.meter.spend(1)?;
            let holds = match clause.operator {
                Operator::Empty if by_value => self.is_empty(&found),
                Operator::Empty => Ok(self.is_null_or_missing(&found)),
                operator => Ok(found.value().is_some_and(|value| is_of(operator, self.document.shape(value)))),
            };
            match holds {
                Ok(holds) if holds ^ not => tests.passes += 1,
                Ok(_) => tests.keep(failed(found)),
                Err(Stop::Undecidable(_)) if is_strict => tests.keep(failed(found)),
                Err(stop) => return Err(stop),
            }
        }
        Ok(ClauseResult::Values(tests))
    }

    fn is_empty(&self, found: &QueryResult<'a>) -> Result<bool, Stop> {
        let Some(value) = found.value() else { return Ok(true) };
        match self.document.shape(value) {
            Shape::List | Shape::Map => Ok(self.document.len(value) == 0),
            Shape::Str(text) => Ok(text.is_empty()),
            Shape::Bool(_) if !self.document.differences.refuses_empty_on_booleans() => Ok(false),
            _ => Err(Stop::Undecidable(
                "`empty` is asked of a value that is neither text nor a list nor a map".to_owned(),
            )),
        }
    }

    fn is_null_or_missing(&self, found: &QueryResult<'a>) -> bool {
        found.value().is_none_or(|value| matches!(self.document.shape(value), Shape::Null))
    }
}

/// Whether a value that is there is what the operator names; every one exists.
pub(super) fn is_of(operator: Operator, shape: Shape<'_>) -> bool {
    match operator {
        Operator::IsString => matches!(shape, Shape::Str(_)),
        Operator::IsList => matches!(shape, Shape::List),
        Operator::IsStruct => matches!(shape, Shape::Map),
        Operator::IsBool => matches!(shape, Shape::Bool(_)),
        Operator::IsInt => matches!(shape, Shape::Int(_)),
        Operator::IsFloat => matches!(shape, Shape::Float(_)),
        Operator::IsNull => matches!(shape, Shape::Null),
        _ => true,
    }
}

fn failed(found: QueryResult<'_>) -> Failed<'_> {
    match found {
        QueryResult::Literal(value) | QueryResult::Value(value) => Failed::Value(value),
        QueryResult::Missing(missing) => Failed::Missing(missing),
    }
}
