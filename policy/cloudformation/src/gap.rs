//! What of a template is not looked at, where, and why: macros, includes, loops. Never a judgement: a template with
//! gaps is a good template that says less.

use tablewarden_source::Place;
use tablewarden_template::{At, NodeId, Value, View};

use crate::{Condition, Template};

/// A part of the template that was not analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What it is.
    pub kind: GapKind,
    /// Its name: the macro's, the loop's.
    pub name: String,
    /// Where: the key or value that says so.
    pub place: Place,
    /// The logical id of the resource it stands in; none outside resources.
    pub logical_id: Option<String>,
}

/// Why a part was not analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GapKind {
    /// A macro under the root's `Transform`: it may change or create anything.
    Macro,
    /// `Fn::Transform` inside the template: it may change or create what is beside it.
    Transform,
    /// `Fn::ForEach` that was not written out: what it goes over is not known, or it makes too much.
    ForEach,
    /// An entry of `Resources` that is not a resource.
    NotAResource,
    /// A condition that is not there or could not be read.
    Condition,
}

impl Gap {
    /// One lower-case line for people.
    #[must_use]
    pub fn message(&self) -> String {
        let name = &self.name;
        match self.kind {
            GapKind::Macro => format!("the macro `{name}` may change or create resources; it was not run"),
            GapKind::Transform => format!("the transform `{name}` was not run"),
            GapKind::ForEach => format!("the loop `{name}` was not expanded"),
            GapKind::NotAResource => format!("`{name}` is not a resource: it is no mapping"),
            GapKind::Condition => format!("the condition `{name}` could not be analysed"),
        }
    }

    /// Whether resources may exist that the template does not show.
    #[must_use]
    pub fn may_create_resources(&self) -> bool {
        match self.kind {
            GapKind::Macro => true,
            GapKind::Transform | GapKind::ForEach => self.logical_id.is_none(),
            GapKind::NotAResource | GapKind::Condition => false,
        }
    }
}

impl Gap {
    pub(crate) fn of_macro(name: &str, place: Place) -> Self {
        Self { kind: GapKind::Macro, name: name.to_owned(), place, logical_id: None }
    }

    pub(crate) fn of_condition(condition: &Condition<'_>) -> Self {
        let name = condition.name.to_owned();
        Self { kind: GapKind::Condition, name, place: condition.key_place, logical_id: None }
    }
}

/// The names under the root's `Transform`: one, or a list of them, or of maps with a `Name`.
pub(crate) fn transforms<'d>(view: View<'d>, at: At) -> Vec<(&'d str, Place)> {
    let named = |at: At| {
        let at = view.get(at, "Name").unwrap_or(at);
        view.text(at).map(|name| (name, view.place(at)))
    };
    match view.value(at) {
        Value::List => view.items(at).filter_map(named).collect(),
        _ => named(at).into_iter().collect(),
    }
}

/// The loops, includes and macros below the root, and what stands under `Resources` without being a resource.
pub(crate) fn inside(template: &Template<'_>, root: At) -> Vec<Gap> {
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
    let name = crate::resolve::condition_name(view, name_at)?;
    of_missing_condition(template, name, name_at, logical_id)
}

fn of_missing_condition(template: &Template<'_>, name: &str, at: At, logical_id: Option<&str>) -> Option<Gap> {
    if template.conditions().find(name).is_some() {
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

fn transform_name(view: View<'_>, at: At) -> String {
    let name = view.get(at, "Name").unwrap_or(at);
    view.text(name).unwrap_or("").to_owned()
}
