//! The responses to the checks of several templates in one file, in their order, into one about the file. Judges nothing.

use tablewarden_wire::{CheckResponse, Counts, RuleStatus, Status};

/// Adds a response to the one about the templates before.
pub(crate) fn add(all: &mut CheckResponse, one: CheckResponse) {
    all.outcome = all.outcome.max(one.outcome);
    all.findings.extend(one.findings);
    all.waived.extend(one.waived);
    all.unlisted.extend(one.unlisted);
    all.nested.extend(one.nested);
    all.excerpts.extend(one.excerpts);
    all.unknown_values.extend(one.unknown_values);
    // What goes with every template is told once.
    all.notices.extend(one.notices.into_iter().filter(|notice| !all.notices.contains(notice)).collect::<Vec<_>>());
    if let (Some(changes), Some(others)) = (&mut all.changes, one.changes) {
        changes.tables.extend(others.tables);
        tablewarden_order::sort_by_key(&mut changes.tables, |table| table.outcome);
    }
    for rule in one.rules {
        if let Err(at) = all.rules.binary_search_by(|known| known.id.cmp(&rule.id)) {
            all.rules.insert(at, rule);
        }
    }
    let meant = one.unused_parameters.iter().zip(one.meant_parameters).collect::<Vec<_>>();
    let mut kept = std::mem::take(&mut all.meant_parameters).into_iter();
    all.unused_parameters.retain(|name| {
        let known = kept.next().unwrap_or_default();
        let here = meant.iter().find(|(other, _)| *other == name);
        all.meant_parameters.extend(here.map(|(_, meant)| if known.is_empty() { meant.clone() } else { known }));
        here.is_some()
    });
    let Counts { errors, warnings, notes, waived, tables, unknown_values } = one.counts;
    let counts = &mut all.counts;
    counts.errors += errors;
    counts.warnings += warnings;
    counts.notes += notes;
    counts.waived += waived;
    counts.tables += tables;
    counts.unknown_values += unknown_values;
    for (status, other) in all.statuses.iter_mut().zip(one.statuses) {
        if weight(&other) > weight(status) {
            *status = other;
        }
    }
}

/// What counts where a rule came out differently: that it failed.
fn weight(one: &RuleStatus) -> u8 {
    match one.status {
        Status::Skip => 0,
        Status::Pass => 1,
        Status::Error => 2,
        Status::Fail => 3,
    }
}
