//! The last lines of a report for people: what was checked, and what it comes to.

use tablewarden_wire::{Counts, Outcome};

use crate::plural::plural;
use crate::totals::Totals;

/// One line, or two where something was not looked at.
pub(super) fn summary(totals: &Totals) -> String {
    let found = found(totals.counts);
    let mut out = plural(totals.counts.tables as usize, "table");
    out += &format!(" in {}: ", plural(totals.checked as usize, "template"));
    out += &if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    if totals.counts.waived > 0 {
        out += &format!(", {} waived", totals.counts.waived);
    }
    if totals.counts.unknown_values > 0 {
        out += &format!("; {} not known from the template", plural(totals.counts.unknown_values as usize, "value"));
    }
    if totals.skipped > 0 {
        out += &format!("; {} passed over", plural(totals.skipped as usize, "other file"));
    }
    out.push('\n');
    out += match totals.outcome() {
        Outcome::Incomplete => "not everything could be looked at: see `incomplete` above\n",
        Outcome::Error => "something could not be looked at: see the errors above that name no rule\n",
        Outcome::Clean | Outcome::Findings => "",
    };
    out
}

fn found(counts: Counts) -> Vec<String> {
    let of_each = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")];
    of_each.iter().filter(|(count, _)| *count > 0).map(|(count, what)| plural(*count as usize, what)).collect()
}
