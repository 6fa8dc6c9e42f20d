//! What a table is: its logical id, its name, its type, and when it is there.

use super::reading::Reading;
use crate::facts::Fact;
use crate::part::{Line, Part, Tone};

/// The first lines of a picture: the logical id, then the rest.
pub(crate) fn read(Reading { facts, at, .. }: Reading<'_, '_>) -> Part {
    let kind = match facts.text(at, "Type") {
        "GlobalTable" => "DynamoDB global table",
        "SimpleTable" => "SAM simple table",
        _ => "DynamoDB table",
    };
    let name = match facts.fact(at, "Name") {
        Fact::Known(name) => [", name ", name],
        Fact::Unknown => [", name ", "unknown until deployment"],
        Fact::Absent => [", name ", "generated"],
    };
    let mut lines = vec![
        Line::new(Tone::Name, at, &[facts.text(at, "LogicalId")]),
        Line::new(Tone::Quiet, at, &[kind, name[0], name[1]]),
    ];
    let when = facts.text(at, "When");
    if when != "always" {
        lines.push(Line::new(Tone::Plain, at, &["Only when ", &when.replace('`', "")]));
    }
    Part::new(facts, "", at, lines)
}
