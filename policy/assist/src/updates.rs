//! What an update does where a property changes, in a sentence: by the reviewed list for the types of tables, by the schema for
//! others.

use tablewarden_cloudformation::schema::Update;

use crate::spot::{Step, To};

/// Types with their rows: see `build.rs`.
static UPDATES: &str = include_str!(concat!(env!("OUT_DIR"), "/updates.txt"));

/// What an update does that changes the property at the end of a way from `Properties`; nothing where nobody says it.
pub(crate) fn sentence(type_name: &str, way: &[Step<'_>], by_schema: Update) -> String {
    let path = path(way);
    let rows = UPDATES.split("\n\n").find_map(|rows| rows.strip_prefix(type_name)?.strip_prefix('\n'));
    let Some(rows) = rows else {
        return match by_schema {
            Update::Replaces => "An update that changes it replaces the resource.",
            Update::MayReplace => "An update that changes it can replace the resource.",
            Update::Free => "",
        }
        .to_owned();
    };
    let is_around =
        |outer: &str| path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let cells = (cells.next()?, cells.next()?, cells.next()?);
        is_around(cells.0).then_some(cells)
    };
    let (_, letter, note) = rows.lines().filter_map(row).max_by_key(|(outer, ..)| outer.len()).unwrap_or(("", "I", ""));
    let words = match letter {
        "R" => "An update that changes it replaces the table with an empty one.",
        "F" => "An update that changes it fails.",
        "O" => "An update can add or remove one element. With more it fails.",
        "S" => "An update that changes it replaces the stream.",
        _ => "An update changes it in place.",
    };
    [words, if note.is_empty() { "" } else { " " }, note].concat()
}

/// The way as the rows have it: `GlobalSecondaryIndexes[].KeySchema`. Branches of functions are left out.
fn path(way: &[Step<'_>]) -> String {
    let mut path = String::new();
    let mut steps = way.iter();
    while let Some(step) = steps.next() {
        match step.to {
            To::Key(key) if key.starts_with("Fn::") => {
                steps.next();
            }
            To::Key(key) => path.extend([if path.is_empty() { "" } else { "." }, key]),
            To::Element(_) => path.push_str("[]"),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use tablewarden_template::{At, NodeId};
    use tablewarden_updates::{Behaviour, TYPES, updates};

    use super::*;

    #[test]
    fn every_property_of_a_table_has_its_behaviour() -> Result<(), String> {
        let mut compared = 0;
        for type_name in TYPES {
            for property in updates(type_name)? {
                let of = At::main(NodeId(0));
                let mut way = Vec::new();
                for key in property.path.split('.') {
                    let name = key.trim_end_matches("[]");
                    way.push(Step { of, to: To::Key(name) });
                    way.extend((name != key).then_some(Step { of, to: To::Element(3) }));
                }
                let said = sentence(type_name, &way, Update::Free);
                let word = match property.behaviour {
                    Behaviour::Replaces => " replaces the table",
                    Behaviour::Fails => "changes it fails",
                    Behaviour::OnePerUpdate => "one element",
                    Behaviour::NewStream => "replaces the stream",
                    Behaviour::InPlace | Behaviour::InPlaceBut => " in place",
                };
                assert!(said.contains(word) && said.ends_with(&property.note), "{}: {said}", property.path);
                compared += 1;
            }
        }
        assert!(compared > 150, "{compared}");
        Ok(())
    }
}
