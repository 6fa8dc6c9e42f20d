//! The stream of a table and where it goes: what reads it, and the Kinesis stream that the table writes to.

use tablewarden_template::At;

use super::reading::Reading;
use crate::belongings::Kind;
use crate::facts::{Fact, Facts};
use crate::part::{Line, Part, Tone, UNKNOWN, cases};

/// The most consumers that are drawn.
const MOST_CONSUMERS: usize = 8;

/// The stream, and each of its consumers.
pub(crate) fn read(reading: Reading<'_, '_>) -> (Part, Vec<Part>) {
    let facts = reading.facts;
    let group = facts.at(reading.at, "Stream");
    let lines = cases(facts, group, 3, &|variant| stream(facts, variant));
    let mut part = Part::new(facts, "Stream", group, lines);
    part.at = part.lines.first().map_or(group, |line| line.at);
    let mut consumers: Vec<Part> = Vec::new();
    let mut rest = 0_usize;
    for variant in facts.list(reading.at, "Stream") {
        consumers.extend(
            no_consumer(facts, variant).filter(|none| !consumers.iter().any(|known| known.says_the_same(none))),
        );
        for id in facts.list(variant, "Consumers") {
            let name = facts.view().text(id).unwrap_or("");
            let is_known = |known: &Part| known.lines.first().is_some_and(|line| line.text == name);
            if consumers.iter().any(is_known) {
                continue;
            }
            if consumers.len() < MOST_CONSUMERS {
                consumers.push(consumer(reading, name, id));
            } else {
                rest += 1;
            }
        }
    }
    for at in reading.belonging(Kind::Stream) {
        let lines = vec![
            Line::new(Tone::Name, at, &[facts.text(at, "LogicalId")]),
            Line::new(Tone::Quiet, at, &["Kinesis stream"]),
        ];
        consumers.push(Part::new(facts, "", at, lines));
    }
    if rest > 0 {
        part.line(Tone::Quiet, group, &["and ", &rest.to_string(), " more consumers"]);
    }
    (part, consumers)
}

fn stream(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let (at, at_view) = (facts.at(variant, "Given"), facts.at(variant, "View"));
    let mut lines = match facts.fact(variant, "Given") {
        Fact::Absent => vec![Line::new(Tone::Missing, at, &["No stream"])],
        Fact::Unknown => vec![Line::new(Tone::Unknown, at, &[UNKNOWN])],
        Fact::Known(_) => vec![match facts.fact(variant, "View") {
            Fact::Known("NEW_AND_OLD_IMAGES") => Line::new(Tone::Plain, at_view, &["New and old images"]),
            Fact::Known("NEW_IMAGE") => Line::new(Tone::Plain, at_view, &["New images"]),
            Fact::Known("OLD_IMAGE") => Line::new(Tone::Plain, at_view, &["Old images"]),
            Fact::Known("KEYS_ONLY") => Line::new(Tone::Plain, at_view, &["Keys only"]),
            Fact::Known(other) => Line::new(Tone::Name, at_view, &[other]),
            Fact::Unknown => Line::new(Tone::Unknown, at_view, &["? view type"]),
            Fact::Absent => Line::new(Tone::Missing, at_view, &["No view type"]),
        }],
    };
    if facts.fact(variant, "Given").known().is_some() {
        let at = facts.at(variant, "Consumption");
        match facts.fact(variant, "Consumption") {
            Fact::Known(words) if words.contains("output `") => {
                lines.push(Line::new(Tone::Quiet, at, &["ARN is output"]));
            }
            Fact::Known(words) if words.contains("the policy of `") => {
                lines.push(Line::new(Tone::Quiet, at, &["A policy allows reading it"]));
            }
            _ => {}
        }
    }
    if facts.fact(variant, "Kinesis").known().is_some() {
        lines.push(Line::new(Tone::Quiet, facts.at(variant, "Kinesis"), &["Also to a Kinesis stream"]));
    }
    lines
}

/// What stands for the consumers of a stream that none reads, or nobody knows which.
fn no_consumer(facts: Facts<'_>, variant: At) -> Option<Part> {
    facts.fact(variant, "Given").known()?;
    let at = facts.at(variant, "Consumption");
    let line = match facts.fact(variant, "Consumption") {
        Fact::Absent => Line::new(Tone::Missing, at, &["Nothing in the template reads it"]),
        Fact::Unknown => Line::new(Tone::Unknown, at, &["? consumers unknown until deployment"]),
        Fact::Known(_) => return None,
    };
    Some(Part::new(facts, "", at, vec![line]))
}

fn consumer(reading: Reading<'_, '_>, name: &str, id: At) -> Part {
    let facts = reading.facts;
    let mut sources = reading.belonging(Kind::EventSource).filter(|at| facts.text(*at, "LogicalId") == name);
    let Some(source) = sources.next() else {
        let lines = vec![Line::new(Tone::Name, id, &[name]), Line::new(Tone::Quiet, id, &["uses its ARN"])];
        return Part { covers: Vec::new(), ..Part::new(facts, "", id, lines) };
    };
    let kind = match facts.text(source, "Kind") {
        "EventSourceMapping" => "Lambda event source",
        "Function" => "Lambda function",
        _ => "EventBridge pipe",
    };
    let lines = vec![Line::new(Tone::Name, source, &[name]), Line::new(Tone::Quiet, source, &[kind])];
    let mut part = Part::new(facts, "", source, lines);
    part.when(source, facts.text(source, "When"));
    sources.for_each(|other| part.cover(facts, other));
    part
}
