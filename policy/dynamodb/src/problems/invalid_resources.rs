//! Finds resources that CloudFormation refuses whatever their properties are: names with other characters than letters and digits,
//! or that a parameter has too, no type, what is no mapping, and attributes beside `Properties` that no resource has. Writes them as
//! problems.

use tablewarden_cloudformation::schema::known_type;
use tablewarden_cloudformation::{
    ATTRIBUTES, Resource, When, has_mark, is_damaged, is_filled_in, is_generator, may_be_filled_in,
};
use tablewarden_source::Place;
use tablewarden_template::{At, Entry, Value};

use crate::facts::writer::Writer;
use crate::problems::problem::{Problem, noun, what};
use crate::problems::suggestions::{meant, write_or};
use crate::resource::types;

/// How many resources of a template are reported.
const MOST_RESOURCES: usize = 20;

/// Writes what is wrong with the resources of the template, whatever they are of.
pub(crate) fn write(writer: &mut Writer<'_, '_>) {
    let (template, view) = (writer.template, writer.template.view());
    let Some(section) = template.resources_at().filter(|section| !view.is_damaged(*section)) else { return };
    if view.entries(section).next().is_none() && matches!(view.value(section), Value::Map | Value::Null) {
        let place = template.resources_place().unwrap_or_default();
        Problem { kind: "no-resources", is_certain: true, ..Problem::default() }.write_always(
            writer,
            place,
            When::ALWAYS,
        );
    }
    let parameters = template.parameters().iter().map(|parameter| ("parameter", parameter.name, parameter.key_place));
    let outputs = template.outputs().iter().map(|output| ("output", output.name, output.key_place));
    for (what, name, place) in parameters.chain(outputs).filter(|(_, name, _)| !is_name(name)).take(MOST_RESOURCES) {
        write_name(writer, ["name of ", what].concat().as_str(), name, "", place);
    }
    let mut left = MOST_RESOURCES;
    for entry in view.entries(section) {
        if left == 0 || entry.key.starts_with("Fn::") {
            continue;
        }
        if !is_damaged(view, entry.value) {
            left -= usize::from(write_resource(writer, entry));
        }
    }
}

/// Writes what is wrong with one; whether there is something.
fn write_resource(writer: &mut Writer<'_, '_>, entry: Entry<'_>) -> bool {
    let view = writer.template.view();
    let (logical_id, at) = (entry.key, entry.value);
    let is_named_well = is_name(logical_id);
    let resource = Problem { is_certain: true, logical_id, ..Problem::default() };
    if !is_named_well {
        write_name(writer, "logical ID", logical_id, logical_id, entry.key_place);
    }
    if let Some(parameter) = writer.template.parameter(logical_id) {
        let related = Some((parameter.key_place, "the parameter"));
        let problem = Problem { kind: "name-of-a-parameter", property: logical_id, related, ..resource };
        problem.write_always(writer, entry.key_place, When::ALWAYS);
    }
    if view.str(at).is_some_and(is_filled_in) {
        return !is_named_well;
    }
    let function = view.intrinsic(at).map(|function| function.key);
    let is_function = function.is_some_and(|key| !is_generator(key) && !view.has_unknown_tag(at));
    if is_function || view.value(at) != Value::Map && !view.has_unknown_tag(at) {
        let words = ["resource `", logical_id, "`"].concat();
        let problem = Problem { kind: "not-a-mapping", of: &words, found: what(view, at), ..resource };
        problem.write_always(writer, entry.key_place, When::ALWAYS);
        return true;
    }
    // A macro or an include may bring the rest.
    if view.entries(at).any(|entry| is_generator(entry.key)) {
        return !is_named_well;
    }
    let type_at = view.get(at, "Type");
    let has_type = type_at.is_some_and(|at| view.has_unknown_tag(at))
        || type_at.is_some_and(|at| view.str(at).is_some_and(|text| !text.is_empty()));
    if !has_type {
        let found = type_at.map_or("", |at| what(view, at));
        let place = type_at.map_or(entry.key_place, |at| view.place(at));
        let mut keys = view.entries(at).map(|entry| entry.key);
        let near = keys.find(|key| type_at.is_none() && meant(key, &["Type"]).is_some());
        let suggestion = &near.map_or_else(
            || "Write its type, for example `Type: AWS::DynamoDB::Table`.".to_owned(),
            |near| ["Write `Type` instead of `", near, "`."].concat(),
        );
        Problem { kind: "no-type", found, suggestion, ..resource }.write_always(writer, place, When::ALWAYS);
    }
    let is_open = |at: At| view.is_damaged(at) || view.has_unknown_tag(at) || view.str(at).is_some_and(is_filled_in);
    let is_wrong = |at: &At| view.value(*at) != Value::Map && !is_open(*at);
    let properties = view.get(at, "Properties").filter(is_wrong);
    if let Some(properties) = properties {
        let words = ["`Properties` of `", logical_id, "`"].concat();
        let problem = Problem { kind: "not-a-mapping", of: &words, found: what(view, properties), ..resource };
        problem.write_always(writer, view.place(properties), When::ALWAYS);
    }
    !is_named_well || !has_type || properties.is_some()
}

