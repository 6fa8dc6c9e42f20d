//! The replicas and witnesses of a global table, each with its Region and what of it is its own.

use tablewarden_template::At;

use super::reading::Reading;
use crate::facts::{Fact, Facts};
use crate::part::{Line, Part, Tone, UNKNOWN, cases};

/// The most replicas that are drawn.
const MOST_REPLICAS: usize = 16;

/// A replica or a witness of a global table.
pub(crate) struct Replica {
    pub(crate) part: Part,
    /// Its Region; empty where it is not known.
    pub(crate) region: String,
}

/// What is said of all replicas, and each one. Nothing for a table that is no global one.
pub(crate) fn read(reading: Reading<'_, '_>) -> (Option<Part>, Vec<Replica>) {
    let facts = reading.facts;
    let group = facts.at(reading.at, "Replicas");
    if facts.text(reading.at, "Type") != "GlobalTable" {
        return (None, Vec::new());
    }
    let lines = cases(facts, group, 3, &|variant| topology(facts, variant));
    let mut part = Part::new(facts, "Replicas", group, lines);
    part.at = part.lines.first().map_or(group, |line| line.at);
    let mut replicas: Vec<Replica> = Vec::new();
    let mut whens: Vec<Vec<&str>> = Vec::new();
    let variants = facts.list(reading.at, "Replicas");
    let all = variants.len();
    for variant in variants {
        // Two of one variant are two, however alike they are.
        let before = replicas.len();
        let when = facts.text(variant, "When");
        for (list, words) in [("Members", "replica"), ("Witnesses", "witness")] {
            for at in facts.list(variant, list) {
                let replica = replica(reading, at, words);
                let is_full = replicas.len() >= MOST_REPLICAS;
                let earlier = replicas.iter_mut().zip(&mut whens).take(before);
                let is_it = |(known, whens): &(&mut Replica, &mut Vec<&str>)| {
                    whens.last() != Some(&when) && known.part.says_the_same(&replica.part)
                };
                match { earlier }.find(is_it) {
                    Some((known, whens)) => {
                        known.part.covers.extend(replica.part.covers);
                        whens.push(when);
                    }
                    None if is_full => {}
                    None => {
                        replicas.push(replica);
                        whens.push(vec![when]);
                    }
                }
            }
        }
    }
    for (Replica { part, .. }, whens) in replicas.iter_mut().zip(whens) {
        if whens.len() < all {
            part.when(part.at, &whens.join(", or "));
        }
    }
    (Some(part), replicas)
}

fn topology(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let at = facts.at(variant, "Topology");
    let mut lines = vec![match facts.fact(variant, "Topology") {
        Fact::Known(words) => Line::new(Tone::Plain, at, &[words.trim_end_matches(" and no witness")]),
        _ => Line::new(Tone::Unknown, at, &[UNKNOWN]),
    }];
    let at = facts.at(variant, "Consistency");
    match facts.fact(variant, "Consistency") {
        Fact::Known("STRONG") => lines.push(Line::new(Tone::Quiet, at, &["Strongly consistent across Regions"])),
        Fact::Unknown => lines.push(Line::new(Tone::Unknown, at, &["? consistency across Regions"])),
        _ => {}
    }
    lines
}

fn replica(reading: Reading<'_, '_>, at: At, words: &'static str) -> Replica {
    let facts = reading.facts;
    let at_region = facts.at(at, "Region");
    let region = facts.fact(at, "Region");
    let name = match region {
        Fact::Known(region) => Line::new(Tone::Name, at_region, &[region]),
        Fact::Unknown => Line::new(Tone::Unknown, at_region, &["? Region"]),
        Fact::Absent => Line::new(Tone::Missing, at_region, &["No Region"]),
    };
    let mut part = Part::new(facts, "", at, vec![name]);
    part.at = at_region;
    if words == "witness" {
        part.line(Tone::Quiet, at, &["witness, holds no data"]);
    }
    if let Fact::Known(key) = facts.fact(at, "MasterKey") {
        part.line(Tone::Quiet, facts.at(at, "MasterKey"), &["key ", key]);
    }
    let differences = facts.text(at, "Differences");
    if !differences.is_empty() {
        part.line(Tone::Quiet, facts.at(at, "Differences"), &["differs: ", &differences.replace('`', "")]);
    }
    // What a copy of the table has is said of the copy of the same name.
    let what = facts.text(at, "What");
    for group in ["Recovery", "Protection"] {
        for variant in facts.list(reading.at, group) {
            let copies = facts.list(variant, "Copies").filter(|copy| facts.text(*copy, "What") == what);
            copies.for_each(|copy| part.cover(facts, copy));
        }
    }
    Replica { part, region: region.known().unwrap_or("").to_owned() }
}
