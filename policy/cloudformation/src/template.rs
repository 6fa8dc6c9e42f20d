//! A template as a whole: its sections, read once, and what stands in them. Values stay in the document until they are
//! asked for.

use std::cell::OnceCell;

use tablewarden_order::Map;
use tablewarden_source::{Place, Problem};
use tablewarden_template::{At, Value, View};

use crate::condition::{self, ConditionId, Conditions, When};
use crate::context::Context;
use crate::gap::{self, Gap};
use crate::output::Output;
use crate::parameter::Parameter;
use crate::reference::References;
use crate::resolve::Known;
use crate::resource::Resource;

/// What a template says.
#[derive(Debug)]
pub struct Template<'d> {
    pub(crate) known: Known<'d>,
    pub(crate) conditions: Conditions<'d>,
    is_template: bool,
    is_damaged: bool,
    section_place: Option<Place>,
    section: Option<At>,
    resources: Vec<Resource<'d>>,
    by_type: Map<&'d str, Vec<usize>>,
    /// Numbers of resources in the order in which they stand in the text.
    pub(crate) by_place: Vec<usize>,
    outputs: Vec<Output<'d>>,
    metadata: Option<At>,
    transforms: Vec<(&'d str, Place)>,
    gaps: Vec<Gap>,
    problems: Vec<Problem>,
    pub(crate) references: OnceCell<References<'d>>,
}

/// The transforms that create no resources of their own making here: AWS documents what they do.
const KNOWN_TRANSFORMS: [&str; 2] = ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"];

