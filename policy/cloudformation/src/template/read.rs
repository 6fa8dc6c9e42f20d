//! A document in, the template that it is out: each section read once, and what could not be looked at as gaps. Never
//! fails: a document that is no template says so.

use std::cell::{Cell, OnceCell};

use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::{At, Entry, Value, View};

use super::find_gaps::find_gaps;
use super::gap::{Gap, GapKind, transforms};
use super::long_rows::LongRows;
use super::output::Output;
use super::parameter::Parameter;
use super::resource::Resource;
use super::sections::{MOST_NAMES, Template};
use crate::condition::{self, Conditions, When};
use crate::context::Context;
use crate::entries_by_name::entries_by_name;
use crate::placeholder::templating;
use crate::resolve::{Known, Parameters};

/// The transforms that make no table and nothing that is joined to one but what is written here. Source: "Transform reference" of
/// the CloudFormation Template Reference Guide, as of 2026-11-26, which says of each what it does.
const KNOWN_TRANSFORMS: [&str; 7] = [
    "AWS::CodeDeployBlueGreen",
    "AWS::CodeStar",
    "AWS::LanguageExtensions",
    "AWS::SecretsManager-2020-07-23",
    "AWS::SecretsManager-2024-09-16",
    "AWS::Serverless-2016-10-31",
    "AWS::ServiceCatalog",
];

impl<'d> Template<'d> {
    /// Reads the document under `view`, whose reading is CloudFormation's. Linear in its size.
    #[must_use]
    pub fn read(view: View<'d>, context: &'d Context) -> Self {
        Self::read_after(view, context, None)
    }

    /// The same of a template that has an earlier version, whose conditions can then be said in terms of its own
    /// ([`crate::EarlierConditions`]).
    #[must_use]
    pub fn read_after(view: View<'d>, context: &'d Context, earlier: Option<&Conditions<'d>>) -> Self {
        let root = view.root().filter(|root| view.value(*root) == Value::Map);
        let section = |name: &str| root.and_then(|root| view.get(root, name));
        let resources_at = section("Resources");
        let mut known = Known::new(view, context);
        known.parameters = parameters(view, section("Parameters"));
        known.mappings =
            entries_by_name(view, section("Mappings")).into_iter().map(|entry| (entry.key, entry.value)).collect();
        let mut problems = Vec::new();
        let conditions = condition::read(&known, section("Conditions"), section("Rules"), earlier, &mut problems);
        let mut template = Self {
            known,
            conditions,
            is_template: resources_at.is_some_and(|at| may_be_resources(view, at)),
            is_damaged: root.is_none_or(|root| view.is_damaged(root))
                || resources_at.is_some_and(|at| view.is_damaged(at)),
            section_place: root
                .and_then(|root| view.entries(root).filter(|entry| entry.key == "Resources").last())
                .map(|entry| entry.key_place),
            section: resources_at,
            resources: Vec::new(),
            by_type: Map::new(),
            by_place: Vec::new(),
            outputs: Vec::new(),
            mappings: section("Mappings"),
            metadata: section("Metadata"),
            transforms: section("Transform").map(|at| transforms(view, at)).unwrap_or_default(),
            gaps: Vec::new(),
            may_have_more_conditions: false,
            has_generators: false,
            problems,
            ifs: OnceCell::new(),
            defaults: OnceCell::new(),
            names_left: Cell::new(MOST_NAMES),
            references: OnceCell::new(),
            long_rows: LongRows::default(),
        };
        let is_macro = |(name, _): &(&str, Place)| !KNOWN_TRANSFORMS.contains(name);
        let mut conditions = section("Conditions").into_iter().flat_map(|at| view.entries(at));
        template.may_have_more_conditions =
            template.transforms.iter().any(is_macro) || conditions.any(|entry| entry.key.starts_with("Fn::"));
        template.read_resources(resources_at);
        template.read_outputs(section("Outputs"));
        template.note_gaps(root);
        template
    }

    fn read_resources(&mut self, section: Option<At>) {
        let view = self.known.view;
        for Entry { key: name, key_place, value: at } in entries_by_name(view, section) {
            if view.value(at) != Value::Map || name.starts_with("Fn::") {
                continue;
            }
            let mut resource = Resource::read(view, name, key_place, at);
            if resource.condition_at.is_some() {
                resource.when = resource.condition.map_or(When::UNKNOWN, |name| self.when_named(name));
            }
            let index = self.resources.len();
            if let Some(type_name) = resource.type_name {
                self.by_type.or_default(type_name).push(index);
            }
            self.known.resources.insert(name, (index, name));
            self.resources.push(resource);
        }
        self.by_place = (0..self.resources.len()).collect();
        let resources = &self.resources;
        tablewarden_order::sort_by_key(&mut self.by_place, |index| {
            resources.get(*index).map(|resource| resource.key_place)
        });
    }

    fn read_outputs(&mut self, section: Option<At>) {
        let view = self.known.view;
        for Entry { key: name, key_place, value: at } in entries_by_name(view, section) {
            let when = match view.get(at, "Condition") {
                Some(condition) => view.text(condition).map_or(When::UNKNOWN, |name| self.when_named(name)),
                None => When::ALWAYS,
            };
            let (value, export) = (view.get(at, "Value"), view.find(at, &["Export", "Name"]));
            self.outputs.push(Output { name, key_place, at, value, export, when });
        }
    }

    /// When the condition of that name is true. A name that nothing can bring decides nothing: whoever reads the template says
    /// that it does not exist.
    fn when_named(&self, name: &str) -> When {
        match self.conditions.find(name) {
            Some(id) => self.conditions.when(id),
            None if self.may_have_more_conditions || templating(name).is_some() => When::UNKNOWN,
            None => When::ALWAYS,
        }
    }

    fn note_gaps(&mut self, root: Option<At>) {
        let Some(root) = root else { return };
        let mut gaps = Vec::new();
        for (name, place) in &self.transforms {
            if !KNOWN_TRANSFORMS.contains(name) {
                gaps.push(Gap::of_macro(name, *place));
            }
        }
        gaps.extend(find_gaps(self, root));
        let unknown = self.conditions.list().iter().filter(|one| one.when.is_unknown() && !one.lacks_a_name);
        gaps.extend(unknown.map(Gap::of_condition));
        tablewarden_order::sort_by_key(&mut gaps, |gap| gap.place);
        // Copies of a loop have the same gaps.
        gaps.dedup_by(|one, other| (one.place, one.kind) == (other.place, other.kind));
        self.has_generators = gaps.iter().any(|gap| matches!(gap.kind, GapKind::ForEach | GapKind::Transform));
        self.gaps = gaps;
    }
}

/// Whether the value of `Resources` can be one: a mapping, nothing yet, or what could not be read.
fn may_be_resources(view: View<'_>, at: At) -> bool {
    matches!(view.value(at), Value::Map | Value::Null) || view.is_damaged(at)
}

fn parameters<'d>(view: View<'d>, section: Option<At>) -> Parameters<'d> {
    let declared = entries_by_name(view, section).into_iter().filter(|entry| !entry.key.starts_with("Fn::"));
    declared.map(|entry| Parameter::read(view, entry.key, entry.key_place, entry.value)).collect()
}
