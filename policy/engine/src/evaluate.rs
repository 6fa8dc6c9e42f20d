//! The one call: a plan and a document in, statuses and failures out. Nothing is kept from one call to the next.

mod blocks;
mod clause;
mod evaluator;
mod failures;
mod filter;
mod functions;
mod lines;
mod memory;
mod query;
mod references;
mod rules;
mod scope;
mod simple_clause;
mod variables;
mod walking;

use tablewarden_template::{Sight, View};

use crate::document::Document;
use crate::document::resources::Resources;
use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::memory::{Memory, Verdict};
use crate::meter::{End, Meter};
use crate::outcome::{Evaluation, RuleOutcome, RuleStatus};
use crate::plan::Plan;
use crate::plan::rule::File;
use crate::stop::Stop;
use crate::values::value::Val;

/// How many resources all rules of a file are evaluated on before the next ones, where they can be: what is looked at stays in the
/// processor's cache.
const BATCH: u32 = 64;

/// How much an evaluation may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Steps of about twenty nanoseconds: a part of a query, a value looked at, a comparison, an instruction of a pattern. Where they are
    /// used up, every rule that has no verdict yet is an error.
    pub steps: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: 60_000_000 }
    }
}

impl Plan {
    /// Evaluates all rules on a document. `now` is what `now()` gives, in seconds since 1970; without it a rule that asks is
    /// an error.
    #[must_use]
    pub fn evaluate<'a>(&'a self, view: View<'a>, budget: &Budget, now: Option<i64>) -> Evaluation<'a> {
        self.evaluate_within(view, budget, budget.steps, now)
    }

    /// The same window by window, each time with all rules: a rule fails where it fails through one, and passes where it passes
    /// through one and fails through none. That is what it comes to on the whole for rules that ask nothing of a list but of its
    /// elements, one by one.
    #[must_use]
    pub fn evaluate_through<'a>(
        &'a self,
        sights: &'a [Sight<'a>],
        view: View<'a>,
        budget: &Budget,
        now: Option<i64>,
    ) -> Evaluation<'a> {
        let mut whole: Option<Evaluation<'a>> = None;
        for sight in sights {
            let left = budget.steps.saturating_sub(whole.as_ref().map_or(0, |whole| whole.steps));
            let part = self.evaluate_within(view.seen(sight), budget, left, now);
            whole = Some(match whole {
                None => part,
                Some(whole) => whole.and(part),
            });
        }
        whole.unwrap_or_else(|| self.evaluate(view, budget, now))
    }

    fn evaluate_within<'a>(&'a self, view: View<'a>, budget: &Budget, steps: u64, now: Option<i64>) -> Evaluation<'a> {
        let document = Document::new(view, self, steps);
        let mut evaluation = Evaluation { outcomes: Vec::new(), failures: Vec::new(), steps: 0 };
        let mut joined = walking::walk(self, &document, now);
        for (index, file) in self.files.iter().enumerate() {
            evaluate_file((index, file), &document, budget, now, BATCH, &mut joined, &mut evaluation);
        }
        evaluation.steps = document.meter.used();
        evaluation
    }
}

/// All rules of a file; where they can be, on so many resources at a time. What rules came to that were joined with others is
/// known already, by their indices among the rules of all files.
pub(crate) fn evaluate_file<'a>(
    (file_index, file): (usize, &'a File),
    document: &Document<'a>,
    budget: &Budget,
    now: Option<i64>,
    batch: u32,
    joined: &mut [Option<Verdict<'a>>],
    evaluation: &mut Evaluation<'a>,
) {
    let plan = document.plan;
    let resources = if file.can_be_batched { document.resources().ok().flatten().map_or(0, Resources::len) } else { 0 };
    let parts = resources.div_ceil(batch).max(1);
    let (first, mark) = (evaluation.outcomes.len(), evaluation.failures.len());
    for part in 0..parts {
        if part > 0 && document.meter.ended().is_some() {
            // No rule of the file has a verdict on the rest.
            for outcome in evaluation.outcomes.iter_mut().skip(first) {
                outcome.also(RuleStatus::Error(ran_out(&document.meter, budget)));
            }
            break;
        }
        let batch = if parts > 1 { part * batch..(part + 1) * batch } else { 0..u32::MAX };
        let root = document.view.root();
        let evaluator = root.map(|root| Evaluator { document, plan, file, root: Val::Doc(root), now, batch });
        let mut memory = Memory::new(file);
        for (index, rule) in plan.rules[file.rules].iter().enumerate() {
            let status = match &evaluator {
                Some(evaluator) => {
                    let known = joined.get_mut(first + index).and_then(Option::take);
                    let verdict = known.unwrap_or_else(|| evaluator.verdict(index, first + index, &mut memory));
                    evaluation.failures.extend(verdict.failures);
                    match verdict.status {
                        Ok(status) => RuleStatus::Verdict(status),
                        Err(Stop::Undecidable(message) | Stop::Error(message)) => RuleStatus::Error(message.into()),
                        Err(Stop::Budget) => RuleStatus::Error(ran_out(&document.meter, budget)),
                    }
                }
                None => RuleStatus::Error("the document is empty, so there is nothing to evaluate".into()),
            };
            match evaluation.outcomes.get_mut(first + index) {
                Some(outcome) => outcome.also(status),
                None => {
                    let (name, name_span) = (plan.text(rule.name), rule.name_span);
                    evaluation.outcomes.push(RuleOutcome { file: file_index, name, name_span, status });
                }
            }
        }
    }
    if parts > 1
        && let Some(failures) = evaluation.failures.get_mut(mark..)
    {
        tablewarden_order::sort_by(failures, |one, other| one.rule.cmp(&other.rule));
    }
}

fn ran_out(meter: &Meter, budget: &Budget) -> Box<str> {
    if meter.ended() == Some(End::Memory) {
        let most = tablewarden_heap::MOST >> 20;
        return format!(
            "the {most} MB of memory ran out before this rule had a verdict; check fewer rules, or split the template"
        )
        .into();
    }
    format!(
        "the budget of {} steps ran out before this rule had a verdict; raise it, or check fewer rules",
        budget.steps
    )
    .into()
}
