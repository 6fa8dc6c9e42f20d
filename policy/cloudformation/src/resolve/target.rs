//! What a value names: a resource, its attribute, a known text, or something else.

use std::borrow::Cow;

use tablewarden_template::At;

use super::evaluate::Evaluator;
use super::resolved::Resolved;
use super::text_parts::{Parts, Piece};
use crate::condition::Scenario;
use crate::template::Template;

/// What a value names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'d> {
    /// Nothing: the value is not there.
    Absent,
    /// A resource of the template, by `Ref` or by an attribute.
    Resource {
        /// The resource.
        logical_id: &'d str,
        /// The attribute; none for `Ref`.
        attribute: Option<Cow<'d, str>>,
    },
    /// A name that the template does not have, by `Ref` or `Fn::GetAtt`.
    Undefined {
        /// The name.
        name: &'d str,
        /// The attribute; none for `Ref`.
        attribute: Option<Cow<'d, str>>,
    },
    /// Known text.
    Text(Cow<'d, str>),
    /// The value of a parameter.
    Parameter(&'d str),
    /// Anything else, in pieces.
    Parts(Parts<'d>),
}

impl<'d> Template<'d> {
    /// What the value names in `scenario`.
    #[must_use]
    pub fn target(&self, at: At, scenario: &Scenario) -> Target<'d> {
        let evaluator = Evaluator::of_values(&self.known, &self.conditions, scenario);
        if evaluator.resolve(at) == Resolved::Absent {
            return Target::Absent;
        }
        self.target_of(evaluator.parts(at))
    }

    /// What a text in pieces names.
    #[must_use]
    pub fn target_of(&self, parts: Parts<'d>) -> Target<'d> {
        let parts = match parts.into_literal() {
            Ok((text, _)) => return Target::Text(text),
            Err(parts) => parts,
        };
        let (name, attribute) = match parts.pieces() {
            [Piece::Ref(name)] => (*name, None),
            [Piece::Attribute { logical_id, attribute }] => (*logical_id, Some(attribute.clone())),
            [Piece::Parameter(name)] => return Target::Parameter(name),
            _ => return Target::Parts(parts),
        };
        match self.resource(name) {
            Some(_) => Target::Resource { logical_id: name, attribute },
            None => Target::Undefined { name, attribute },
        }
    }

    /// The value as text in pieces.
    #[must_use]
    pub fn parts(&self, at: At, scenario: &Scenario) -> Parts<'d> {
        Evaluator::of_values(&self.known, &self.conditions, scenario).parts(at)
    }

    /// The value as text in pieces, in which every parameter is open: its default is not its value.
    #[must_use]
    pub fn open_parts(&self, at: At) -> Parts<'d> {
        Evaluator::of_conditions(&self.known).parts(at)
    }
}
