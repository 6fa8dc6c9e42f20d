//! The keys of a table and of its indexes, a row each, with what is said of them beside: projection, capacity, alarms.

use tablewarden_template::At;

use super::reading::Reading;
use super::{alarms, capacity};
use crate::facts::{Fact, Facts};
use crate::part::{Line, Part, Tone, UNKNOWN};

/// The most indexes that have a row of their own.
const MOST_INDEXES: usize = 24;
/// The most attributes of a key, and the most ways that keys can be.
const MOST_ATTRIBUTES: usize = 8;
const MOST_GROUPS: usize = 3;
/// The most attributes of a projection that are named.
const MOST_INCLUDED: usize = 4;

/// The keys of a table and its indexes.
pub(crate) struct KeyGroup {
    /// When they are these, where that is not always.
    pub(crate) when: Option<String>,
    pub(crate) rows: Vec<KeyRow>,
    /// The indexes that have no row.
    pub(crate) more: Option<Part>,
}

/// The key of the table or of an index, and what belongs to it.
pub(crate) struct KeyRow {
    pub(crate) name: Part,
    /// The attributes of the partition key, each a part of its own.
    pub(crate) partition: Vec<Part>,
    pub(crate) sort: Vec<Part>,
    pub(crate) projection: Part,
    pub(crate) capacity: Part,
    pub(crate) alarms: Part,
}

/// The keys, once for each way that conditions make them.
pub(crate) fn read(reading: Reading<'_, '_>) -> Vec<KeyGroup> {
    let facts = reading.facts;
    let mut groups: Vec<KeyGroup> = Vec::new();
    for variant in facts.list(reading.at, "Keys") {
        let mut group = group(reading, variant);
        if let Some(known) = groups.iter_mut().find(|known| known.says_the_same(&group)) {
            known.merge(group);
        } else if groups.len() < MOST_GROUPS {
            group.when = Some(["when ", &facts.text(variant, "When").replace('`', "")].concat());
            groups.push(group);
        } else if let Some(more) = groups.last_mut().and_then(|last| last.rows.first_mut()) {
            more.name.cover(facts, variant);
        }
    }
    if let [only] = groups.as_mut_slice() {
        only.when = None;
    }
    groups
}

fn group(reading: Reading<'_, '_>, variant: At) -> KeyGroup {
    let facts = reading.facts;
    let own = KeyRow {
        name: Part { covers: Vec::new(), ..name(facts, variant, &[Line::new(Tone::Plain, variant, &["Primary key"])]) },
        partition: attributes(facts, variant, "Partition"),
        sort: attributes(facts, variant, "Sort"),
        projection: Part { covers: Vec::new(), ..Part::new(facts, "", variant, Vec::new()) },
        capacity: capacity::of(reading, None, variant),
        alarms: alarms::of(reading, None, variant),
    };
    let mut rows = vec![own];
    let indexes = facts.list(variant, "Indexes");
    let rest = indexes.len().saturating_sub(MOST_INDEXES);
    rows.extend(indexes.take(MOST_INDEXES).map(|at| index(reading, at)));
    let list = facts.at(variant, "Indexes");
    let more = (rest > 0).then(|| {
        let count = rest.to_string();
        let noun = if rest == 1 { " more index" } else { " more indexes" };
        Part::new(facts, "", list, vec![Line::new(Tone::Quiet, list, &["and ", &count, noun])])
    });
    KeyGroup { when: None, rows, more }
}

fn name(facts: Facts<'_>, at: At, lines: &[Line]) -> Part {
    Part::new(facts, "", at, lines.to_vec())
}

fn index(reading: Reading<'_, '_>, at: At) -> KeyRow {
    let facts = reading.facts;
    let own_name = match facts.fact(at, "Name") {
        Fact::Known(name) => Line::new(Tone::Name, at, &[name]),
        Fact::Unknown => Line::new(Tone::Unknown, at, &[UNKNOWN]),
        Fact::Absent => Line::new(Tone::Missing, at, &["No name"]),
    };
    let kind = match facts.text(at, "Kind") {
        "Local" => "local index (LSI)",
        "Vector" => "vector index",
        _ => "global index (GSI)",
    };
    let at_name = facts.at(at, "Name");
    let own_name = Line { at: at_name, ..own_name };
    KeyRow {
        name: name(facts, at, &[own_name, Line::new(Tone::Quiet, at_name, &[kind])]),
        partition: attributes(facts, at, "Partition"),
        sort: attributes(facts, at, "Sort"),
        projection: projection(facts, at),
        capacity: capacity::of(reading, Some(at), at),
        alarms: alarms::of(reading, Some(at), at),
    }
}

