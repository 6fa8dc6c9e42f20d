//! What a template says, as it was read: its sections and what stands in them.

use std::cell::{Cell, OnceCell};

use tablewarden_order::Map;
use tablewarden_source::{Place, Problem, Span};
use tablewarden_template::{At, View};

use super::choice::If;
use super::gap::Gap;
use super::long_rows::LongRows;
use super::output::Output;
use super::parameter::Parameter;
use super::reference::References;
use super::resource::Resource;
use crate::condition::{ConditionId, Conditions, When};
use crate::context::Context;
use crate::digest::{digest, digest_in_any_order};
use crate::placeholder::{self, Templating, templating};
use crate::resolve::{Known, condition_name};
use crate::schema::nearest;

/// With how many names those of one template that nothing has are compared, all together.
pub(super) const MOST_NAMES: usize = 100_000;

/// What a template says.
#[derive(Debug)]
pub struct Template<'d> {
    pub(crate) known: Known<'d>,
    pub(crate) conditions: Conditions<'d>,
    pub(super) is_template: bool,
    pub(super) is_damaged: bool,
    pub(super) section_place: Option<Place>,
    pub(super) section: Option<At>,
    pub(super) resources: Vec<Resource<'d>>,
    pub(super) by_type: Map<&'d str, Vec<usize>>,
    /// Numbers of resources in the order in which they stand in the text.
    pub(crate) by_place: Vec<usize>,
    pub(super) outputs: Vec<Output<'d>>,
    pub(super) mappings: Option<At>,
    pub(super) metadata: Option<At>,
    pub(super) transforms: Vec<(&'d str, Place)>,
    pub(super) gaps: Vec<Gap>,
    /// Whether conditions may exist that the template does not show.
    pub(super) may_have_more_conditions: bool,
    /// Whether some key stands for entries that are not written.
    pub(crate) has_generators: bool,
    pub(super) problems: Vec<Problem>,
    pub(super) ifs: OnceCell<Vec<If>>,
    /// When every parameter that nothing is given for has its default.
    pub(super) defaults: OnceCell<When>,
    pub(super) names_left: Cell<usize>,
    pub(crate) references: OnceCell<References<'d>>,
    pub(super) long_rows: LongRows<'d>,
}

impl<'d> Template<'d> {
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

    /// The section `Mappings`.
    #[must_use]
    pub fn mappings(&self) -> Option<At> {
        self.mappings
    }

    /// The mapping of that name.
    #[must_use]
    pub fn mapping(&self, name: &str) -> Option<At> {
        self.known.mappings.get(name).copied()
    }

    /// What a mapping, or one row of it, has under a key.
    #[must_use]
    pub fn row(&self, of: At, key: &str) -> Option<At> {
        self.known.row(of, key)
    }

    /// What a mapping has under these two keys.
    #[must_use]
    pub fn find_in_map(&self, mapping: &str, first: &str, second: &str) -> Option<At> {
        self.known.find_in_map(mapping, first, second)
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

    /// The first text of all that were met so far and that another tool fills in before deployment, and which tool. In a
    /// template that could not be read whole, the first one of all.
    #[must_use]
    pub fn placeholder(&self) -> Option<(Place, Templating)> {
        let (view, tree) = (self.view(), self.view().main_tree());
        if let Some(at) = self.known.placeholder() {
            return Some((view.place(at), templating(tree.span(at.node()).of(tree.source()))?));
        }
        let root = view.root().filter(|root| view.is_damaged(*root))?;
        let (offset, tool) = placeholder::find(tree.source())?;
        Some((Place::new(tree.file(root.node()), Span::at(u32::try_from(offset).ok()?)), tool))
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
        let name = condition_name(self.known.view, self.known.view.items(argument).next()?)?;
        self.conditions.find(name)
    }

    /// The name that was probably meant by one that nothing has. A template in which many names are compared with many has no more
    /// suggestions at some point.
    #[must_use]
    pub fn meant<'k>(&self, name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
        let left = self.names_left.get();
        let known: Vec<&'k str> = known.take(left).collect();
        self.names_left.set(left - known.len());
        nearest(name, known.iter().copied())
    }

    /// A number that is the same for values that are written alike, here or in another template; none where it is too deep
    /// to compare.
    #[must_use]
    pub fn digest(&self, at: At) -> Option<u64> {
        digest(self.view(), at)
    }

    /// The same, whatever the order of lists.
    #[must_use]
    pub fn digest_in_any_order(&self, at: At) -> Option<u64> {
        digest_in_any_order(self.view(), at)
    }
}
