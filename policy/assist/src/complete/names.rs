//! Names of what is in the template: resources, parameters and attributes where something refers to them, conditions, mappings,
//! attributes of a key.

use tablewarden_cloudformation::Context;
use tablewarden_cloudformation::schema::known_type;
use tablewarden_template::At as Node;
use tablewarden_wire::CompletionKind;

use super::at::{At, is_name, names};
use crate::choice::Choice;
use crate::spot::{Step, To};

/// The pseudo parameters.
const PSEUDO: [&str; 8] = [
    "AWS::Region",
    "AWS::AccountId",
    "AWS::Partition",
    "AWS::StackName",
    "AWS::StackId",
    "AWS::URLSuffix",
    "AWS::NotificationARNs",
    "AWS::NoValue",
];

/// The names that can stand at the mark.
pub(super) fn choices(at: &At<'_, '_>) -> Vec<Choice> {
    let Some(way) = at.value_way() else { return Vec::new() };
    let all = names(way);
    let Some(number) = all.iter().rposition(|name| *name != "-") else { return Vec::new() };
    let (Some(key), Some(step)) = (all.get(number), way.get(number + 1)) else {
        return of_key(at, way, all.last().copied().unwrap_or(""), &all);
    };
    let To::Element(index) = step.to else { return Vec::new() };
    let item = |index| at.view.items(step.of).nth(index).and_then(|item| at.view.text(item));
    match (*key, index, way.len() - number) {
        ("Fn::GetAtt", 0, 2) => resources(at),
        ("Fn::GetAtt", 1, 2) => attributes(at, item(0).unwrap_or("")),
        ("Fn::Sub", 0, 2) => in_sub(at, Some(step.of)),
        ("DependsOn", _, 2) => others(at),
        ("Fn::If", 0, 2) => of_section(at, "Conditions", CompletionKind::Condition),
        ("Fn::FindInMap", 0, 2) => of_section(at, "Mappings", CompletionKind::Mapping),
        ("Fn::FindInMap", 1 | 2, 2) => rows(at, item(0).unwrap_or(""), item(1).filter(|_| index == 2), index == 2),
        _ => Vec::new(),
    }
}

