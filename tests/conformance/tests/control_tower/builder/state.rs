//! The document that is being made, and what is in sight where it is made: variables, parameters, and what `this` is.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tablewarden_conformance::Chance;
use tablewarden_guard::{Assignment, RuleFile, Value};

use crate::tree::{self, Place, Step};

/// Steps that one document may take; recursive rules end there.
const STEPS: usize = 20_000;
const DEPTH: usize = 40;

/// What a query comes to.
#[derive(Debug, Clone)]
pub(super) enum Target<'a> {
    /// A place, whether or not something is there.
    Place(Place),
    /// A literal of the rule file.
    Literal(&'a Value),
    /// A text that was made: a key.
    Text(String),
}

/// What is in sight: variables, parameters, and what `this` is.
pub(super) struct Scope<'s, 'a> {
    pub(super) parent: Option<&'s Scope<'s, 'a>>,
    pub(super) lets: &'a [Assignment],
    pub(super) parameters: Vec<(&'a str, Vec<Target<'a>>)>,
    pub(super) this: Vec<Target<'a>>,
}

impl<'s, 'a> Scope<'s, 'a> {
    pub(super) fn inside(&'s self, lets: &'a [Assignment], this: Vec<Target<'a>>) -> Self {
        Self { parent: Some(self), lets, parameters: Vec::new(), this }
    }
}

/// Makes one document.
pub(crate) struct Builder<'a, 'r> {
    pub(super) file: &'a RuleFile,
    pub(super) chance: &'r mut Chance,
    pub(super) document: Json,
    /// The resources and elements that were made for a filter, so that asking again finds them.
    pub(super) made: BTreeMap<(u32, Place), Place>,
    pub(super) captures: BTreeMap<String, Vec<Target<'a>>>,
    pub(super) steps: usize,
    pub(super) depth: usize,
}

impl Builder<'_, '_> {
    /// Counts a step; whether there were too many.
    pub(super) fn exhausted(&mut self) -> bool {
        self.steps += 1;
        self.steps > STEPS || self.depth > DEPTH
    }

    /// What is at a place.
    pub(super) fn get(&self, place: &[Step]) -> Option<&Json> {
        tree::get(&self.document, place)
    }

    /// Puts something at a place, which is not the root.
    pub(super) fn set(&mut self, place: &[Step], value: Json) {
        if !place.is_empty() {
            tree::set(&mut self.document, place, value);
        }
    }
}
