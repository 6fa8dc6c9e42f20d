//! Clauses: a query, an operator, and what the values it finds come to together.

use tablewarden_guard::Operator;

use crate::binary::{Failed, Outcome, Tests};
use crate::eval::fail::About;
use crate::eval::{Eval, Role};
use crate::found::Found;
use crate::halt::Halt;
use crate::outcome::Status;
use crate::plan::Clause;
use crate::scope::Scope;
use crate::value::Shape;

/// What a clause came to before its failures are kept.
enum Answer<'a> {
    /// The clause as a whole; a failure is one of the clause itself.
    Whole(Status),
    /// Value by value.
    Values(Tests<'a>),
}

impl<'a> Eval<'_, 'a> {
    pub(super) fn clause(&self, clause: &'a Clause, scope: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        let about = About { clause: clause.span, message: clause.message.as_deref(), scope, role };
        let answer = match &clause.right {
            // What goes wrong on the right is not the clause's failure, but ends the rule.
            Some(right) => {
                self.deeper(|| self.operand(right, scope)).map(|right| self.binary(clause, &right, about))?
            }
            None => self.unary(clause, about),
        };
        let tests = match answer {
            Ok(Answer::Values(tests)) => tests,
            Ok(Answer::Whole(status)) => {
                if status == Status::Fail {
                    self.fail_empty(about, &clause.query);
                }
                return Ok(status);
            }
            Err(Halt::Undecidable(reason)) if role == Role::Assertion => {
                self.fail_here(about, Some(reason));
                return Ok(Status::Fail);
            }
            Err(halt) => return Err(halt),
        };
        let holds = if clause.query.some { tests.passes > 0 } else { tests.fails.is_empty() };
        if holds {
            return Ok(Status::Pass);
        }
        match tests.fails.first() {
            // `some`: no value is the one that should have held; the first stands for all.
            Some(first) if clause.query.some => self.fail(about, first),
            Some(_) => tests.fails.iter().for_each(|failed| self.fail(about, failed)),
            None => self.fail_empty(about, &clause.query),
        }
        Ok(Status::Fail)
    }

    fn binary(&self, clause: &'a Clause, right: &[Found<'a>], about: About<'_, 'a>) -> Result<Answer<'a>, Halt> {
        let left = self.query(&clause.query, about.scope)?;
        let differences = self.ground.differences;
        let not = clause.operator_not ^ (clause.not && differences.negates_comparisons());
        let is_strict = about.role == Role::Assertion;
        Ok(match self.ground.test(clause.operator, not, &left, right)? {
            Outcome::Tests(tests) => Answer::Values(tests),
            Outcome::NoLeft
                if clause.query.is_lone_variable && is_strict && differences.fails_variables_without_values() =>
            {
                Answer::Whole(Status::Fail)
            }
            Outcome::NoRight if is_strict && differences.fails_without_right_side() => {
                Answer::Values(Tests { passes: 0, fails: left.into_iter().map(failed).collect() })
            }
            Outcome::NoLeft | Outcome::NoRight => Answer::Whole(Status::Skip),
        })
    }

    fn unary(&self, clause: &'a Clause, about: About<'_, 'a>) -> Result<Answer<'a>, Halt> {
        let found = self.query(&clause.query, about.scope)?;
        let not = clause.operator_not ^ clause.not;
        let asks_empty = clause.operator == Operator::Empty;
        let is_selection = clause.query.is_lone_variable || clause.query.ends_in_filter;
        if found.is_empty() {
            return Ok(Answer::Whole(match (asks_empty && is_selection, not) {
                (true, true) => Status::Fail,
                (true, false) => Status::Pass,
                (false, _) => Status::Skip,
            }));
        }
        // Of what a filter let through only null is empty: the question is whether there is something.
        let by_value = !is_selection
            || (clause.query.is_lone_variable && self.ground.differences.looks_into_variables_for_empty());
        let mut tests = Tests::default();
        for found in found {
            self.ground.meter.spend(1)?;
            let holds = match clause.operator {
                Operator::Empty if by_value => self.is_empty(&found),
                Operator::Empty => Ok(self.is_null_or_missing(&found)),
                operator => Ok(self.is_of(operator, &found)),
            };
            match holds {
                Ok(holds) if holds ^ not => tests.passes += 1,
                Ok(_) => tests.fails.push(failed(found)),
                Err(Halt::Undecidable(_)) if about.role == Role::Assertion => tests.fails.push(failed(found)),
                Err(halt) => return Err(halt),
            }
        }
        Ok(Answer::Values(tests))
    }

    fn is_empty(&self, found: &Found<'a>) -> Result<bool, Halt> {
        let Some(value) = found.value() else { return Ok(true) };
        match self.ground.shape(value) {
            Shape::List | Shape::Map => Ok(self.ground.len(value) == 0),
            Shape::Str(text) => Ok(text.is_empty()),
            Shape::Bool(_) if !self.ground.differences.refuses_empty_on_booleans() => Ok(false),
            _ => Err(Halt::Undecidable(
                "`empty` is asked of a value that is neither text nor a list nor a map".to_owned(),
            )),
        }
    }

    fn is_null_or_missing(&self, found: &Found<'a>) -> bool {
        found.value().is_none_or(|value| matches!(self.ground.shape(value), Shape::Null))
    }

    fn is_of(&self, operator: Operator, found: &Found<'a>) -> bool {
        let Some(value) = found.value() else { return false };
        let shape = self.ground.shape(value);
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
}

fn failed(found: Found<'_>) -> Failed<'_> {
    match found {
        Found::Literal(value) | Found::Value(value) => Failed::Value(value),
        Found::Missing(missing) => Failed::Missing(missing),
    }
}
