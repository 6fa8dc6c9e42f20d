//! The templates that a rule file is compared on: made from its tree, changed here and there, and chosen by what our engine
//! says of them, so that there are few and each shows something else. The same in
//! every run, unless `CONTROL_TOWER_SEED` is set.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use tablewarden_engine::Plan;
use tablewarden_guard::{Rule, RuleFile};

use crate::builder::Builder;
use crate::mutate::{Words, mutate};
use crate::random::Random;
use crate::verdicts::{self, Ours};

/// Documents that are tried for one rule file, and that are kept of them.
const TRIED: usize = 600;
const KEPT: usize = 40;

/// The templates for a rule file.
pub(crate) fn templates(name: &str, text: &str, file: &RuleFile, plan: &Plan) -> Vec<String> {
    let seed = std::env::var("CONTROL_TOWER_SEED").unwrap_or_default();
    let mut random = Random::named(&format!("{name}{seed}"));
    let words = Words::of(text);
    let rules: Vec<&Rule> = file.plain_rules().collect();
    let mut pictures = BTreeSet::new();
    let mut found: Vec<(Json, Ours)> = Vec::new();
    for _ in 0..TRIED {
        let document = if found.is_empty() || random.chance(50) {
            let Some(rule) = random.pick(&rules).copied() else { break };
            let want = random.chance(85);
            Builder::build(file, rule, want, &mut random)
        } else {
            let index = random.below(found.len());
            mutate(&found[index].0, &words, &mut random)
        };
        if !document.is_object() {
            continue;
        }
        let ours = verdicts::ours(plan, &document.to_string());
        if pictures.insert((ours.verdicts.clone(), ours.failed.clone())) {
            found.push((document, ours));
        }
    }
    chosen(&found)
}

/// Those that bring a status which a rule had not yet, and after them the others, up to the number that is kept.
fn chosen(found: &[(Json, Ours)]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let (first, others): (Vec<_>, Vec<_>) = found.iter().partition(|(_, ours)| {
        let statuses = ours.verdicts.iter().enumerate();
        statuses.fold(false, |new, (index, (_, status))| seen.insert((index, *status)) || new)
    });
    let kept = KEPT.max(first.len());
    first.iter().chain(&others).take(kept).map(|(document, _)| document.to_string()).collect()
}
