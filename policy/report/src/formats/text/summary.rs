//! The last lines of a report for people: what was checked, and what it comes to.

use tablewarden_wire::Outcome;

use crate::plural::plural;
use crate::totals::Totals;

/// One line, or two where something was not looked at.
pub(super) fn summary(totals: &Totals) -> String {
    let mut out = plural(totals.counts.tables as usize, "table");
    out += &format!(" in {}: ", plural(totals.checked as usize, "template"));
    out += &totals.found();
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
