//! A table's parts as a flowchart of Mermaid: the table with its keys and settings, an arrow to each index, consumer, alarm and
//! replica. Nothing of a template can end a label: what is no letter, no digit and no plain mark is written by its number.

use crate::part::{Part, Tone};
use crate::table::Table;

/// The most letters of one line of a label.
const MOST: usize = 60;

/// The flowchart of a table.
pub(crate) fn picture(table: &Table<'_>) -> String {
    let mut chart = Chart { out: String::from("flowchart LR\n"), number: 0 };
    let rows = || table.keys.iter().flat_map(|group| &group.rows);
    let keys = rows().next();
    let own = keys.iter().flat_map(|row| [("partition key ", &row.partition), ("sort key ", &row.sort)]);
    let own = own.flat_map(|(label, parts)| parts.iter().map(move |part| (label, part)));
    let own = own.chain(keys.iter().map(|row| ("capacity ", &row.capacity)));
    let all: Vec<(&str, &Part)> = std::iter::once(("", &table.head)).chain(own).collect();
    chart.node("table", "", &all);
    let settings: Vec<(&str, &Part)> = table.settings.iter().map(|part| ("", part)).collect();
    chart.node("settings", "", &settings);
    chart.out.push_str("  settings --- table\n");
    for row in rows().filter(|row| !row.projection.lines.is_empty()) {
        let keys = [("partition key ", &row.partition), ("sort key ", &row.sort)];
        let keys = keys.into_iter().flat_map(|(label, parts)| parts.iter().map(move |part| (label, part)));
        let rest = [("projection ", &row.projection), ("capacity ", &row.capacity), ("throttle alarms ", &row.alarms)];
        let all: Vec<(&str, &Part)> = std::iter::once(("index ", &row.name)).chain(keys).chain(rest).collect();
        chart.joined(" --- ", &all);
    }
    for group in &table.keys {
        group.more.iter().for_each(|more| chart.joined(" --- ", &[("", more)]));
    }
    if !table.consumers.is_empty() || !table.stream.is_missing() {
        chart.node("stream", "", &[("", &table.stream)]);
        chart.out.push_str("  table --> stream\n");
        table.consumers.iter().for_each(|part| {
            chart.from("stream", " --> ", &[(if part.is_missing() { "" } else { "consumer " }, part)]);
        });
    }
    table.alarms.iter().for_each(|part| chart.joined(" -.- ", &[("alarm ", part)]));
    if let Some(topology) = &table.topology {
        chart.node("replicas", "", &[("", topology)]);
        chart.out.push_str("  table --- replicas\n");
        for replica in &table.replicas {
            chart.from("replicas", " --- ", &[("Region ", &replica.part)]);
        }
    }
    chart.out.push_str("  classDef missing stroke-dasharray:5 3\n");
    chart.out
}

struct Chart {
    out: String,
    number: u32,
}

impl Chart {
    /// A node behind the table.
    fn joined(&mut self, arrow: &str, parts: &[(&str, &Part)]) {
        self.from("table", arrow, parts);
    }

    /// A node behind another one.
    fn from(&mut self, other: &str, arrow: &str, parts: &[(&str, &Part)]) {
        self.number += 1;
        let number = self.number.to_string();
        self.node("n", &number, parts);
        self.out.extend(["  ", other, arrow, "n", &number, "\n"]);
    }

    /// A node whose label has a line for each part.
    fn node(&mut self, name: &str, number: &str, parts: &[(&str, &Part)]) {
        self.out.extend(["  ", name, number, "[\""]);
        let mut is_first = true;
        for (label, part) in parts.iter().filter(|(_, part)| !part.lines.is_empty()) {
            self.out.push_str(if is_first { "" } else { "<br/>" });
            is_first = false;
            self.part(label, part);
        }
        self.out.push_str("\"]");
        if parts.iter().all(|(_, part)| part.is_missing()) {
            self.out.push_str(":::missing");
        }
        self.out.push('\n');
    }

    fn part(&mut self, label: &str, part: &Part) {
        self.out.push_str(label);
        if !part.label.is_empty() {
            self.out.extend([part.label, ": "]);
        }
        for (index, line) in part.lines.iter().enumerate() {
            if index > 0 {
                self.out.push_str(if line.tone == Tone::Quiet && line.text.starts_with("when ") { " " } else { ", " });
            }
            // The name of the table.
            let is_head = index == 0 && line.tone == Tone::Name && label.is_empty() && part.label.is_empty();
            self.out.push_str(if is_head { "<b>" } else { "" });
            self.escaped(&line.text);
            self.out.push_str(if is_head { "</b>" } else { "" });
        }
        for (severity, found) in part.marks.each() {
            let word = ["error", "warning", "note"].get(severity).copied().unwrap_or_default();
            let count = found.len().to_string();
            self.out.extend([" <b>", &count, " ", word, if found.len() == 1 { "</b>" } else { "s</b>" }]);
        }
    }

    /// Text of a template: letters, digits and a few marks as they are, everything else by its number.
    fn escaped(&mut self, text: &str) {
        for (index, character) in text.chars().enumerate() {
            match character {
                _ if index == MOST => {
                    self.out.push('…');
                    return;
                }
                ' ' | ',' | ':' | '(' | ')' => self.out.push(character),
                // At the beginning it would make a list.
                '-' if index > 0 => self.out.push('-'),
                '\u{fffe}' | '\u{ffff}' => self.out.push('\u{fffd}'),
                other if other.is_ascii_alphanumeric() || !other.is_ascii() => self.out.push(other),
                other => self.out.extend(["#", &u32::from(other).to_string(), ";"]),
            }
        }
    }
}
