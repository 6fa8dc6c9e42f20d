//! The templates that a rule file is compared on: made from its tree, changed here and there, and chosen by what our engine
//! says of them, so that there are few and each shows something else. The same in
//! every run, unless `CONTROL_TOWER_SEED` is set.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use tablewarden_conformance::{Chance, evaluated, verdicts_of};
use tablewarden_engine::Plan;
use tablewarden_guard::{Rule, RuleFile};

use crate::builder::build;
use crate::mutate::{Words, mutate};

/// Documents that are tried for one rule file, and that are kept of them.
const TRIED: usize = 600;
const KEPT: usize = 40;

/// The templates for a rule file.
pub(crate) fn templates(name: &str, text: &str, file: &RuleFile, plan: &Plan) -> Vec<String> {
    let seed = std::env::var("CONTROL_TOWER_SEED").unwrap_or_default();
    let mut chance = Chance::named(&format!("{name}{seed}"));
    let words = Words::of(text);
    let rules: Vec<&Rule> = file.plain_rules().collect();
    let mut pictures = BTreeSet::new();
    let mut found: Vec<(Json, Ours)> = Vec::new();
    for _ in 0..TRIED {
        let document = if found.is_empty() || chance.percent(50) {
            let Some(rule) = chance.any(&rules).copied() else { break };
            let want = chance.percent(85);
            build(file, rule, want, &mut chance)
        } else {
            let index = chance.below(found.len());
            mutate(&found[index].0, &words, &mut chance)
        };
        if !document.is_object() {
            continue;
        }
        let ours = Ours::of(plan, &document);
        if pictures.insert(ours.clone()) {
            found.push((document, ours));
        }
    }
    chosen(&found)
}

/// What shows how a document differs from others: the statuses, and the clauses that failed, by their place in the rule text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Ours {
    statuses: Vec<&'static str>,
    failed: BTreeSet<u32>,
}

impl Ours {
    fn of(plan: &Plan, document: &Json) -> Self {
        evaluated(plan, &document.to_string(), None, |evaluation, _| Self {
            statuses: verdicts_of(evaluation).iter().map(|(_, verdict)| verdict.word()).collect(),
            failed: evaluation.failures.iter().map(|failure| failure.clause.start).collect(),
        })
    }
}

/// Those that bring a status which a rule had not yet, and after them the others, up to the number that is kept.
fn chosen(found: &[(Json, Ours)]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let (first, others): (Vec<_>, Vec<_>) = found.iter().partition(|(_, ours)| {
        let statuses = ours.statuses.iter().enumerate();
        statuses.fold(false, |new, (index, status)| seen.insert((index, *status)) || new)
    });
    let kept = KEPT.max(first.len());
    first.iter().chain(&others).take(kept).map(|(document, _)| document.to_string()).collect()
}
