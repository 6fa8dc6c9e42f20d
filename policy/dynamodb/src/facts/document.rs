//! What the gathering of facts takes and gives: the settings of the check, and the facts document with what is known of each
//! of its nodes. Gathers nothing.

use tablewarden_cloudformation::Template;
use tablewarden_source::{Place, Span};
use tablewarden_template::{At, NodeId, Tree};

use crate::facts::variant::VariantIndex;

/// What is said of the check itself.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The profile: `minimal`, `recommended`, `strict`.
    pub profile: String,
    /// The region of deployment, where it is known.
    pub region: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { profile: "recommended".to_owned(), region: None }
    }
}

/// Something that was not analysed whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnalysed {
    /// Where it is.
    pub place: Place,
    /// Whose it is, for people: "table `Orders`".
    pub of: String,
    /// Which facts of it, for people: "keys"; empty where it is all of them.
    pub what: &'static str,
    /// Why.
    pub why: Excess,
    /// The parameters whose values would make it less.
    pub parameters: Vec<String>,
}

/// What there is too much of, or what there is no way to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Excess {
    /// Outcomes of conditions: nothing was analysed.
    Outcomes,
    /// Combinations of other allowed values of parameters: only their own were looked at.
    AllowedValues,
    /// Facts: the rest of the template was not analysed.
    Facts,
    /// Problems of one kind: those from here on are not listed.
    Problems,
    /// Outcomes of conditions of both versions: changes were not looked at whole.
    Versions,
    /// Something of the earlier version: changes of it were not looked at. What it is about is a sentence.
    Earlier,
}

/// A part of the template that was not looked at, as a macro.
#[derive(Debug, Clone)]
pub(crate) struct Unseen {
    pub(crate) place: Place,
    /// What is said of it, and what to do.
    pub(crate) of: String,
    pub(crate) remedy: String,
}

/// What the text of a template has and its tree does not show.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextFaults<'a> {
    /// Keys that a map has twice, each with the first one.
    pub duplicates: &'a [(Span, Span)],
    /// Aliases and merge keys.
    pub aliases: &'a [Span],
}

/// The facts of one template.
#[derive(Debug, Clone)]
pub struct Facts<'d> {
    /// The document, over the template's text.
    pub tree: Tree<'d>,
    /// Under which conditions each node of it holds.
    pub variants: VariantIndex,
    /// The places of the template that have a value that is not known, each once and in order.
    pub unknown_values: Vec<Place>,
    /// How many tables there are.
    pub tables: u32,
    /// What was not analysed, or not with every value of parameters.
    pub not_analysed: Vec<NotAnalysed>,
    /// The parts that were not looked at.
    pub(crate) unseen: Vec<Unseen>,
    pub(crate) defaults: Vec<(NodeId, &'d str)>,
    /// Where values of the template stand that are not known or come from a default, by their nodes here.
    pub(crate) written: Vec<(NodeId, At)>,
}

/// A facts document, whole or as far as it is written, and the template that it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side<'f, 'd> {
    pub(crate) template: &'f Template<'d>,
    pub(crate) tree: &'f Tree<'d>,
    pub(crate) variants: &'f VariantIndex,
    pub(crate) written: &'f [(NodeId, At)],
}

impl Facts<'_> {
    /// The parameter whose default a value is. `node` is the map with `Is`, or its `Value`.
    #[must_use]
    pub fn default_of(&self, node: NodeId) -> Option<&str> {
        let index = self.defaults.binary_search_by_key(&node, |(node, _)| *node).ok()?;
        self.defaults.get(index).map(|(_, parameter)| *parameter)
    }
}