fn of_key(at: &At<'_, '_>, way: &[Step<'_>], key: &str, all: &[&str]) -> Vec<Choice> {
    match key {
        "Ref" => parameters(at).into_iter().chain(resources(at)).chain(pseudo(at)).collect(),
        "Fn::GetAtt" => match at.typed().rsplit_once('.') {
            Some((name, _)) => {
                let named = |mut choice: Choice| {
                    choice.insert = [name, ".", &choice.label].concat();
                    choice.label.clone_from(&choice.insert);
                    choice
                };
                attributes(at, name).into_iter().map(named).collect()
            }
            None => resources(at),
        },
        "Fn::Sub" => in_sub(at, None),
        "DependsOn" => others(at),
        "Condition" if is_condition(all) => of_section(at, "Conditions", CompletionKind::Condition),
        "AttributeName" => of_table(at, way),
        _ => Vec::new(),
    }
}

/// Whether what is under `Condition` is the name of one, and not a mapping as in a policy.
fn is_condition(all: &[&str]) -> bool {
    matches!(all, ["Resources" | "Outputs", _, _] | ["Conditions", ..])
}

fn choice(at: &At<'_, '_>, name: &str, kind: CompletionKind, detail: Option<&str>) -> Option<Choice> {
    let is_written = is_name(name) && !name.contains(['"', '\\', '\'']) && !name.contains(char::is_control);
    is_written.then(|| Choice {
        label: name.to_owned(),
        insert: at.cursor.text(name),
        kind,
        detail: detail.filter(|detail| !detail.is_empty()).map(str::to_owned),
    })
}

fn of_section(at: &At<'_, '_>, section: &str, kind: CompletionKind) -> Vec<Choice> {
    at.section(section).into_iter().filter_map(|(name, _)| choice(at, name, kind, None)).collect()
}

fn typed(at: &At<'_, '_>, section: &str, kind: CompletionKind) -> Vec<Choice> {
    let type_of = |of| at.view.get(of, "Type").and_then(|of| at.view.text(of));
    at.section(section).into_iter().filter_map(|(name, of)| choice(at, name, kind, type_of(of))).collect()
}

fn resources(at: &At<'_, '_>) -> Vec<Choice> {
    typed(at, "Resources", CompletionKind::Resource)
}

fn parameters(at: &At<'_, '_>) -> Vec<Choice> {
    typed(at, "Parameters", CompletionKind::Parameter)
}

fn pseudo(at: &At<'_, '_>) -> Vec<Choice> {
    debug_assert!(PSEUDO.iter().all(|name| Context::is_pseudo(name)));
    PSEUDO.iter().filter_map(|name| choice(at, name, CompletionKind::Parameter, Some("pseudo parameter"))).collect()
}

/// The resources but the one that the mark is in.
fn others(at: &At<'_, '_>) -> Vec<Choice> {
    let own = at.names().get(1).copied().unwrap_or("");
    resources(at).into_iter().filter(|choice| choice.label != own).collect()
}

/// The attributes of a resource, as far as there is a schema of its type.
fn attributes(at: &At<'_, '_>, name: &str) -> Vec<Choice> {
    let resource = at.section("Resources").into_iter().find(|(key, _)| *key == name);
    let type_name = resource.and_then(|(_, of)| at.view.text(at.view.get(of, "Type")?));
    let known = type_name.and_then(known_type);
    let attributes = known.into_iter().flat_map(|known| known.attributes());
    attributes.filter_map(|attribute| choice(at, attribute, CompletionKind::Attribute, type_name)).collect()
}

/// What can stand in the `${…}` that the cursor is in; `list` is the argument that brings values itself.
fn in_sub(at: &At<'_, '_>, list: Option<Node>) -> Vec<Choice> {
    let Some((_, begun)) = at.typed().rsplit_once("${").filter(|(_, begun)| !begun.contains('}')) else {
        return Vec::new();
    };
    let local = list.and_then(|list| at.view.items(list).nth(1));
    let local = local.into_iter().flat_map(|map| at.view.entries(map)).map(|entry| entry.key);
    let mut all: Vec<Choice> = match begun.rsplit_once('.') {
        Some((name, _)) => attributes(at, name.trim())
            .into_iter()
            .map(|choice| Choice { label: [name, ".", &choice.label].concat(), ..choice })
            .collect(),
        None => {
            let local = local.filter_map(|name| choice(at, name, CompletionKind::Parameter, None));
            local.chain(parameters(at)).chain(resources(at)).chain(pseudo(at)).collect()
        }
    };
    all.retain(|choice| choice.label != "AWS::NoValue");
    let end = at.cursor.closing_brace();
    for choice in &mut all {
        choice.insert = [&choice.label, end].concat();
    }
    all
}

/// The keys of a mapping, or with `is_second` those of one row, or of all where that is not known.
fn rows(at: &At<'_, '_>, mapping: &str, row: Option<&str>, is_second: bool) -> Vec<Choice> {
    let Some((_, of)) = at.section("Mappings").into_iter().find(|(name, _)| *name == mapping) else {
        return Vec::new();
    };
    let mut keys: Vec<&str> = Vec::new();
    for entry in at.view.entries(of) {
        match (is_second, row) {
            (false, _) => keys.push(entry.key),
            (true, Some(row)) if row != entry.key && at.view.get(of, row).is_some() => {}
            (true, _) => {
                for entry in at.view.entries(entry.value) {
                    if !keys.contains(&entry.key) {
                        keys.push(entry.key);
                    }
                }
            }
        }
    }
    keys.into_iter().filter_map(|key| choice(at, key, CompletionKind::Mapping, None)).collect()
}

/// The attributes that the table around a key schema defines, and those of keys that it does not define in a definition.
fn of_table(at: &At<'_, '_>, way: &[Step<'_>]) -> Vec<Choice> {
    let Some(properties) = at.spot.properties(at.view) else { return Vec::new() };
    let view = at.view;
    let text = |of: Node, key| view.get(of, key).and_then(|of| view.text(of));
    let is_in = |name| way.get(properties.first..).unwrap_or_default().iter().any(|step| step.to == To::Key(name));
    let defined = || view.get(properties.at, "AttributeDefinitions").into_iter().flat_map(|list| view.items(list));
    let names = defined().filter_map(|of| Some((text(of, "AttributeName")?, text(of, "AttributeType"))));
    if is_in("KeySchema") {
        return names.filter_map(|(name, kind)| choice(at, name, CompletionKind::Attribute, kind)).collect();
    }
    if !is_in("AttributeDefinitions") {
        return Vec::new();
    }
    let defined: Vec<&str> = names.map(|(name, _)| name).collect();
    let indexes = ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].into_iter();
    let indexes = indexes.filter_map(|key| view.get(properties.at, key)).flat_map(|list| view.items(list));
    let mut missing: Vec<&str> = Vec::new();
    for schema in std::iter::once(properties.at).chain(indexes).filter_map(|of| view.get(of, "KeySchema")) {
        for name in view.items(schema).filter_map(|of| text(of, "AttributeName")) {
            if !defined.contains(&name) && !missing.contains(&name) {
                missing.push(name);
            }
        }
    }
    missing.into_iter().filter_map(|name| choice(at, name, CompletionKind::Attribute, Some("used by a key"))).collect()
}
