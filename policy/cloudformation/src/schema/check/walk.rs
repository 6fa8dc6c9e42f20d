//! Where the walk through a resource's properties stands: what is still to be checked, and what was found. Checks nothing.

use tablewarden_source::Place;
use tablewarden_template::{At, View};

use super::super::model::{Shape, TypeSchema};
use super::super::possible::PossibleValues;
use super::super::problem::SchemaProblem;
use super::super::trail::{Spot, Trail};
use super::super::value::Matches;

/// A value that is still to be checked.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) at: At,
    pub(super) shape: Shape,
    pub(super) spot: Spot,
    /// Its name, if it has to be there.
    pub(super) required: Option<&'static str>,
}

pub(super) struct Walk<'d, 'm> {
    pub(super) view: View<'d>,
    pub(super) schema: &'static TypeSchema,
    pub(super) matches: Matches<'m>,
    pub(super) possible: PossibleValues<'m, 'd>,
    pub(super) trail: Trail<'d>,
    pub(super) open: Vec<Open>,
    /// The parameters that are taken to have another value than their own in what is judged now.
    pub(super) assumed: Vec<(String, String)>,
    /// The outcomes of conditions inside of the function that is judged now.
    pub(super) decided: Vec<(String, bool)>,
    /// Room for the values of the object that is looked at.
    pub(super) values: Vec<Option<(At, Place)>>,
    pub(super) found: Vec<SchemaProblem<'d>>,
}

/// So many elements, for people.
pub(super) fn elements(count: usize) -> String {
    format!("{count} element{}", if count == 1 { "" } else { "s" })
}
