//! One value that may be known, unknown or absent, with its place and the parameter whose default it is. Never guesses: what
//! is not known stays unknown.

use std::borrow::Cow;

use tablewarden_source::Place;
use tablewarden_template::At;

/// A known value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Datum<'d> {
    Text(Cow<'d, str>),
    Bool(bool),
    Int(i64),
    Float(f64),
}

/// What is known of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Is<'d> {
    Known(Datum<'d>),
    Unknown,
    Absent,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact<'d> {
    pub(crate) is: Is<'d>,
    pub(crate) place: Place,
    pub(crate) default_of: Option<&'d str>,
    /// Whether it is the value of one property that nobody can know before the deployment, and nothing derived of it.
    pub(crate) is_unknown_value: bool,
    /// The value as it is written, where it is one of the template that is not known or comes from a default: an earlier
    /// version may have written the same.
    pub(crate) written: Option<At>,
}

impl<'d> Fact<'d> {
    pub(crate) fn new(is: Is<'d>, place: Place) -> Self {
        Self { is, place, default_of: None, is_unknown_value: false, written: None }
    }

    pub(crate) fn absent(place: Place) -> Self {
        Self::new(Is::Absent, place)
    }

    pub(crate) fn unknown(place: Place) -> Self {
        Self::new(Is::Unknown, place)
    }

    pub(crate) fn known(text: impl Into<Cow<'d, str>>, place: Place) -> Self {
        Self::new(Is::Known(Datum::Text(text.into())), place)
    }

    pub(crate) fn number(value: i64, place: Place) -> Self {
        Self::new(Is::Known(Datum::Int(value)), place)
    }

    pub(crate) fn with_default_of(mut self, parameter: Option<&'d str>) -> Self {
        self.default_of = parameter;
        self
    }

    /// Notes a parameter whose default makes it matter, where it is no default itself.
    pub(crate) fn or_default_of(mut self, parameter: Option<&'d str>) -> Self {
        self.default_of = self.default_of.or(parameter);
        self
    }

    pub(crate) fn is_known(&self) -> bool {
        matches!(self.is, Is::Known(_))
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.is == Is::Unknown
    }

    pub(crate) fn is_absent(&self) -> bool {
        self.is == Is::Absent
    }

    /// The text, where it is known text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.is {
            Is::Known(Datum::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is a known one.
    pub(crate) fn int(&self) -> Option<i64> {
        match self.is {
            Is::Known(Datum::Int(value)) => Some(value),
            _ => None,
        }
    }

    /// The Boolean, where it is a known one.
    pub(crate) fn bool(&self) -> Option<bool> {
        match self.is {
            Is::Known(Datum::Bool(value)) => Some(value),
            _ => None,
        }
    }
}
