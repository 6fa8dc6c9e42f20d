//! The settings of a table, a part each: billing, encryption, recovery, deletion, Time to Live, monitoring.

use tablewarden_template::At;

use super::reading::Reading;
use crate::belongings::Kind;
use crate::facts::{Fact, Facts};
use crate::part::{Line, Part, Tone, UNKNOWN, cases};

/// The most cases of one setting that are listed.
const MOST_CASES: usize = 3;

/// All settings.
pub(crate) fn read(reading: Reading<'_, '_>) -> Vec<Part> {
    let facts = reading.facts;
    let part = |label, key, say: &dyn Fn(At) -> Vec<Line>| {
        let group = facts.at(reading.at, key);
        let lines = cases(facts, group, MOST_CASES, say);
        let at = lines.first().map_or(group, |line| line.at);
        let mut part = Part::new(facts, label, group, lines);
        part.at = at;
        part
    };
    let mut encryption = part("Encryption", "Encryption", &|variant| encryption(facts, variant));
    encryption.cover(facts, facts.at(reading.at, "Undefined"));
    reading.belonging(Kind::Key).for_each(|key| encryption.cover(facts, key));
    let mut recovery = part("Recovery", "Recovery", &|variant| recovery(facts, variant));
    recovery.lines.extend(cases(facts, facts.at(reading.at, "Recovery"), 1, &|variant| backup(facts, variant)));
    let mut monitoring = part("Monitoring", "Monitoring", &|variant| monitoring(facts, variant));
    monitoring.lines.extend(cases(facts, facts.at(reading.at, "Insights"), 1, &|variant| insights(facts, variant)));
    monitoring.cover(facts, facts.at(reading.at, "Insights"));
    vec![
        part("Billing", "Billing", &|variant| billing(facts, variant)),
        encryption,
        recovery,
        part("Deletion", "Protection", &|variant| protection(facts, variant)),
        part("Time to Live", "TimeToLive", &|variant| time_to_live(facts, variant)),
        monitoring,
    ]
}

/// Point-in-time recovery.
pub(crate) fn recovery_of(reading: Reading<'_, '_>) -> Part {
    let facts = reading.facts;
    let group = facts.at(reading.at, "Recovery");
    Part::new(facts, "", group, cases(facts, group, MOST_CASES, &|variant| recovery(facts, variant)))
}

fn billing(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let at = facts.at(variant, "Effective");
    let by_default = if facts.fact(variant, "Mode") == Fact::Absent { ", the default" } else { "" };
    let mut lines = vec![match facts.fact(variant, "Effective") {
        Fact::Known("PAY_PER_REQUEST") => Line::new(Tone::Plain, at, &["On-demand", by_default]),
        Fact::Known(_) => Line::new(Tone::Plain, at, &["Provisioned", by_default]),
        _ => Line::new(Tone::Unknown, at, &[UNKNOWN]),
    }];
    let class = facts.at(variant, "Class");
    match facts.fact(variant, "Class") {
        Fact::Known("STANDARD_INFREQUENT_ACCESS") => {
            lines.push(Line::new(Tone::Quiet, class, &["Infrequent Access class"]));
        }
        Fact::Known(_) | Fact::Absent => {}
        Fact::Unknown => lines.push(Line::new(Tone::Unknown, class, &["Table class ?"])),
    }
    if facts.fact(variant, "Warm").known().is_some() {
        lines.push(Line::new(Tone::Quiet, facts.at(variant, "Warm"), &["Throughput kept warm"]));
    }
    lines
}

fn encryption(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let (at, at_key) = (facts.at(variant, "Tier"), facts.at(variant, "MasterKey"));
    let line = match facts.fact(variant, "Tier") {
        Fact::Known("0") => Line::new(Tone::Plain, at, &["AWS owned key"]),
        Fact::Known("1") => Line::new(Tone::Plain, at, &["AWS managed key"]),
        Fact::Known(_) => Line::new(Tone::Plain, at, &["Customer managed key"]),
        _ => Line::new(Tone::Unknown, at, &[UNKNOWN]),
    };
    let mut lines = vec![line];
    if let Fact::Known(key) = facts.fact(variant, "MasterKey") {
        lines.push(Line::new(Tone::Name, at_key, &[key]));
    }
    lines
}

fn recovery(facts: Facts<'_>, variant: At) -> Vec<Line> {
    copies(facts, variant, &|copy| {
        let at = facts.at(copy, "Enabled");
        match (facts.fact(copy, "Enabled"), facts.fact(copy, "Period")) {
            (Fact::Known("true"), Fact::Known(days)) => {
                Line::new(Tone::Plain, at, &["Point in time, ", days, " days back"])
            }
            (Fact::Known("true"), _) => Line::new(Tone::Plain, at, &["Point-in-time recovery"]),
            (Fact::Unknown, _) => Line::new(Tone::Unknown, at, &[UNKNOWN]),
            _ => Line::new(Tone::Missing, at, &["No point-in-time recovery"]),
        }
    })
}

