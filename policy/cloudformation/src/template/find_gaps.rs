//! What of a template is not looked at, where, and why: macros, includes, loops, and what stands under `Resources` without
//! being a resource.

use tablewarden_source::Place;
use tablewarden_template::{At, NodeId, Value, View};

use super::gap::{Gap, GapKind, transforms};
use super::sections::Template;
use crate::placeholder::templating;
use crate::resolve::condition_name;

/// How the types of modules end. Source: "Using modules to create resource configurations" of the CloudFormation User Guide, as of
/// 2026-11-26.
const MODULE: &str = "::MODULE";

/// The loops, includes and macros below the root, and what stands under `Resources` without being a resource.
pub(super) fn find_gaps(template: &Template<'_>, root: At) -> Vec<Gap> {
    let view = template.view();
    let mut gaps = Vec::new();
    for section in view.entries(root) {
        if matches!(section.key, "Metadata" | "Description" | "Parameters") {
            continue;
        }
        if section.key == "Fn::Transform" {
            gaps.push(Gap::of_macro(&transform_name(view, section.value), section.key_place));
            continue;
        }
        if section.key != "Resources" {
            walk(template, section.value, None, &mut gaps);
            continue;
        }
        for entry in view.entries(section.value) {
            let name = entry.key;
            if let Some(gap) = generator(view, name, entry.key_place, entry.value, None) {
                gaps.push(gap);
            } else if view.value(entry.value) != Value::Map {
                // What could not be read may be one, and the reader says so.
                if view.is_damaged(entry.value) {
                    continue;
                }
                let gap = Gap {
                    kind: GapKind::NotAResource,
                    name: name.to_owned(),
                    place: entry.key_place,
                    logical_id: None,
                };
                gaps.push(gap);
            } else {
                walk(template, entry.value, Some(name), &mut gaps);
            }
        }
    }
    for resource in template.resources() {
        let gap = |kind, name: &str, place| Gap {
            kind,
            name: name.to_owned(),
            place,
            logical_id: Some(resource.logical_id.to_owned()),
        };
        let function =
            resource.properties.and_then(|at| view.intrinsic(at)).filter(|function| gives_no_mapping(function.key));
        gaps.extend(function.map(|function| gap(GapKind::Properties, function.key, resource.properties_place)));
        if let Some((name, at)) = resource.type_name.filter(|name| name.ends_with(MODULE)).zip(resource.type_at) {
            gaps.push(gap(GapKind::Module, name, view.place(at)));
        }
        if let Some((name, at)) = resource.condition.zip(resource.condition_at) {
            gaps.extend(of_missing_condition(template, name, at, Some(resource.logical_id)));
        }
    }
    gaps
}

/// Every function in the subtree, in long and in short form, whatever stands beside it. In the order of the table.
fn walk(template: &Template<'_>, at: At, logical_id: Option<&str>, gaps: &mut Vec<Gap>) {
    let view = template.view();
    let tree = view.main_tree();
    for index in at.node().0..tree.end(at.node()).0 {
        let id = NodeId(index);
        if tree.tag(id).is_some()
            && let Some(function) = view.intrinsic(At::main(id))
        {
            gaps.extend(of_function(template, function.key, function.key_place, function.value, logical_id));
        }
        if let Some(key) = tree.key_of(id).filter(|key| tree.text(*key).starts_with("Fn::")) {
            gaps.extend(of_function(template, tree.text(key), tree.place(key), At::main(id), logical_id));
        }
    }
}

fn of_function(template: &Template<'_>, key: &str, place: Place, value: At, logical_id: Option<&str>) -> Option<Gap> {
    let view = template.view();
    if key != "Fn::If" {
        return generator(view, key, place, value, logical_id);
    }
    let name_at = view.items(value).next()?;
    let name = condition_name(view, name_at)?;
    of_missing_condition(template, name, name_at, logical_id)
}

/// Whether a function that stands for all properties is none whose branches, parts or includes are looked at.
fn gives_no_mapping(function: &str) -> bool {
    matches!(function, "Ref" | "Fn::GetAtt" | "Fn::ImportValue" | "Fn::Sub" | "Fn::Join")
}

fn of_missing_condition(template: &Template<'_>, name: &str, at: At, logical_id: Option<&str>) -> Option<Gap> {
    if template.conditions().find(name).is_some() || templating(name).is_some() {
        return None;
    }
    let (place, logical_id) = (template.view().place(at), logical_id.map(str::to_owned));
    Some(Gap { kind: GapKind::Condition, name: name.to_owned(), place, logical_id })
}

fn generator(view: View<'_>, key: &str, place: Place, value: At, logical_id: Option<&str>) -> Option<Gap> {
    let (kind, name) = match key.strip_prefix("Fn::ForEach") {
        Some(name) => (GapKind::ForEach, name.trim_start_matches(':').to_owned()),
        None if key == "Fn::Transform" => (GapKind::Transform, transform_name(view, value)),
        None => return None,
    };
    Some(Gap { kind, name, place, logical_id: logical_id.map(str::to_owned) })
}

/// The names of the transforms that an `Fn::Transform` runs; empty where it has none.
fn transform_name(view: View<'_>, at: At) -> String {
    let names: Vec<&str> = transforms(view, at).into_iter().map(|(name, _)| name).collect();
    names.join("`, `")
}