/// Each attribute of a key: its name, and its type behind that.
fn attributes(facts: Facts<'_>, of: At, key: &str) -> Vec<Part> {
    let part = |at: At| {
        let at_name = facts.at(at, "Name");
        let name = match facts.fact(at, "Name") {
            Fact::Known(name) => Line::new(Tone::Name, at_name, &[name]),
            Fact::Unknown => Line::new(Tone::Unknown, at_name, &["?"]),
            Fact::Absent => Line::new(Tone::Missing, at_name, &["No name"]),
        };
        let (at_type, kind) = (facts.at(at, "Type"), facts.fact(at, "Type"));
        let kind = match kind {
            Fact::Known(kind) => Line::new(Tone::Plain, at_type, &[kind]),
            Fact::Unknown => Line::new(Tone::Unknown, at_type, &["?"]),
            Fact::Absent => Line::new(Tone::Missing, at_type, &["no type"]),
        };
        Part::new(facts, "", at, vec![name, kind])
    };
    let parts: Vec<Part> = facts.list(of, key).take(MOST_ATTRIBUTES).map(part).collect();
    if !parts.is_empty() || key != "Partition" {
        return parts;
    }
    let at = facts.at(of, "Form");
    // Of a key that another table has, or that could not be read, nobody knows how many attributes are projected.
    let is_hidden = facts.view().get(of, "Projected").is_some() && facts.fact(of, "Projected") == Fact::Absent;
    let none = match facts.fact(of, "Form") {
        Fact::Unknown => Line::new(Tone::Unknown, at, &["? attributes"]),
        _ if is_hidden => Line::new(Tone::Unknown, at, &["? attributes"]),
        _ => Line::new(Tone::Missing, at, &["No partition key"]),
    };
    vec![Part::new(facts, "", at, vec![none])]
}

fn projection(facts: Facts<'_>, index: At) -> Part {
    let at = facts.at(index, "Projection");
    let line = match facts.fact(index, "Projection") {
        Fact::Known("ALL") => Line::new(Tone::Plain, at, &["All attributes"]),
        Fact::Known("KEYS_ONLY") => Line::new(Tone::Plain, at, &["Keys only"]),
        Fact::Known("INCLUDE") => {
            let count = facts.fact(index, "Included").known().unwrap_or("?");
            Line::new(Tone::Plain, at, &["Keys + ", count])
        }
        Fact::Known(other) => Line::new(Tone::Name, at, &[other]),
        Fact::Unknown => Line::new(Tone::Unknown, at, &[UNKNOWN]),
        Fact::Absent => Line::new(Tone::Missing, at, &["No projection"]),
    };
    let mut part = Part::new(facts, "", at, vec![line]);
    if facts.fact(index, "Projection").is("INCLUDE") {
        let at_count = facts.at(index, "Included");
        part.cover(facts, at_count);
        for at in facts.list(index, "Attributes").take(MOST_INCLUDED) {
            part.line(Tone::Name, at, &[facts.view().text(at).unwrap_or("")]);
        }
        let named = facts.list(index, "Attributes").len();
        match facts.fact(index, "Included") {
            Fact::Unknown => part.line(Tone::Unknown, at_count, &["? attributes"]),
            Fact::Absent => part.line(Tone::Missing, at_count, &["No attribute"]),
            Fact::Known(_) if named > MOST_INCLUDED => {
                part.line(Tone::Quiet, at_count, &["and ", &(named - MOST_INCLUDED).to_string(), " more"]);
            }
            Fact::Known(_) => {}
        }
    }
    part.cover(facts, facts.at(index, "Attributes"));
    part.cover(facts, facts.at(index, "Repeated"));
    part
}

impl KeyGroup {
    fn says_the_same(&self, other: &Self) -> bool {
        let lists = |one: &[Part], other: &[Part]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.says_the_same(other))
        };
        let row = |(one, other): (&KeyRow, &KeyRow)| {
            one.name.says_the_same(&other.name)
                && one.projection.says_the_same(&other.projection)
                && lists(&one.partition, &other.partition)
                && lists(&one.sort, &other.sort)
        };
        let more = |group: &Self| group.more.as_ref().map_or(0, |more| more.lines.len());
        self.rows.len() == other.rows.len() && more(self) == more(other) && self.rows.iter().zip(&other.rows).all(row)
    }

    /// Takes what another one that says the same is about.
    fn merge(&mut self, other: Self) {
        let one = |part: &mut Part, other: Part| part.covers.extend(other.covers);
        for (row, other) in self.rows.iter_mut().zip(other.rows) {
            one(&mut row.name, other.name);
            one(&mut row.projection, other.projection);
            for (part, other) in row.partition.iter_mut().zip(other.partition) {
                one(part, other);
            }
            for (part, other) in row.sort.iter_mut().zip(other.sort) {
                one(part, other);
            }
        }
        if let (Some(part), Some(other)) = (&mut self.more, other.more) {
            one(part, other);
        }
    }
}
