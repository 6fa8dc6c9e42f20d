//! Rules: their conditions, their bodies, and what each came to. A rule is evaluated once as something that is to hold and
//! once as a condition, and never within itself.

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::failures::Purpose;
use crate::evaluate::memory::{Memory, Progress, Verdict};
use crate::evaluate::scope::Scope;
use crate::outcome::Status;
use crate::plan::rule::Rule;
use crate::plan::table::Rows;
use crate::stop::Stop;

/// The steps to begin a rule with.
const EVALUATION: usize = 4;

impl<'a> Progress<'a> {
    fn remember(&mut self, index: usize, verdict: Verdict<'a>) {
        if let Some(slot) = self.asserted.get_mut(index) {
            *slot = Some(verdict);
        }
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// What the rule at `index` comes to. `rule` is its index among the rules of all files.
    pub(crate) fn verdict(&self, index: usize, rule: usize, memory: &mut Memory<'a>) -> Verdict<'a> {
        // Keys that are captured count again each time a rule is evaluated, so it is evaluated again.
        let known =
            if self.file.has_captures { None } else { memory.rules.asserted.get_mut(index).and_then(Option::take) };
        let mut verdict = known.unwrap_or_else(|| self.evaluate(index, memory, true));
        for failure in &mut verdict.failures {
            failure.rule = rule;
        }
        memory.rules.remember(index, Verdict { status: verdict.status.clone(), failures: Vec::new() });
        verdict
    }

    /// What the first of these rules that was not skipped came to, as something that is to hold or as a condition; skipped,
    /// if all were.
    pub(super) fn first_verdict(
        &self,
        rules: Rows<u32>,
        memory: &mut Memory<'a>,
        is_assertion: bool,
    ) -> Result<Status, Stop> {
        for index in &self.plan.positions[rules] {
            self.document.meter.spend(1)?;
            let status = self.referred(*index as usize, memory, is_assertion)?;
            if status != Status::Skip {
                return Ok(status);
            }
        }
        Ok(Status::Skip)
    }

    fn referred(&self, index: usize, memory: &mut Memory<'a>, is_assertion: bool) -> Result<Status, Stop> {
        let known = if is_assertion {
            memory.rules.asserted.get(index).and_then(Option::as_ref).map(|verdict| verdict.status.clone())
        } else {
            memory.rules.gates.get(index).copied().flatten().map(Ok)
        };
        if let Some(status) = known {
            return status;
        }
        let verdict = self.evaluate(index, memory, is_assertion);
        let status = verdict.status.clone()?;
        // An error is not kept: it may be one of how the rule was reached here, a circle or the depth.
        if is_assertion {
            memory.rules.remember(index, verdict);
        } else if let Some(slot) = memory.rules.gates.get_mut(index) {
            *slot = Some(status);
        }
        Ok(status)
    }

    fn evaluate(&self, index: usize, memory: &mut Memory<'a>, is_assertion: bool) -> Verdict<'a> {
        let mut failures = Vec::new();
        let Some(rule) = self.plan.rules[self.file.rules].get(index) else {
            return Verdict { status: Ok(Status::Skip), failures };
        };
        if let Some(circle) = self.circle_of_rules(index, &memory.rules.running) {
            return Verdict { status: Err(circle), failures };
        }
        if let Err(stop) = self.document.meter.spend(EVALUATION + memory.rules.running.len()) {
            return Verdict { status: Err(stop), failures };
        }
        memory.rules.running.push(index);
        let purpose = if is_assertion { Purpose::Assertion(&mut failures) } else { Purpose::Gate };
        let status = self.in_rule(rule, &Scope::file(self.root.clone()), memory, purpose);
        memory.rules.running.pop();
        if status != Ok(Status::Fail) {
            failures.clear();
        }
        Verdict { status, failures }
    }

    fn circle_of_rules(&self, index: usize, running: &[usize]) -> Option<Stop> {
        let from = running.iter().rposition(|running| *running == index)?;
        let name =
            |index: &usize| self.plan.rules[self.file.rules].get(*index).map_or("", |rule| self.plan.text(rule.name));
        let circle: Vec<&str> = running.get(from..)?.iter().chain([&index]).map(name).collect();
        Some(Stop::Error(format!("the rule `{}` refers to itself: {}", name(&index), circle.join(" -> "))))
    }

    /// A rule in the scope of its file, or of its arguments.
    pub(super) fn in_rule(
        &self,
        rule: &'a Rule,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        mut purpose: Purpose<'_, 'a>,
    ) -> Result<Status, Stop> {
        if let Some(broken) = rule.broken {
            return Err(Stop::Error(self.plan.text(broken).to_owned()));
        }
        if !rule.conditions.is_empty() {
            match self.opens(rule.conditions, scope, memory, purpose.again())? {
                Some(true) => {}
                Some(false) => return Ok(Status::Skip),
                None => return Ok(Status::Fail),
            }
        }
        let mark = purpose.mark();
        let status = self.block(rule.body, scope, memory, purpose.again())?;
        if status != Status::Fail {
            purpose.forget(mark);
        }
        Ok(status)
    }
}
