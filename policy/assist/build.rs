//! Takes the table of facts, gives one text of it for the module: what completion and hover in Guard files look up. A group is a
//! line with nothing but its rows behind it; a row is a key, what its value is, and its meaning, with tabs between.

use std::path::PathBuf;
use std::{env, fs, io};

use tablewarden_facts::{Group, Row, Shape, Value};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
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
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("facts.txt"), text)
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
