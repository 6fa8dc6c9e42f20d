//! Rules: their conditions, their bodies, and what each came to. A rule is evaluated once in each role, and never within
//! itself.

use crate::eval::{Eval, Role};
use crate::halt::Halt;
use crate::outcome::{Failure, Status};
use crate::plan::Rule;
use crate::scope::Scope;

/// What a rule came to, and the values that failed.
#[derive(Debug)]
pub(crate) struct Verdict<'a> {
    pub(crate) status: Result<Status, Halt>,
    pub(crate) failures: Vec<Failure<'a>>,
}

/// How far the evaluation of each rule of a file is.
pub(super) struct Progress<'a> {
    /// What the rules came to as assertions, by the index of the rule.
    asserted: Vec<Option<Verdict<'a>>>,
    /// What the rules came to as gates.
    gates: Vec<Option<Status>>,
    /// The rules that are being evaluated.
    running: Vec<usize>,
}

impl Progress<'_> {
    pub(super) fn new(rules: usize) -> Self {
        Self {
            asserted: std::iter::repeat_with(|| None).take(rules).collect(),
            gates: vec![None; rules],
            running: Vec::new(),
        }
    }
}

impl<'a> Eval<'_, 'a> {
    /// What the rule at `index` comes to. `rule` is its index among the rules of all files.
    pub(crate) fn verdict(&self, index: usize, rule: usize) -> Verdict<'a> {
        self.rule.set(rule);
        // Keys that are captured count again each time a rule is evaluated, so it is evaluated again.
        let known = if self.file.captured.contains(&true) {
            None
        } else {
            self.progress.borrow_mut().asserted.get_mut(index).and_then(Option::take)
        };
        let mut verdict = known.unwrap_or_else(|| self.evaluate(index, Role::Assertion));
        for failure in &mut verdict.failures {
            failure.rule = rule;
        }
        self.remember(index, Verdict { status: verdict.status.clone(), failures: Vec::new() });
        verdict
    }

    fn remember(&self, index: usize, verdict: Verdict<'a>) {
        if let Some(slot) = self.progress.borrow_mut().asserted.get_mut(index) {
            *slot = Some(verdict);
        }
    }

    /// What the first of these rules that was not skipped came to; skipped, if all were.
    pub(super) fn first_verdict(&self, rules: &[usize], role: Role) -> Result<Status, Halt> {
        for index in rules {
            let status = self.referred(*index, role)?;
            if status != Status::Skip {
                return Ok(status);
            }
        }
        Ok(Status::Skip)
    }

    fn referred(&self, index: usize, role: Role) -> Result<Status, Halt> {
        let known = {
            let progress = self.progress.borrow();
            match role {
                Role::Assertion => {
                    progress.asserted.get(index).and_then(Option::as_ref).map(|verdict| verdict.status.clone())
                }
                Role::Gate => progress.gates.get(index).copied().flatten().map(Ok),
            }
        };
        if let Some(status) = known {
            return status;
        }
        let verdict = self.evaluate(index, role);
        let status = verdict.status.clone()?;
        // An error is not kept: it may be one of how the rule was reached here, a circle or the depth.
        match role {
            Role::Assertion => self.remember(index, verdict),
            Role::Gate => {
                if let Some(slot) = self.progress.borrow_mut().gates.get_mut(index) {
                    *slot = Some(status);
                }
            }
        }
        Ok(status)
    }

    fn evaluate(&self, index: usize, role: Role) -> Verdict<'a> {
        let Some(rule) = self.file.rules.get(index) else {
            return Verdict { status: Ok(Status::Skip), failures: Vec::new() };
        };
        if let Some(circle) = self.circle_of_rules(index) {
            return Verdict { status: Err(circle), failures: Vec::new() };
        }
        self.progress.borrow_mut().running.push(index);
        let outer = std::mem::take(&mut *self.failures.borrow_mut());
        let status = self.in_rule(rule, &Scope::file(self.document.clone()), role);
        let mut failures = std::mem::replace(&mut *self.failures.borrow_mut(), outer);
        self.progress.borrow_mut().running.pop();
        if status != Ok(Status::Fail) {
            failures.clear();
        }
        Verdict { status, failures }
    }

    fn circle_of_rules(&self, index: usize) -> Option<Halt> {
        let progress = self.progress.borrow();
        let from = progress.running.iter().rposition(|running| *running == index)?;
        let name = |index: &usize| self.file.rules.get(*index).map_or("", |rule| &rule.name);
        let circle: Vec<&str> = progress.running.get(from..)?.iter().chain([&index]).map(name).collect();
        Some(Halt::Error(format!("the rule `{}` refers to itself: {}", name(&index), circle.join(" -> "))))
    }

    /// A rule in the scope of its file, or of its arguments.
    pub(super) fn in_rule(&self, rule: &'a Rule, scope: &Scope<'_, 'a>, role: Role) -> Result<Status, Halt> {
        if let Some(broken) = &rule.broken {
            return Err(Halt::Error(broken.to_string()));
        }
        if !rule.conditions.is_empty() {
            match self.opens(&rule.conditions, scope, role)? {
                Some(true) => {}
                Some(false) => return Ok(Status::Skip),
                None => return Ok(Status::Fail),
            }
        }
        let mark = self.failures.borrow().len();
        let status = self.block(&rule.body, scope, role)?;
        if status != Status::Fail {
            self.failures.borrow_mut().truncate(mark);
        }
        Ok(status)
    }
}
