//! A picture in words, for those who hear it: what each part says, in the order of the picture, and how much was found.

use super::out::short;
use crate::part::{Marks, Part, Tone};
use crate::table::Table;

/// The most letters of a description.
const MOST: usize = 4_000;

/// A text of sentences.
pub(super) struct Words(pub(super) String);

impl Words {
    /// Says what the parts of a table say.
    pub(super) fn of(table: &Table<'_>) -> Self {
        let mut words = Self(String::new());
        words.part("", &table.head);
        for group in &table.keys {
            for row in &group.rows {
                words.part("", &row.name);
                for (label, parts) in [("partition key ", &row.partition), ("sort key ", &row.sort)] {
                    parts.iter().for_each(|part| words.part(label, part));
                }
                for (label, part) in [
                    ("projection: ", &row.projection),
                    ("capacity: ", &row.capacity),
                    ("throttle alarms: ", &row.alarms),
                ] {
                    words.part(label, part);
                }
            }
            group.more.iter().for_each(|more| words.part("", more));
        }
        for part in table.settings.iter().chain([&table.stream]) {
            words.part("", part);
        }
        table.consumers.iter().for_each(|part| words.part("stream goes to ", part));
        table.alarms.iter().for_each(|part| words.part("alarm ", part));
        table.topology.iter().for_each(|part| words.part("", part));
        table.replicas.iter().for_each(|replica| words.part("", &replica.part));
        words
    }

    fn part(&mut self, label: &str, part: &Part) {
        if part.lines.is_empty() || self.0.len() > MOST {
            return;
        }
        let Self(out) = self;
        out.push_str(if out.is_empty() { "" } else { ". " });
        out.push_str(label);
        if !part.label.is_empty() {
            out.extend([part.label, ": "]);
        }
        for (index, line) in part.lines.iter().enumerate() {
            out.push_str(match line.tone {
                _ if index == 0 => "",
                Tone::Quiet if line.text.starts_with("when ") => " ",
                _ => ", ",
            });
            out.push_str(short(&line.text));
        }
        for (count, word) in counts(&part.marks) {
            out.extend([" (", &count.to_string(), " ", word, if count == 1 { ")" } else { "s)" }]);
        }
    }
}

/// How many findings of each severity there are.
fn counts(marks: &Marks) -> impl Iterator<Item = (usize, &'static str)> {
    let words = ["error", "warning", "note"];
    marks.each().filter_map(move |(severity, found)| Some((found.len(), *words.get(severity)?)))
}
