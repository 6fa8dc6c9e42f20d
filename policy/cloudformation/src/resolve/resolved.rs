//! What a value is in a scenario: absent, a scalar, a list, a map, or unknown.

use tablewarden_template::At;

use super::scalar::Scalar;
use super::text_parts::Parts;
use super::unknown::Unknown;

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
