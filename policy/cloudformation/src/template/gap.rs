//! One part of a template that was not analysed, and why: a macro, an include, a loop, a condition. Never a judgement: a
//! template with gaps is a good template that says less.

use tablewarden_source::Place;
use tablewarden_template::{At, Value, View};

use crate::condition::Condition;

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
    /// A resource that CloudFormation replaces by those of a module.
    Module,
    /// An entry of `Resources` that is not a resource.
    NotAResource,
    /// A function that gives the properties of a resource, and whose value is not known.
    Properties,
    /// A condition that is not there or could not be read.
    Condition,
}

impl Gap {
    /// Whether resources may exist that the template does not show.
    #[must_use]
    pub fn may_create_resources(&self) -> bool {
        match self.kind {
            GapKind::Macro | GapKind::Module => true,
            GapKind::Transform | GapKind::ForEach => self.logical_id.is_none(),
            GapKind::NotAResource | GapKind::Properties | GapKind::Condition => false,
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

/// The names under a `Transform`: one, or a list of them, or of maps with a `Name`. One that says no name has an empty one.
pub(crate) fn transforms<'d>(view: View<'d>, at: At) -> Vec<(&'d str, Place)> {
    let named = |at: At| {
        let at = view.get(at, "Name").unwrap_or(at);
        (view.text(at).unwrap_or_default(), view.place(at))
    };
    match view.value(at) {
        Value::Null => Vec::new(),
        Value::List => view.items(at).map(named).collect(),
        _ => vec![named(at)],
    }
}
