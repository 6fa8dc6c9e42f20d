//! The output for people: what the check says about itself, each finding with its excerpt, and one line of summary.

use tablewarden_order::Set;
use tablewarden_wire::{Counts, Outcome};

use super::draw::{Drawing, Level, harmless};
use super::report::Report;
use super::response_view::{Excerpts, Part, Place, ResponseView};
use crate::response::{LineExcerpt, plural};

/// The line of a place, where its answer carries it.
fn line<'l>(lines: &Excerpts<'l>, file: &'l str, place: &Place) -> Option<LineExcerpt<'l>> {
    lines.get(&(file, place.start, place.end)).cloned()
}

/// The whole output.
pub(super) fn render(report: &Report<'_>, color: bool) -> String {
    let mut out = String::new();
    for unread in &report.notices {
        Drawing::new(&mut out, color, Level::Error, ("error", None), &unread.message, 1).file(&unread.file);
        out.push('\n');
    }
    let mut told = Set::new();
    let mut helped = Set::new();
    for file in &report.files {
        let lines = file.excerpts();
        // What is wrong with a rule file is in the answer of every template.
        for part in file.notices() {
            let place = part.place().map(|place| (place.line, place.column));
            if told.insert((part.text("file"), place, part.text("message"))) {
                notice(&mut out, &part, &lines, color);
                out.push('\n');
            }
        }
        for part in file.findings().filter(|finding| finding.part("waiver").is_none()) {
            let is_first = helped.insert(part.text("rule").unwrap_or(""));
            finding(&mut out, &part, &lines, color, is_first);
            out.push('\n');
        }
    }
    out.push_str(&settings(report));
    out.push_str(&summary(report));
    if !report.advice.is_empty() {
        out.push_str("\nno template shows these:\n");
    }
    for advice in report.advice {
        out.push_str(&format!("  - {advice}\n"));
    }
    out
}

/// One line with the settings files that are in force, each once; nothing where there are none.
fn settings(report: &Report<'_>) -> String {
    let mut told = Set::new();
    let names: Vec<&str> =
        report.files.iter().filter_map(ResponseView::settings).filter(|name| told.insert(*name)).collect();
    if names.is_empty() { String::new() } else { format!("settings: {}\n", harmless(&names.join(", "))) }
}

/// A finding. What to do is said once for a rule in a run.
fn finding(out: &mut String, finding: &Part<'_>, lines: &Excerpts<'_>, color: bool, with_help: bool) {
    let word = finding.text("severity").unwrap_or("error");
    let level = match word {
        "warning" => Level::Warning,
        "note" => Level::Note,
        _ => Level::Error,
    };
    let related: Vec<_> = finding.parts("related").filter_map(|part| Some((part.place()?, part))).collect();
    let own = finding.place();
    let last_line = related.iter().map(|(place, _)| place.line).chain(own.map(|place| place.line)).max().unwrap_or(1);
    let message = finding.text("message").unwrap_or("");
    let mut drawing = Drawing::new(out, color, level, (word, finding.text("rule")), message, last_line);
    let file = finding.text("file").unwrap_or("");
    if let Some(place) = &own {
        drawing.place(file, place, line(lines, file, place), None);
    }
    for (place, part) in &related {
        let file = part.text("file").unwrap_or("");
        drawing.place(file, place, line(lines, file, place), part.text("message").or(Some("")));
    }
    let when = finding.text("condition").map(|condition| ("when", condition));
    let help = finding.text("help").filter(|_| with_help).map(|help| ("help", help));
    let remarks: Vec<_> = when.into_iter().chain(help).collect();
    drawing.remarks(&remarks);
}

fn notice(out: &mut String, notice: &Part<'_>, lines: &Excerpts<'_>, color: bool) {
    let (word, level) = match notice.text("gravity") {
        Some("notice") => ("notice", Level::Note),
        Some("incomplete") => ("incomplete", Level::Error),
        _ => ("error", Level::Error),
    };
    let place = notice.place();
    let message = notice.text("message").unwrap_or("");
    let file = notice.text("file").unwrap_or("");
    let mut drawing = Drawing::new(out, color, level, (word, None), message, place.map_or(1, |place| place.line));
    match &place {
        Some(place) => drawing.place(file, place, line(lines, file, place), None),
        None => drawing.file(file),
    }
}

/// One line, or two where something was not looked at.
fn summary(report: &Report<'_>) -> String {
    let checked = report.files.len() - (report.skipped as usize).min(report.files.len());
    let found = found(report.counts);
    let mut out = plural(report.counts.tables as usize, "table");
    out += &format!(" in {}: ", plural(checked, "template"));
    out += &if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    if report.counts.waived > 0 {
        out += &format!(", {} waived", report.counts.waived);
    }
    if report.counts.unknown_values > 0 {
        out += &format!("; {} not known from the template", plural(report.counts.unknown_values as usize, "value"));
    }
    if report.skipped > 0 {
        out += &format!("; {} passed over", plural(report.skipped as usize, "other file"));
    }
    out.push('\n');
    out += match report.outcome {
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
