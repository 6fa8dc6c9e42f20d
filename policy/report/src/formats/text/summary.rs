//! The last lines of a report for people: what was checked, what it comes to, and what was not checked.

use tablewarden_wire::Counts;

use crate::plural::plural;
use crate::totals::Totals;

/// One line on what was done, one on where more is said of findings, and one where something was not checked.
pub(super) fn summary(totals: &Totals, names_unknown: bool) -> String {
    let Counts { tables, errors, warnings, notes, waived, unknown_values } = totals.counts;
    let skipped = match totals.skipped {
        0 => String::new(),
        count => format!(" {} skipped.", plural(count as usize, "other file")),
    };
    if totals.is_nothing() {
        let code = if totals.is_incomplete() { " (exit code 2)" } else { "" };
        return format!("Nothing was checked{code}.{skipped}\n");
    }
    let mut out = String::new();
    if totals.checked > 0 {
        out = plural(tables as usize, "table") + " in " + &plural(totals.checked as usize, "template");
        let found = totals.found();
        if !found.is_empty() {
            out += ": ";
            out += &found;
        }
        let known = totals.baseline.map_or(0, |baseline| baseline.known);
        for (count, what) in [(known, "known"), (waived, "waived")] {
            if count > 0 {
                out += &format!(", {count} {what}");
            }
        }
        out.push('.');
    }
    if unknown_values > 0 {
        let more = match unknown_values {
            _ if names_unknown => "",
            1 => " (`--verbose` names it)",
            _ => " (`--verbose` names them)",
        };
        out += &format!(" {} unknown{more}.", plural(unknown_values as usize, "value"));
    }
    out += if out.is_empty() { skipped.trim_start() } else { &skipped };
    if !out.is_empty() {
        out.push('\n');
    }
    out += &fixable(totals, errors + warnings + notes);
    if errors + warnings + notes > 0 {
        out += "Run `tablewarden explain ID` to read why a rule exists and how to fix what it finds.\n";
    }
    if totals.is_incomplete() {
        let unchecked = totals.unchecked();
        out += "Check incomplete: ";
        out += if unchecked.is_empty() { "see the errors above" } else { &unchecked };
        out += " (exit code 2).\n";
    }
    out
}

/// How many of the findings can be fixed, and how; nothing where none can.
fn fixable(totals: &Totals, all: u32) -> String {
    // Nobody looked for the fixes of what is not listed.
    let noun = if totals.unlisted > 0 { "listed finding" } else { "finding" };
    let all = plural(all.saturating_sub(totals.unlisted) as usize, noun);
    let of_all = |count| format!("{count} of {all} can be fixed with `tablewarden fix");
    match totals.fixable {
        (0, 0) => String::new(),
        (0, others) => of_all(others) + " --unsafe`.\n",
        (safe, 0) => of_all(safe) + "`.\n",
        (safe, others) => of_all(safe) + &format!("`, and {others} more with `--unsafe`.\n"),
    }
}
