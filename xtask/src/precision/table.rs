//! The tables of docs/precision.md: what each package gave, which rules fired how often, and what the labels of fixtures say.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::judged::Judgements;
use super::report::{Checked, Report};

const SEVERITIES: [&str; 3] = ["error", "warning", "note"];

/// All tables, with their headings.
pub(super) fn tables(reports: &[Report], judgements: &Judgements) -> String {
    let mut out = String::new();
    packages(&mut out, reports);
    rules(&mut out, reports);
    errors(&mut out, reports, judgements);
    labelled(&mut out, reports);
    out
}

fn count(files: &[Checked], severity: &str) -> usize {
    files.iter().flat_map(|checked| &checked.findings).filter(|finding| finding.severity == severity).count()
}

fn packages(out: &mut String, reports: &[Report]) {
    out.push_str(
        "\n### Packages\n\n| package | files | with tables | errors | warnings | notes |\n|---|--:|--:|--:|--:|--:|\n",
    );
    for Report { package, version, files } in reports {
        let with_tables = files.iter().filter(|checked| checked.has_tables()).count();
        let [errors, warnings, notes] = SEVERITIES.map(|severity| count(files, severity));
        let read = files.iter().filter(|checked| !checked.skipped).count();
        let _ = writeln!(out, "| {package} {version} | {read} | {with_tables} | {errors} | {warnings} | {notes} |");
    }
}

fn rules(out: &mut String, reports: &[Report]) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in reports.iter().flat_map(|report| &report.files).flat_map(|checked| &checked.findings) {
        *counts.entry((&finding.rule, &finding.severity)).or_default() += 1;
    }
    out.push_str("\n### Rules\n\n| rule | errors | warnings | notes |\n|---|--:|--:|--:|\n");
    let mut names: Vec<&str> = counts.keys().map(|(rule, _)| *rule).collect();
    names.dedup();
    for rule in names {
        let [errors, warnings, notes] = SEVERITIES.map(|severity| counts.get(&(rule, severity)).copied().unwrap_or(0));
        let _ = writeln!(out, "| {rule} | {errors} | {warnings} | {notes} |");
    }
}

fn errors(out: &mut String, reports: &[Report], judgements: &Judgements) {
    out.push_str("\n### Errors\n\n| package | file | rule | judged |\n|---|---|---|---|\n");
    for Report { package, files, .. } in reports {
        for checked in files {
            let mut rules: Vec<&str> =
                checked.findings.iter().filter(|one| one.severity == "error").map(|one| &*one.rule).collect();
            rules.sort_unstable();
            rules.dedup();
            for rule in rules {
                let why = judgements.of(package, &checked.file, rule).map_or("not judged", |one| &one.why);
                let _ = writeln!(out, "| {package} | `{}` | {rule} | {why} |", short(&checked.file));
            }
        }
    }
}

/// Fixtures that their package calls good or bad, beside what is found in them.
fn labelled(out: &mut String, reports: &[Report]) {
    out.push_str("\n### Labelled fixtures\n\n| package | fixture | label | errors found |\n|---|---|---|---|\n");
    for Report { package, files, .. } in reports {
        for checked in files {
            let label = ["good", "bad"].into_iter().find(|label| checked.file.contains(&format!("/{label}/")));
            let label = label.or_else(|| checked.file.contains("/valid/").then_some("good"));
            let Some(label) = label.or_else(|| checked.file.contains("/invalid/").then_some("bad")) else { continue };
            let mut rules: Vec<&str> =
                checked.findings.iter().filter(|one| one.severity == "error").map(|one| &*one.rule).collect();
            rules.dedup();
            let found = if rules.is_empty() { "none".to_owned() } else { rules.join(", ") };
            let _ = writeln!(out, "| {package} | `{}` | {label} | {found} |", short(&checked.file));
        }
    }
}

/// A path without the folder of the archive.
fn short(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, rest)| rest)
}
