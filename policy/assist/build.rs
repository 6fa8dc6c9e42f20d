//! Takes the table of facts and the list of what updates do, gives one text of each for the module: what completion and hover look
//! up there.

use std::path::PathBuf;
use std::{env, fs, io};

use tablewarden_facts::{Group, Row, Shape, Value};
use tablewarden_updates::{Behaviour, PropertyUpdate, TYPES, updates};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("facts.txt"), facts())?;
    fs::write(out.join("updates.txt"), updates_of_types().map_err(io::Error::other)?)
}

/// Groups with an empty line behind each. A row is a key, what its value is, and its meaning, with tabs between.
fn facts() -> String {
    let groups: Vec<&'static Group> = Group::all().into_iter().map(|(group, _)| group).collect();
    let number = |of: &Group| groups.iter().position(|group| group.name == of.name).unwrap_or_default().to_string();
    let mut text = String::new();
    for group in &groups {
        for Row { key, shape, meaning, .. } in group.rows {
            let kind = match shape {
                Shape::Known(value) => word(*value),
                Shape::MayBeUnknown(value) => ["?", &word(*value)].concat(),
                Shape::Texts => "texts".to_owned(),
                Shape::Map(of) => ["{", &number(of)].concat(),
                Shape::List(of) | Shape::Variants(of) => ["[", &number(of)].concat(),
            };
            text.extend([key, "\t", &kind, "\t", meaning, "\n"]);
        }
        text.push('\n');
    }
    text
}

/// Types with an empty line behind each: the name, then a row for each property that has another behaviour than the one around it
/// that has a row. A row is a path, a letter for the behaviour, and a note, with tabs between.
fn updates_of_types() -> Result<String, String> {
    let mut text = String::new();
    for name in TYPES {
        text.extend([name, "\n"]);
        let mut written: Vec<PropertyUpdate> = Vec::new();
        for property in updates(name)? {
            let is_inside = |outer: &&PropertyUpdate| {
                property.path.strip_prefix(&outer.path).is_some_and(|rest| rest.starts_with(['.', '[']))
            };
            let around = written.iter().filter(is_inside).max_by_key(|outer| outer.path.len());
            let (behaviour, note) = around.map_or((Behaviour::InPlace, ""), |outer| (outer.behaviour, &outer.note));
            if (behaviour, note) != (property.behaviour, &property.note) {
                text.extend([&property.path, "\t", letter(property.behaviour), "\t", &property.note, "\n"]);
                written.push(property);
            }
        }
        text.push('\n');
    }
    Ok(text)
}

fn letter(behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::Replaces => "R",
        Behaviour::Fails => "F",
        Behaviour::OnePerUpdate => "O",
        Behaviour::NewStream => "S",
        Behaviour::InPlace | Behaviour::InPlaceBut => "I",
    }
}

/// What a value is, in a word; the texts that it can be with bars between.
fn word(value: Value) -> String {
    match value {
        Value::Text => "text".to_owned(),
        Value::OneOf(texts) => texts.join("|"),
        Value::Bool => "true or false".to_owned(),
        Value::Int => "whole number".to_owned(),
        Value::Number => "number".to_owned(),
    }
}