fn backup(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let at = facts.at(variant, "Backup");
    vec![match facts.text(variant, "Backup") {
        "selected" => Line::new(Tone::Plain, at, &["In a backup plan"]),
        "unknown" => Line::new(Tone::Quiet, at, &["? backup plan"]),
        _ => Line::new(Tone::Quiet, at, &["In no backup plan of the template"]),
    }]
}

/// What is said of each copy of a table; once where it is the same of all.
fn copies(facts: Facts<'_>, variant: At, say: &dyn Fn(At) -> Line) -> Vec<Line> {
    let mut lines: Vec<(Line, usize)> = Vec::new();
    let mut all = 0;
    for copy in facts.list(variant, "Copies") {
        let line = say(copy);
        all += 1;
        let is_full = lines.len() >= 4;
        match lines.iter_mut().find(|(known, _)| known.text == line.text) {
            Some((_, count)) => *count += 1,
            None if is_full => {}
            None => lines.push((line, 1)),
        }
    }
    let is_one = lines.len() == 1;
    let line = |(mut line, count): (Line, usize)| {
        if !is_one {
            line.text.extend([" in ", &count.to_string(), " of ", &all.to_string()]);
        }
        line
    };
    lines.into_iter().map(line).collect()
}

fn protection(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let mut lines = copies(facts, variant, &|copy| {
        let at = facts.at(copy, "Enabled");
        match facts.fact(copy, "Enabled") {
            Fact::Known("true") => Line::new(Tone::Plain, at, &["Deletion protection"]),
            Fact::Unknown => Line::new(Tone::Unknown, at, &[UNKNOWN]),
            _ => Line::new(Tone::Missing, at, &["No deletion protection"]),
        }
    });
    for (key, name) in [("DeletionPolicy", "DeletionPolicy: "), ("ReplacePolicy", "UpdateReplacePolicy: ")] {
        let at = facts.at(variant, key);
        lines.push(match facts.fact(variant, key) {
            Fact::Known("Delete") => Line::new(Tone::Quiet, at, &[name, "Delete"]),
            Fact::Known(policy) => Line::new(Tone::Plain, at, &[name, policy]),
            Fact::Unknown => Line::new(Tone::Unknown, at, &[name, "?"]),
            Fact::Absent => Line::new(Tone::Quiet, at, &[name, "Delete (the default)"]),
        });
    }
    lines
}

fn time_to_live(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let (at, at_name) = (facts.at(variant, "Enabled"), facts.at(variant, "Attribute"));
    let name = match facts.fact(variant, "Attribute") {
        Fact::Known(name) => Line::new(Tone::Name, at_name, &[name]),
        Fact::Unknown => Line::new(Tone::Unknown, at_name, &["? attribute"]),
        Fact::Absent => Line::new(Tone::Missing, at_name, &["No attribute"]),
    };
    match facts.fact(variant, "Enabled") {
        Fact::Known("true") => vec![Line::new(Tone::Plain, at, &["Items expire by"]), name],
        Fact::Unknown => vec![Line::new(Tone::Unknown, at, &[UNKNOWN]), name],
        Fact::Known(_) => vec![Line::new(Tone::Missing, at, &["Switched off"])],
        Fact::Absent => vec![Line::new(Tone::Missing, at, &["No Time to Live"])],
    }
}

fn monitoring(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let mut lines = Vec::new();
    for (key, there, missing, unknown) in [
        ("Errors", "Alarm on errors", "No alarm on errors", "? alarm on errors"),
        ("Replication", "Alarm on replication", "No alarm on replication", "? alarm on replication"),
    ] {
        let at = facts.at(variant, key);
        match facts.text(variant, key) {
            "alarmed" => lines.push(Line::new(Tone::Plain, at, &[there])),
            "unalarmed" => lines.push(Line::new(Tone::Missing, at, &[missing])),
            "unknown" => lines.push(Line::new(Tone::Unknown, at, &[unknown])),
            _ => {}
        }
    }
    lines
}

/// Contributor Insights, where it is on for something.
fn insights(facts: Facts<'_>, variant: At) -> Vec<Line> {
    let is_on = |copy: &At| facts.fact(*copy, "Enabled").is("true");
    let on = facts.list(variant, "Copies").find(is_on);
    on.map(|copy| Line::new(Tone::Quiet, facts.at(copy, "Enabled"), &["Contributor Insights"])).into_iter().collect()
}
