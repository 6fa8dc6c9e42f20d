//! The alarms about a table: each by itself with its metrics, and which throttled requests of the table or of an index they
//! cover.

use tablewarden_template::At;

use super::reading::Reading;
use crate::belongings::Kind;
use crate::facts::{Fact, Facts};
use crate::part::{Line, Part, Tone, cases};

/// The most alarms that are listed, and the most metrics of one.
const MOST_ALARMS: usize = 12;
const MOST_METRICS: usize = 3;

/// Each alarm that is about the table.
pub(crate) fn read(reading: Reading<'_, '_>) -> Vec<Part> {
    let facts = reading.facts;
    let mut parts: Vec<Part> = Vec::new();
    let mut whens: Vec<Option<At>> = Vec::new();
    let mut more = 0_usize;
    for at in reading.belonging(Kind::Alarm) {
        let part = alarm(facts, at);
        // An alarm under conditions is there once for each outcome.
        let known = parts.iter_mut().zip(&mut whens).find(|(known, _)| known.says_the_same(&part));
        if let Some((known, when)) = known {
            known.covers.extend(part.covers);
            *when = None;
        } else if parts.len() < MOST_ALARMS {
            parts.push(part);
            whens.push(Some(at));
        } else if let Some(last) = parts.last_mut() {
            more += 1;
            last.covers.extend(part.covers);
        }
    }
    for (part, at) in parts.iter_mut().zip(whens) {
        at.into_iter().for_each(|at| part.when(at, facts.text(at, "When")));
    }
    if let Some(last) = parts.last_mut().filter(|_| more > 0) {
        let at = last.at;
        last.line(Tone::Quiet, at, &["and ", &more.to_string(), " more"]);
    }
    parts
}

fn alarm(facts: Facts<'_>, at: At) -> Part {
    let mut lines = vec![Line::new(Tone::Name, at, &[facts.text(at, "LogicalId")])];
    let metrics = facts.list(at, "Metrics");
    let rest = metrics.len().saturating_sub(MOST_METRICS);
    for metric in metrics.take(MOST_METRICS) {
        let name = match facts.fact(metric, "Name") {
            Fact::Known(name) => name,
            Fact::Unknown => "? unknown metric",
            Fact::Absent => "no metric",
        };
        let index = facts.text(metric, "Index");
        let of = if index.is_empty() { "" } else { " of " };
        let line = Line::new(Tone::Quiet, facts.at(metric, "Name"), &[name, of, index]);
        if lines.last().is_none_or(|last| last.text != line.text) {
            lines.push(line);
        }
    }
    if rest > 0 {
        lines.push(Line::new(Tone::Quiet, at, &["and ", &rest.to_string(), " more metrics"]));
    }
    Part::new(facts, "", at, lines)
}

/// Which throttled requests of an index, or of the table, are alarmed.
pub(crate) fn of(reading: Reading<'_, '_>, index: Option<At>, at: At) -> Part {
    let facts = reading.facts;
    let quiet = |words| vec![Line::new(Tone::Quiet, at, &[words])];
    let apart = |lines| Part { covers: Vec::new(), ..Part::new(facts, "", at, lines) };
    let (kind, what) = match index {
        None => ("table", ""),
        Some(index) if facts.text(index, "Kind") == "Global" => ("index", facts.text(index, "What")),
        Some(_) => return apart(quiet("as the table")),
    };
    let is_own = |watch: &At| {
        let of = facts.text(*watch, "Of");
        (index.is_none() && of == "capacity") || (of == kind && (index.is_none() || facts.text(*watch, "What") == what))
    };
    let say = |variant| {
        let watch = facts.list(variant, "Watches").find(is_own);
        watch.map_or_else(|| quiet("?"), |watch| covered(facts, watch))
    };
    let mut part = apart(cases(facts, facts.at(reading.at, "Monitoring"), 2, &say));
    for variant in facts.list(reading.at, "Monitoring") {
        facts.list(variant, "Watches").filter(is_own).for_each(|watch| part.cover(facts, watch));
    }
    part
}

fn covered(facts: Facts<'_>, watch: At) -> Vec<Line> {
    match (facts.text(watch, "Read"), facts.text(watch, "Write")) {
        ("alarmed", "alarmed") => vec![Line::new(Tone::Plain, watch, &["reads, writes"])],
        ("unalarmed", "unalarmed") => vec![Line::new(Tone::Missing, watch, &["No alarm"])],
        (read, write) => [(read, "reads"), (write, "writes")]
            .map(|(state, what)| match state {
                "alarmed" => Line::new(Tone::Plain, watch, &[what]),
                "unalarmed" => Line::new(Tone::Missing, watch, &["not ", what]),
                _ => Line::new(Tone::Unknown, watch, &["? ", what]),
            })
            .to_vec(),
    }
}
