//! One known value with its text, and the coercions CloudFormation makes of it.

use std::borrow::Cow;

use tablewarden_source::{Place, decimal};
use tablewarden_template::{At, Value, View};

/// A known scalar.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar<'d> {
    /// What it is.
    pub typed: Typed,
    /// Its text, as CloudFormation passes it on where text is wanted.
    pub text: Cow<'d, str>,
    /// Where it is used, once conditions are looked through: the literal, or the function that gives it.
    pub at: At,
    /// The place of that.
    pub place: Place,
    /// Where its text stands: the same, or a parameter's default, or a mapping's value.
    pub origin: At,
    /// The parameter whose default it depends on.
    pub default_of: Option<&'d str>,
}

/// The type of a scalar as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Typed {
    /// Nothing: `null`, or a key without a value.
    Null,
    /// A Boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number.
    Float(f64),
    /// Text: the scalar's own.
    Text,
}

impl<'d> Scalar<'d> {
    /// The scalar that is written at `at`; none for a collection.
    pub(crate) fn literal(view: View<'d>, at: At) -> Option<Self> {
        Self::of_value(view, at, view.value(at))
    }

    /// The same, `value` being what the view has there.
    pub(crate) fn of_value(view: View<'d>, at: At, value: Value<'d>) -> Option<Self> {
        let (typed, text) = typed_value(view, at, value)?;
        Some(Self { typed, text, at, place: view.place(at), origin: at, default_of: None })
    }

    /// Text that a function gives.
    pub(crate) fn text(view: View<'d>, at: At, text: Cow<'d, str>, default_of: Option<&'d str>) -> Self {
        Self { typed: Typed::Text, text, at, place: view.place(at), origin: at, default_of }
    }

    /// The Boolean it is or is taken for: `"true"` is true.
    #[must_use]
    pub fn bool(&self) -> Option<bool> {
        match self.typed {
            Typed::Bool(value) => Some(value),
            Typed::Text if self.text.eq_ignore_ascii_case("true") => Some(true),
            Typed::Text if self.text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// The whole number it is or is taken for: `"5"` is 5, `5.0` is 5.
    #[must_use]
    pub fn int(&self) -> Option<i64> {
        match self.typed {
            Typed::Int(value) => Some(value),
            Typed::Text => self.text.trim().parse().ok(),
            Typed::Float(value) if value.fract() == 0.0 && value.abs() < 9e15 =>
            {
                #[expect(clippy::cast_possible_truncation, reason = "whole and within 53 bits")]
                Some(value as i64)
            }
            _ => None,
        }
    }

    /// The number it is or is taken for.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self.typed {
            #[expect(clippy::cast_precision_loss, reason = "numbers of templates are small")]
            Typed::Int(value) => Some(value as f64),
            Typed::Float(value) => Some(value),
            Typed::Text => decimal::parse(self.text.trim()).filter(|value| value.is_finite()),
            _ => None,
        }
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.typed == Typed::Null
    }
}

/// The type and text of a literal.
pub(crate) fn typed<'d>(view: View<'d>, at: At) -> Option<(Typed, Cow<'d, str>)> {
    typed_value(view, at, view.value(at))
}

fn typed_value<'d>(view: View<'d>, at: At, value: Value<'d>) -> Option<(Typed, Cow<'d, str>)> {
    Some(match value {
        Value::Null => (Typed::Null, Cow::Borrowed("")),
        Value::Bool(value) => (Typed::Bool(value), Cow::Borrowed(if value { "true" } else { "false" })),
        Value::Int(value) => {
            let written = view.text(at).unwrap_or("");
            // `012` is passed on as `10`.
            let is_plain = written.parse() == Ok(value) && !written.starts_with('+') && !is_padded(written);
            (Typed::Int(value), if is_plain { Cow::Borrowed(written) } else { Cow::Owned(value.to_string()) })
        }
        Value::Float(value) => (Typed::Float(value), Cow::Borrowed(view.text(at).unwrap_or(""))),
        Value::Str(text) => (Typed::Text, Cow::Borrowed(text)),
        Value::List | Value::Map => return None,
    })
}

fn is_padded(written: &str) -> bool {
    let digits = written.strip_prefix('-').unwrap_or(written);
    digits.len() > 1 && digits.starts_with('0')
}
