//! The output for people: each finding with its excerpt, what the check says about itself, and one line of summary.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use tablewarden_source::SourceText;
use tablewarden_wire::{Counts, Finding, Gravity, Location, Notice, Outcome, Report, Severity};

use super::excerpt::excerpt;

/// The texts that excerpts are taken from, by the file's name.
#[derive(Default)]
pub(super) struct Sources<'a>(HashMap<&'a str, Cow<'a, str>>);

impl<'a> Sources<'a> {
    pub(super) fn add(&mut self, name: &'a str, bytes: &'a [u8]) {
        self.0.insert(name, SourceText::new(bytes).text);
    }

    fn of(&self, file: &str) -> Option<&str> {
        self.0.get(file).map(AsRef::as_ref)
    }
}

/// The whole output.
pub(super) fn render(report: &Report, sources: &Sources<'_>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut helped = HashSet::new();
    for notice in &report.notices {
        out.push_str(&renderer.render(&[notice_group(notice, sources)]));
        out.push_str("\n\n");
    }
    for file in &report.files {
        for notice in &file.notices {
            out.push_str(&renderer.render(&[notice_group(notice, sources)]));
            out.push_str("\n\n");
        }
        for finding in file.findings.iter().filter(|finding| finding.waiver.is_none()) {
            let with_help = helped.insert(finding.rule.as_str());
            out.push_str(&renderer.render(&[finding_group(finding, sources, with_help)]));
            out.push_str("\n\n");
        }
    }
    out.push_str(&summary(report));
    out
}

fn finding_group<'a>(finding: &'a Finding, sources: &'a Sources<'_>, with_help: bool) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(harmless(&finding.message)).id(finding.rule.as_str()));
    group = place(group, &finding.file, &finding.span, sources, AnnotationKind::Primary, None);
    for related in &finding.related {
        group = place(group, &related.file, &related.span, sources, AnnotationKind::Context, Some(&related.message));
    }
    if let Some(condition) = &finding.condition {
        group = group.element(Level::NOTE.with_name(Some("when")).message(harmless(condition)));
    }
    match &finding.help {
        Some(help) if with_help => group.element(Level::HELP.message(harmless(help))),
        _ => group,
    }
}

fn notice_group<'a>(notice: &'a Notice, sources: &'a Sources<'_>) -> Group<'a> {
    let level = match notice.gravity {
        Gravity::Notice => Level::INFO.with_name(Some("notice")),
        Gravity::Incomplete => Level::ERROR.with_name(Some("incomplete")),
        Gravity::Error => Level::ERROR,
    };
    let group = Group::with_title(level.primary_title(harmless(&notice.message)));
    match &notice.span {
        Some(span) => place(group, &notice.file, span, sources, AnnotationKind::Primary, None),
        None => group.element(Origin::path(harmless(&notice.file))),
    }
}

fn place<'a>(
    group: Group<'a>,
    file: &'a str,
    span: &Location,
    sources: &'a Sources<'_>,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Group<'a> {
    let Some(source) = sources.of(file) else { return group.element(origin(file, span)) };
    let excerpt = excerpt(source, span);
    let annotation = kind.span(excerpt.covered).label(label.map(harmless));
    let snippet = Snippet::source(excerpt.text).line_start(span.start.line as usize).annotation(annotation);
    if excerpt.is_cut {
        group.element(origin(file, span)).element(snippet)
    } else {
        group.element(snippet.path(harmless(file)))
    }
}

fn origin<'a>(file: &'a str, span: &Location) -> Origin<'a> {
    Origin::path(harmless(file)).line(span.start.line as usize).char_column(span.start.column as usize)
}

/// One line, or two where something was not looked at.
fn summary(report: &Report) -> String {
    let mut out = String::new();
    let checked = report.files.len() - (report.skipped as usize).min(report.files.len());
    let _ = write!(out, "{} in {}", amount(report.counts.tables, "table"), amount(to_u32(checked), "template"));
    let found = found(report.counts);
    let _ = write!(out, ": {}", if found.is_empty() { "no findings".to_owned() } else { found.join(", ") });
    if report.counts.waived > 0 {
        let _ = write!(out, ", {} waived", report.counts.waived);
    }
    if report.counts.unknown_values > 0 {
        let _ = write!(out, "; {} not known from the template", amount(report.counts.unknown_values, "value"));
    }
    if report.skipped > 0 {
        let _ = write!(out, "; {} passed over", amount(report.skipped, "other file"));
    }
    out.push('\n');
    match report.outcome {
        Outcome::Incomplete => out.push_str("not everything could be looked at: see `incomplete` above\n"),
        Outcome::Error => out.push_str("something could not be looked at: see the errors above that name no rule\n"),
        Outcome::Clean | Outcome::Findings => {}
    }
    out
}

fn found(counts: Counts) -> Vec<String> {
    let of_each = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")];
    of_each.iter().filter(|(count, _)| *count > 0).map(|(count, what)| amount(*count, what)).collect()
}

fn amount(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Text of a template in a terminal: no control character of it may move the cursor or turn the writing round.
fn harmless(text: &str) -> Cow<'_, str> {
    let bad = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(bad) { Cow::Owned(text.replace(bad, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_a_template_reach_no_terminal() {
        assert_eq!(harmless("a\u{1b}[31mb\n\u{202e}"), "a\u{fffd}[31mb\u{fffd}\u{fffd}");
        assert!(matches!(harmless("`Ordérs`"), Cow::Borrowed(_)));
    }

    #[test]
    fn amounts_agree_in_number() {
        assert_eq!(amount(1, "table"), "1 table");
        assert_eq!(amount(0, "table"), "0 tables");
    }
}
