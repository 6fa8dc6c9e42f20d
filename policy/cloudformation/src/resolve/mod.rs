//! What a value is once conditions are decided: absent, a scalar, a list, a map, or unknown and why. Text that is not
//! known whole is a row of pieces, so that two values can be seen to name the same thing.

mod alternative;
mod compute;
mod cut;
mod evaluate;
mod function;
mod known;
mod piece;
mod scalar;
mod target;
#[cfg(test)]
mod tests;
mod walk;

use tablewarden_template::At;

pub use alternative::{Alternative, Element};
pub(crate) use evaluate::{Evaluator, condition_name};
pub(crate) use function::{Token, tokens};
pub(crate) use known::{Known, Parameters};
pub use piece::{Parts, Piece};
pub use scalar::{Scalar, Typed};
pub use target::Target;
pub use walk::{Field, Fields, Item, Items};

/// A value in a scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolved<'d> {
    /// Not there: no such key, or `AWS::NoValue`.
    Absent,
    /// One value.
    Scalar(Scalar<'d>),
    /// A list of the document; ask for its items with [`crate::Template::items`].
    List(At),
    /// A list of texts that is written nowhere as one: a parameter's, or what `Fn::Split` gives.
    Texts(TextList<'d>),
    /// A map of the document; ask for its fields with [`crate::Template::get`].
    Map(At),
    /// Something that the template does not say. It is not absent.
    Unknown(Unknown<'d>),
}

/// A list of texts made by a function or given by a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextList<'d> {
    /// The texts, each known or in pieces.
    pub items: Vec<Parts<'d>>,
    /// Where the list is used.
    pub at: At,
    /// The parameter whose default it is.
    pub default_of: Option<&'d str>,
}

/// A value that is there, and is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown<'d> {
    /// Why.
    pub reason: Reason,
    /// The value, as far as it could be followed.
    pub at: At,
    /// What it depends on: a parameter, a resource, a condition.
    pub name: Option<&'d str>,
}

/// Why a value is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A parameter without a default, or one whose value is kept elsewhere.
    Parameter,
    /// A pseudo parameter that nothing was said about.
    Pseudo,
    /// What a resource will be called, or an attribute of it.
    Resource,
    /// An export of another stack.
    Import,
    /// A dynamic reference, `{{resolve:…}}`.
    Dynamic,
    /// A condition that is not decided here or could not be analysed.
    Condition,
    /// A key that the mapping does not have.
    Mapping,
    /// A function that is not computed here.
    Function,
    /// A macro or an include may put something here.
    Transform,
    /// A function with arguments that it does not take.
    Malformed,
    /// Something here could not be read.
    Damaged,
    /// Too deep or too large to follow.
    TooLarge,
}

impl<'d> Unknown<'d> {
    pub(crate) fn new(reason: Reason, at: At) -> Self {
        Self { reason, at, name: None }
    }

    /// Why, in a few lower-case words that read after "unknown:".
    #[must_use]
    pub fn message(&self) -> String {
        let name = self.name.map_or_else(String::new, |name| format!(" `{name}`"));
        match self.reason {
            Reason::Parameter => format!("the parameter{name} has no value here"),
            Reason::Pseudo => format!("the pseudo parameter{name} is not given"),
            Reason::Resource => format!("the resource{name} does not exist yet"),
            Reason::Import => "it is imported from another stack".to_owned(),
            Reason::Dynamic => "it is looked up at deployment".to_owned(),
            Reason::Condition => format!("the condition{name} is not decided"),
            Reason::Mapping => "the mapping has no such key".to_owned(),
            Reason::Function => "the function is not computed before deployment".to_owned(),
            Reason::Transform => "a macro or an include may put it here".to_owned(),
            Reason::Malformed => "the function has arguments that it does not take".to_owned(),
            Reason::Damaged => "something here could not be read".to_owned(),
            Reason::TooLarge => "it is too large to follow".to_owned(),
        }
    }
}

impl<'d> Resolved<'d> {
    /// The scalar, if it is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar<'d>> {
        match self {
            Self::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Whether it is not there.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Why it is unknown, if it is.
    #[must_use]
    pub fn unknown(&self) -> Option<Unknown<'d>> {
        match self {
            Self::Unknown(unknown) => Some(*unknown),
            _ => None,
        }
    }

    /// Where it stands, once conditions are looked through; none where it is absent.
    #[must_use]
    pub fn at(&self) -> Option<At> {
        match self {
            Self::Absent => None,
            Self::Scalar(scalar) => Some(scalar.at),
            Self::List(at) | Self::Map(at) => Some(*at),
            Self::Texts(list) => Some(list.at),
            Self::Unknown(unknown) => Some(unknown.at),
        }
    }
}
