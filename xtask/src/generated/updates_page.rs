//! `cargo xtask updates`: docs/update-behaviour.md, what an update does where a property of a table changes, made from the
//! property tables of rules/schema and the list beside them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tablewarden_updates::{Behaviour, PropertyUpdate, TYPES, updates};

use crate::generated::folder::{Files, Folder};

pub(crate) const UPDATES: Folder = Folder {
    command: "updates",
    path: "docs",
    ending: "update-behaviour.md",
    make: |_| {
        let mut sources = Vec::new();
        let mut text = INTRODUCTION.to_owned();
        for type_name in TYPES {
            let _ = write!(text, "\n## {type_name}\n{}", table(&updates(type_name)?, &mut sources));
        }
        text.push_str("\n## Sources\n");
        for (number, source) in (1..).zip(&sources) {
            let link = if source.starts_with("https:") { format!("<{source}>") } else { source.clone() };
            let _ = write!(text, "\n{number}. {link}");
        }
        Ok(Files::from([("update-behaviour.md".to_owned(), text + "\n")]))
    },
};

const INTRODUCTION: &str = "\
# What an update does to a table

What CloudFormation and DynamoDB do where one property of a table changes and the rest stays. `tablewarden check --against` and
[`tablewarden changes`](changes.md) say which of these changes an update makes; the column `reported by` has the rule. The page is made from the
CloudFormation schema, which marks what can only be set when a table is created, and from a reviewed list for the rest:
[rules/schema](../rules/schema/README.md).

| word | what the update does |
|---|---|
| replaces the table | An empty table takes its place. `UpdateReplacePolicy`, deletion protection and a fixed name decide what becomes of the old one ([DDB-C001](rules/DDB-C001.md)). |
| fails | CloudFormation or DynamoDB refuses it, and the stack is rolled back. |
| one per update | One element can be added or removed. With more the update fails. |
| replaces the stream | The table stays. A stream with another ARN takes the place of its stream. |
| in place | The table stays and nothing stops. |
| in place, with a caveat | The same, and the note says what comes of it. |

`[]` is any element of a list. A list or a mapping stands for what is added to it or removed from it. A table that leaves the template:
[DDB-C003](rules/DDB-C003.md); one that changes its type: [DDB-C007](rules/DDB-C007.md).
";

/// The properties of a type, a line for each, or for one and all below it where they are alike.
fn table(properties: &[PropertyUpdate], sources: &mut Vec<String>) -> String {
    let mut text = "\n| property | update | note | reported by | source |\n|---|---|---|---|---|\n".to_owned();
    let mut rest = properties;
    while let Some((first, behind)) = rest.split_first() {
        let below = behind.iter().take_while(|one| is_below(&one.path, &first.path)).count();
        let alike = behind.iter().take(below).take_while(|one| are_alike(one, first)).count();
        let (property, used) = if below > 0 && alike == below {
            (format!("`{}` and below", first.path), below)
        } else {
            (format!("`{}`", first.path), 0)
        };
        let update = first.behaviour.words();
        let update = if first.behaviour == Behaviour::Replaces { format!("**{update}**") } else { update.to_owned() };
        let numbers: Vec<String> = first.sources.iter().map(|source| number(source, sources).to_string()).collect();
        let (note, reported, numbers) = (&first.note, reported(first), numbers.join(", "));
        let _ = writeln!(text, "| {property} | {update} | {note} | {reported} | {numbers} |");
        rest = behind.get(used..).unwrap_or_default();
    }
    text
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.starts_with(['.', '[']))
}

fn are_alike(one: &PropertyUpdate, other: &PropertyUpdate) -> bool {
    let all = |of: &PropertyUpdate| (of.behaviour, of.note.clone(), of.reports.clone(), of.sources.clone());
    all(one) == all(other)
}

/// The rules, each with how the property changes: `DDB-C004 if lowered or removed`.
fn reported(property: &PropertyUpdate) -> String {
    let mut rules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (event, report) in &property.reports {
        rules.entry(&report.rule).or_default().push(event.words());
    }
    let one = |(rule, events): (&&str, &Vec<&str>)| {
        let link = format!("[{rule}](rules/{rule}.md)");
        let ways = match events.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
            _ => events.join(""),
        };
        if ways == "added, removed or changed" { link } else { format!("{link} if {ways}") }
    };
    rules.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Its number in the list of sources, where it is put if it is not there.
fn number(source: &str, sources: &mut Vec<String>) -> usize {
    let at = sources.iter().position(|known| known == source).unwrap_or_else(|| {
        sources.push(source.to_owned());
        sources.len() - 1
    });
    at + 1
}
