//! Keys that are not there yet: properties by the schema, what is required first; attributes of a resource; sections.

use tablewarden_cloudformation::ATTRIBUTES;
use tablewarden_cloudformation::schema::{ObjectSchema, Property, Shape};
use tablewarden_wire::CompletionKind;

use super::at::At;
use super::cursor::Below;
use crate::choice::Choice;
use crate::shape;

/// The sections of a template. Source: "Template anatomy" of the CloudFormation User Guide; SAM's `Globals`.
const SECTIONS: [&str; 11] = [
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Transform",
    "Globals",
    "Resources",
    "Outputs",
];

/// The keys that can stand at the mark.
pub(super) fn choices(at: &At<'_, '_>) -> Vec<Choice> {
    if !at.is_key {
        return match at.slot().map(|slot| slot.shape) {
            // A mapping that is begun with a word: the list element, or the value.
            Some(Shape::Object(object)) if at.cursor.is_block() => properties(at, object, ""),
            _ => Vec::new(),
        };
    }
    let plain = |keys: &[&str]| -> Vec<Choice> {
        let open = keys.iter().filter(|key| !at.has(key));
        let below = |key: &str| match key {
            "Type"
            | "Description"
            | "Condition"
            | "AWSTemplateFormatVersion"
            | "Transform"
            | "DeletionPolicy"
            | "UpdateReplacePolicy"
            | "DependsOn"
            | "Version" => Below::Nothing,
            _ => Below::Mapping,
        };
        open.map(|key| Choice {
            label: (*key).to_owned(),
            insert: at.cursor.key(key, below(key)),
            kind: CompletionKind::Property,
            detail: None,
        })
        .collect()
    };
    match at.names().as_slice() {
        [] => plain(&SECTIONS),
        ["Resources", _] => plain(&ATTRIBUTES),
        _ => match at.slot().map(|slot| slot.shape) {
            Some(Shape::Object(object)) => properties(at, object, ""),
            // A list whose first element is not marked yet.
            Some(Shape::List(list)) if at.is_alone => match list.of {
                Shape::Object(object) => properties(at, object, "- "),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        },
    }
}

/// The properties of an object that are not there yet.
fn properties(at: &At<'_, '_>, object: &'static ObjectSchema, mark: &str) -> Vec<Choice> {
    let is_open = |property: &&'static Property| !property.read_only && !at.has(property.name);
    let open = || object.properties.iter().filter(is_open);
    let choice = |property: &'static Property| Choice {
        label: property.name.to_owned(),
        insert: [mark, &at.cursor.key(property.name, Below::of(property.shape))].concat(),
        kind: CompletionKind::Property,
        detail: Some(detail(property)),
    };
    let required = open().filter(|property| property.required);
    required.chain(open().filter(|property| !property.required)).map(choice).collect()
}

fn detail(property: &Property) -> String {
    let required = if property.required { ", required" } else { "" };
    [&shape::words(property.shape).replace('`', ""), required].concat()
}
