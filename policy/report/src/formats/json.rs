//! `json`: [`tablewarden_wire::Report`], for programs. Each answer is written as it came, without what other formats asked it for,
//! and what all of them come to behind them.

use serde::ser::{Serialize, SerializeMap, Serializer};
use tablewarden_wire::{Gravity, Notice, UnreadFile, VERSION};

use crate::answer::{Answer, Part};
use crate::totals::Totals;
use crate::writer::Writer;

/// The format.
#[derive(Default)]
pub(super) struct Json {
    has_file: bool,
    /// The files that have no answer.
    unread: Vec<Notice>,
}

impl Writer for Json {
    fn begin(&mut self, out: &mut String) {
        out.push_str(&format!("{{\n  \"version\": {VERSION},\n  \"files\": ["));
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        out.push_str(if self.has_file { ",\n    " } else { "\n    " });
        self.has_file = true;
        out.push_str(&indented(&Shown(answer.root()), "\n    "));
    }

    fn unread(&mut self, file: &UnreadFile, _: &mut String) {
        let UnreadFile { name, message, .. } = file.clone();
        self.unread.push(Notice { gravity: Gravity::Error, message, file: name, span: None });
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        out.push_str(if self.has_file { "\n  ]" } else { "]" });
        self.unread.extend(totals.notices());
        member(out, "notices", &self.unread);
        member(out, "outcome", &totals.outcome());
        member(out, "counts", &totals.counts);
        member(out, "skipped", &totals.skipped);
        if !totals.advice.is_empty() {
            member(out, "advice", &totals.advice);
        }
        out.push_str("\n}\n");
    }
}

/// An answer as `json` has it.
struct Shown<'s, 'a>(&'s Part<'a>);

/// What of an answer is there for formats that people read.
const FOR_OTHERS: [&str; 2] = ["excerpts", "rules"];

impl Serialize for Shown<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.0.members().filter(|(name, _)| !FOR_OTHERS.contains(name)) {
            map.serialize_entry(name, &value)?;
        }
        map.end()
    }
}

fn member(out: &mut String, name: &str, value: &impl Serialize) {
    out.push_str(&format!(",\n  \"{name}\": {}", indented(value, "\n  ")));
}

/// A value on lines, each further in. Within texts JSON has no line breaks.
fn indented(value: &impl Serialize, line_break: &str) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default().replace('\n', line_break)
}