/// Whether CloudFormation takes the name for a resource, a parameter, an output; a name that a tool fills in may be one.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) || may_be_filled_in(name)
}

/// Writes that a name has other characters than letters and digits.
fn write_name(writer: &mut Writer<'_, '_>, of: &str, name: &str, logical_id: &str, place: Place) {
    let suggestion = &letters_and_digits(name);
    let kind = "invalid-logical-id";
    let problem = Problem { kind, is_certain: true, of, property: name, suggestion, logical_id, ..Problem::default() };
    problem.write_always(writer, place, When::ALWAYS);
}

/// Writes the attributes of a resource that no resource has. `is_rewritten`: a macro may take them away.
pub(crate) fn write_attributes(writer: &mut Writer<'_, '_>, resource: &Resource<'_>, is_rewritten: bool) {
    let view = writer.template.view();
    let type_name = resource.type_name.unwrap_or("");
    for entry in view.entries(resource.at) {
        if ATTRIBUTES.contains(&entry.key) || entry.key.starts_with("Fn::") || may_be_filled_in(entry.key) {
            continue;
        }
        let is_property = known_type(type_name).is_some_and(|schema| schema.root.property(entry.key).is_some());
        let near = meant(entry.key, &ATTRIBUTES).filter(|_| !is_property);
        let suggestion = match is_property {
            true => ["Move `", entry.key, "` under `Properties`."].concat(),
            false => write_or(near, "Remove it, or move it under `Properties`.".to_owned()),
        };
        let problem = Problem {
            kind: "unknown-attribute",
            is_certain: !is_rewritten,
            logical_id: resource.logical_id,
            type_name,
            of: &[noun(type_name), " `", resource.logical_id, "`"].concat(),
            property: entry.key,
            suggestion: &suggestion,
            meant: near.unwrap_or_default(),
            meant_path: &if is_property { ["Properties.", entry.key].concat() } else { String::new() },
            ..Problem::default()
        };
        problem.write_always(writer, entry.key_place, resource.when);
    }
}

/// The types of tables, with their last names, and as [`folded`] has them.
const TABLES: [(&str, &str, &str); 3] = [
    (types::GLOBAL_TABLE, "GlobalTable", "awsdynamodbglobaltable"),
    (types::TABLE, "Table", "awsdynamodbtable"),
    (types::SIMPLE_TABLE, "SimpleTable", "awsserverlesssimpletable"),
];

/// Writes that there is no type of this name, where it is in the namespace of DynamoDB or resembles one of a table.
pub(crate) fn write_type(writer: &mut Writer<'_, '_>, resource: &Resource<'_>) {
    let view = writer.template.view();
    let Some((type_name, at)) = resource.type_name.zip(resource.type_at) else { return };
    if known_type(type_name).is_some() || type_name.ends_with("::MODULE") || has_mark(type_name) {
        return;
    }
    let is_ours = type_name.starts_with("AWS::") && type_name.contains("Dynamo")
        || type_name.starts_with("AWS::Serverless::") && type_name.contains("Table");
    let letters = folded(type_name);
    let near = TABLES.into_iter().find(|(table, last, known)| {
        let rest = table.strip_suffix(last).and_then(|namespace| type_name.strip_prefix(namespace));
        rest.is_some_and(|rest| meant(rest, &[last]).is_some()) || resembles(&letters, known)
    });
    let near = near.map(|(table, ..)| table);
    if near.is_none() && !is_ours {
        return;
    }
    let date = known_type("AWS::DynamoDB::Table").map_or("", |schema| schema.date);
    let problem = Problem {
        kind: "unknown-type",
        is_certain: near.is_some(),
        logical_id: resource.logical_id,
        type_name,
        property: type_name,
        meant: near.unwrap_or_default(),
        suggestion: &write_or(near, "Check the name against the documentation of CloudFormation.".to_owned()),
        date,
        ..Problem::default()
    };
    let place: Place = view.place(at);
    problem.write_always(writer, place, resource.when);
}

/// Whether two names of types differ in case or colons alone, or in their ends: `AWS::DynamoDb::Table`, `DynamoDB::Table`. Takes
/// both [`folded`].
fn resembles(name: &str, known: &str) -> bool {
    known.ends_with(name) && name.len() * 4 >= known.len() * 3
        || known.len().abs_diff(name.len()) <= 1
            && name.bytes().zip(known.bytes()).filter(|(one, other)| one != other).count() <= 2
}

/// The letters and digits of a name, all small.
fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The name without what a logical id cannot have; what comes behind that begins with a capital.
fn letters_and_digits(name: &str) -> String {
    let mut out = String::new();
    let mut is_next_a_capital = false;
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(if is_next_a_capital { letter.to_ascii_uppercase() } else { letter });
        }
        is_next_a_capital = !letter.is_ascii_alphanumeric();
    }
    if out.is_empty() { "Orders".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_of_tables_are_written_as_names_are_compared() {
        for (table, last, known) in TABLES {
            assert_eq!(folded(table), known);
            assert!(table.ends_with(&["::", last].concat()));
        }
    }
}
