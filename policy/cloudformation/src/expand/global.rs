//! What `Globals` of the serverless model says for one resource.

use tablewarden_template::{At, Kind, Value, View};

/// The sections of `Globals`, and the resources each is for.
const SECTIONS: [(&str, &str); 2] =
    [("AWS::Serverless::Function", "Function"), ("AWS::Serverless::SimpleTable", "SimpleTable")];

/// What is global for one resource.
pub(super) struct Global<'d> {
    pub(super) at: At,
    /// The properties that the resource does without.
    pub(super) without: Vec<&'d str>,
}

impl<'d> Global<'d> {
    /// What is global for the resource; none where there is nothing.
    pub(super) fn of(view: View<'d>, globals: At, resource: At) -> Option<Self> {
        let type_name = view.text(view.get(resource, "Type")?)?;
        let (_, section) = SECTIONS.iter().find(|(name, _)| *name == type_name)?;
        let at = view.get(globals, section).filter(|at| is_map(view, *at))?;
        let ignored = view.get(resource, "IgnoreGlobals");
        if ignored.and_then(|at| view.text(at)) == Some("*") {
            return None;
        }
        let without =
            ignored.into_iter().flat_map(|list| view.items(list)).filter_map(|item| view.text(item)).collect();
        Some(Self { at, without })
    }
}

/// Whether it is a mapping and no function.
pub(super) fn is_map(view: View<'_>, at: At) -> bool {
    view.main_tree().kind(at.node()) == Kind::Map && view.value(at) == Value::Map && view.intrinsic(at).is_none()
}
