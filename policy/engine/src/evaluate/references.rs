//! Rules that other rules name: references to plain rules, and calls of rules with parameters.

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::failures::{About, Purpose};
use crate::evaluate::memory::{Memory, Results};
use crate::evaluate::scope::{Kind, Scope};
use crate::outcome::Status;
use crate::plan::line::{Call, Operand, Ref};
use crate::stop::Stop;
use crate::values::query_result::QueryResult;
use crate::values::value::Val;

/// The steps of a call, without its arguments and what is called: its scope and its values are made for it.
const CALL: usize = 48;

impl<'a> Evaluator<'_, 'a> {
    /// `name` or `not name`. The failures of the rule it names are that rule's; of a failing reference one is kept only
    /// where that rule has none, or where it is an alternative of a line.
    #[inline(never)]
    pub(super) fn reference(
        &self,
        reference: &'a Ref,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
        is_alone: bool,
    ) -> Result<Status, Stop> {
        let named = self.first_verdict(reference.rules, memory, purpose.is_assertion())?;
        let differences = self.document.differences;
        let negated = if reference.not { Status::Pass } else { Status::Fail };
        let status = match (named, purpose.is_assertion()) {
            (Status::Pass, _) if reference.not => Status::Fail,
            (Status::Pass, _) => Status::Pass,
            (Status::Skip, true) if differences.fails_negated_skipped_rules() => Status::Fail,
            (Status::Skip, false) if !reference.not && differences.skips_conditions_on_skipped_rules() => Status::Skip,
            _ => negated,
        };
        let has_failures = named == Status::Fail && is_alone;
        if status == Status::Fail && !has_failures {
            let about = About { clause: reference.span, message: reference.message(), scope };
            let reason = match named {
                Status::Pass => "the rule it names holds",
                Status::Fail => "the rule it names does not hold",
                Status::Skip => "the rule it names was skipped, which counts as not holding",
            };
            purpose.fail_here(self.document, about, Some(reason.to_owned()));
        }
        Ok(status)
    }

    /// `name(argument)` or `not name(argument)`. What fails in the rule that is called is a failure of the calling one.
    #[inline(never)]
    pub(super) fn call(
        &self,
        call: &'a Call,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        let Some(rule) = self.plan.callables[self.file.callables].get(call.rule as usize) else {
            return Err(Stop::Error("the rule that is called is not there".to_owned()));
        };
        self.document.meter.spend(CALL + call.arguments.len())?;
        let mut values: Vec<Results<'a>> = Vec::with_capacity(call.arguments.len());
        for argument in &self.plan.operands[call.arguments] {
            values.push(match argument {
                Operand::Literal(literal) => vec![QueryResult::Value(Val::Lit(&self.plan.literals[*literal]))].into(),
                other => self.operand(other, scope, memory)?.into(),
            });
        }
        let kind = Kind::Arguments {
            around: scope,
            names: &self.plan.parameters[rule.parameters],
            values,
            message: call.message(),
        };
        let inner = Scope { this: scope.this.clone(), kind };
        let mark = purpose.mark();
        let called = self.in_rule(rule, &inner, memory, purpose.again())?;
        let differences = self.document.differences;
        let not = call.not && differences.negates_calls();
        let status = match (called, purpose.is_assertion()) {
            (Status::Pass, _) if not => Status::Fail,
            (Status::Pass, _) => Status::Pass,
            (Status::Skip, _) if !differences.fails_skipped_calls() => Status::Skip,
            (Status::Skip, true) => Status::Fail,
            (Status::Skip, false) if !not => Status::Skip,
            _ if not => Status::Pass,
            _ => Status::Fail,
        };
        if status != Status::Fail {
            purpose.forget(mark);
        } else if purpose.mark() == mark {
            let about = About { clause: call.span, message: call.message(), scope };
            let reason = match called {
                Status::Pass => Some("the rule that is called holds"),
                Status::Fail => None,
                Status::Skip => Some("the rule that is called was skipped, which counts as not holding"),
            };
            purpose.fail_here(self.document, about, reason.map(str::to_owned));
        }
        Ok(status)
    }
}