impl<'d> Template<'d> {
    /// Reads the document under `view`, whose reading is CloudFormation's. Linear in its size.
    #[must_use]
    pub fn read(view: View<'d>, context: &'d Context) -> Self {
        let root = view.root().filter(|root| view.value(*root) == Value::Map);
        let section = |name: &str| root.and_then(|root| view.get(root, name));
        let resources_at = section("Resources");
        let mut known = Known::new(view, context);
        known.parameters = parameters(view, section("Parameters"));
        known.mappings = named(view, section("Mappings")).map(|(name, _, at)| (name, at)).collect();
        let mut problems = Vec::new();
        let conditions = condition::read(&known, section("Conditions"), &mut problems);
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
            metadata: section("Metadata"),
            transforms: section("Transform").map(|at| gap::transforms(view, at)).unwrap_or_default(),
            gaps: Vec::new(),
            problems,
            references: OnceCell::new(),
        };
        template.read_resources(resources_at);
        template.read_outputs(section("Outputs"));
        template.find_gaps(root);
        template
    }

    fn read_resources(&mut self, section: Option<At>) {
        let view = self.known.view;
        for (name, key_place, at) in named(view, section) {
            if view.value(at) != Value::Map || name.starts_with("Fn::") {
                continue;
            }
            let mut resource = Resource::read(view, name, key_place, at);
            if resource.condition_at.is_some() {
                resource.when = resource.condition.map_or(When::UNKNOWN, |name| self.conditions.when_named(name));
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
        for (name, key_place, at) in named(view, section) {
            let when = match view.get(at, "Condition") {
                Some(condition) => view.text(condition).map_or(When::UNKNOWN, |name| self.conditions.when_named(name)),
                None => When::ALWAYS,
            };
            let (value, export) = (view.get(at, "Value"), view.find(at, &["Export", "Name"]));
            self.outputs.push(Output { name, key_place, at, value, export, when });
        }
    }

    fn find_gaps(&mut self, root: Option<At>) {
        let Some(root) = root else { return };
        let mut gaps = Vec::new();
        for (name, place) in &self.transforms {
            if !KNOWN_TRANSFORMS.contains(name) {
                gaps.push(Gap::of_macro(name, *place));
            }
        }
        gaps.extend(gap::inside(self, root));
        gaps.extend(
            self.conditions.list().iter().filter(|condition| condition.when.is_unknown()).map(Gap::of_condition),
        );
        tablewarden_order::sort_by_key(&mut gaps, |gap| gap.place);
        // Copies of a loop have the same gaps.
        gaps.dedup_by(|one, other| (one.place, one.kind) == (other.place, other.kind));
        self.gaps = gaps;
    }

    /// The document and how it is read.
    #[must_use]
    pub fn view(&self) -> View<'d> {
        self.known.view
    }

    /// What is known from outside.
    #[must_use]
    pub fn context(&self) -> &'d Context {
        self.known.context
    }

    /// Whether the document is a template: a mapping with `Resources`.
    #[must_use]
    pub fn is_template(&self) -> bool {
        self.is_template
    }

    /// Whether resources may have been lost: the root or `Resources` could not be read whole.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// Where the key `Resources` stands.
    #[must_use]
    pub fn resources_place(&self) -> Option<Place> {
        self.section_place
    }

    /// The section `Resources`.
    #[must_use]
    pub fn resources_at(&self) -> Option<At> {
        self.section
    }

    /// The resources, in the order of the document.
    #[must_use]
    pub fn resources(&self) -> &[Resource<'d>] {
        &self.resources
    }

    /// The resource of that logical id.
    #[must_use]
    pub fn resource(&self, logical_id: &str) -> Option<&Resource<'d>> {
        self.known.resources.get(logical_id).and_then(|(index, _)| self.resources.get(*index))
    }

    /// The resources of that type, in the order of the document.
    pub fn resources_of<'t>(&'t self, type_name: &str) -> impl Iterator<Item = &'t Resource<'d>> + use<'t, 'd> {
        let indices = self.by_type.get(type_name).map_or(&[][..], Vec::as_slice);
        indices.iter().filter_map(|index| self.resources.get(*index))
    }

    /// The parameters, in the order of the document.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter<'d>] {
        self.known.parameters.list()
    }

    /// The parameter of that name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter<'d>> {
        self.known.parameters.find(name)
    }

    /// The conditions, and what can be done with a [`When`].
    #[must_use]
    pub fn conditions(&self) -> &Conditions<'d> {
        &self.conditions
    }

    /// The outputs, in the order of the document.
    #[must_use]
    pub fn outputs(&self) -> &[Output<'d>] {
        &self.outputs
    }

    /// The names under the root's `Transform`, and where each stands.
    #[must_use]
    pub fn transforms(&self) -> &[(&'d str, Place)] {
        &self.transforms
    }

    /// Whether the template is one of the serverless model.
    #[must_use]
    pub fn is_serverless(&self) -> bool {
        self.transforms.iter().any(|(name, _)| *name == "AWS::Serverless-2016-10-31")
    }

    /// The root's `Metadata`.
    #[must_use]
    pub fn metadata(&self) -> Option<At> {
        self.metadata
    }

    /// What was not looked at, in the order of the document.
    #[must_use]
    pub fn not_analysed(&self) -> &[Gap] {
        &self.gaps
    }

    /// Whether resources may exist that the template does not show: a macro, a loop, an include. What is missing may
    /// be there then.
    #[must_use]
    pub fn may_have_more_resources(&self) -> bool {
        self.is_damaged || self.gaps.iter().any(Gap::may_create_resources)
    }

    /// What is wrong with conditions, so that what depends on them is unknown.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The condition that an `Fn::If` with this argument asks for, where the template has it.
    pub(crate) fn condition_of_if(&self, argument: At) -> Option<ConditionId> {
        let name = crate::resolve::condition_name(self.known.view, self.known.view.items(argument).next()?)?;
        self.conditions.find(name)
    }
}

/// Whether the value of `Resources` can be one: a mapping, nothing yet, or what could not be read.
fn may_be_resources(view: View<'_>, at: At) -> bool {
    matches!(view.value(at), Value::Map | Value::Null) || view.is_damaged(at)
}

/// The entries of a section, each name once: the last one counts, where the first one stands.
fn named<'d>(view: View<'d>, section: Option<At>) -> impl Iterator<Item = (&'d str, Place, At)> {
    let mut indices = Map::new();
    let mut list: Vec<(&'d str, Place, At)> = Vec::new();
    for entry in section.into_iter().flat_map(|section| view.entries(section)) {
        let row = (entry.key, entry.key_place, entry.value);
        match indices.get(entry.key) {
            Some(index) => {
                if let Some(earlier) = list.get_mut(*index) {
                    let _: &mut (&str, Place, At) = earlier;
                    *earlier = row;
                }
            }
            None => {
                indices.insert(entry.key, list.len());
                list.push(row);
            }
        }
    }
    list.into_iter()
}

fn parameters<'d>(view: View<'d>, section: Option<At>) -> crate::resolve::Parameters<'d> {
    named(view, section)
        .filter(|(name, _, _)| !name.starts_with("Fn::"))
        .map(|(name, place, at)| Parameter::read(view, name, place, at))
        .collect()
}

#[cfg(test)]
mod tests;
