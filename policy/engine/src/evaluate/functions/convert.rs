//! The `parse_…` functions on one scalar. None: a kind of value that the function passes over.

use tablewarden_guard::Function;
use tablewarden_pattern::to_lowercase;
use tablewarden_source::decimal;

use super::excerpt::excerpt;
use crate::stop::Stop;
use crate::values::value::{Scalar, Shape};

pub(super) fn convert<'a>(function: Function, value: Shape<'_>) -> Result<Option<Scalar<'a>>, Stop> {
    match function {
        Function::ParseBoolean => boolean(value),
        Function::ParseChar => character(value),
        Function::ParseFloat => float(value),
        Function::ParseInt => int(value),
        _ => Ok(string(value)),
    }
}

fn refused(value: impl AsRef<str>, wanted: &str) -> Stop {
    Stop::Undecidable(format!("`{}` is no {wanted}", excerpt(value.as_ref())))
}

fn boolean<'a>(value: Shape<'_>) -> Result<Option<Scalar<'a>>, Stop> {
    match value {
        Shape::Bool(value) => Ok(Some(Scalar::Bool(value))),
        Shape::Str(text) if to_lowercase(text) == "true" => Ok(Some(Scalar::Bool(true))),
        Shape::Str(text) if to_lowercase(text) == "false" => Ok(Some(Scalar::Bool(false))),
        Shape::Str(text) => Err(refused(text, "boolean")),
        _ => Ok(None),
    }
}

/// A text of one byte is a character; one of two bytes is refused even if it is one character, as in cfn-guard.
fn character<'a>(value: Shape<'_>) -> Result<Option<Scalar<'a>>, Stop> {
    match value {
        Shape::Int(value) => {
            let digit = u32::try_from(value).ok().and_then(|value| char::from_digit(value, 10));
            digit.map(|digit| Some(Scalar::Char(digit))).ok_or_else(|| refused(value.to_string(), "character"))
        }
        Shape::Str(text) if text.len() > 1 => Err(refused(text, "character")),
        Shape::Str(text) => Ok(text.chars().next().map(Scalar::Char)),
        Shape::Char(value) => Ok(Some(Scalar::Str(value.to_string().into()))),
        _ => Ok(None),
    }
}

fn float<'a>(value: Shape<'_>) -> Result<Option<Scalar<'a>>, Stop> {
    match value {
        Shape::Str(text) => {
            decimal::parse(text).map(|value| Some(Scalar::Float(value))).ok_or_else(|| refused(text, "number"))
        }
        #[expect(clippy::cast_precision_loss, reason = "as cfn-guard converts it")]
        Shape::Int(value) => Ok(Some(Scalar::Float(value as f64))),
        Shape::Float(value) => Ok(Some(Scalar::Float(value))),
        Shape::Char(value) => match value.to_digit(10) {
            Some(digit) => Ok(Some(Scalar::Float(f64::from(digit)))),
            None => Err(refused(value.to_string(), "number")),
        },
        _ => Ok(None),
    }
}

fn int<'a>(value: Shape<'_>) -> Result<Option<Scalar<'a>>, Stop> {
    match value {
        Shape::Str(text) => {
            text.parse().map(|value| Some(Scalar::Int(value))).map_err(|_| refused(text, "whole number"))
        }
        Shape::Int(value) => Ok(Some(Scalar::Int(value))),
        #[expect(clippy::cast_possible_truncation, reason = "cut to the whole number towards zero")]
        Shape::Float(value) => Ok(Some(Scalar::Int(value as i64))),
        Shape::Char(value) => match value.to_digit(10) {
            Some(digit) => Ok(Some(Scalar::Int(i64::from(digit)))),
            None => Err(refused(value.to_string(), "whole number")),
        },
        _ => Ok(None),
    }
}

fn string<'a>(value: Shape<'_>) -> Option<Scalar<'a>> {
    let text = match value {
        Shape::Int(value) => value.to_string(),
        Shape::Float(value) => decimal::text(value),
        Shape::Bool(value) => value.to_string(),
        Shape::Str(text) => text.to_owned(),
        Shape::Char(value) => value.to_string(),
        _ => return None,
    };
    Some(Scalar::Str(text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_numbers_or_cannot_be_decided() {
        assert!(matches!(convert(Function::ParseInt, Shape::Str("-5")), Ok(Some(Scalar::Int(-5)))));
        assert!(matches!(convert(Function::ParseInt, Shape::Float(5.9)), Ok(Some(Scalar::Int(5)))));
        assert!(matches!(convert(Function::ParseInt, Shape::Bool(true)), Ok(None)));
        assert!(matches!(convert(Function::ParseInt, Shape::Str("5.0")), Err(Stop::Undecidable(_))));
        assert!(matches!(convert(Function::ParseBoolean, Shape::Str("TRUE")), Ok(Some(Scalar::Bool(true)))));
        assert!(matches!(convert(Function::ParseChar, Shape::Str("é")), Err(Stop::Undecidable(_))));
        assert!(matches!(convert(Function::ParseChar, Shape::Str("")), Ok(None)));
        assert!(matches!(convert(Function::ParseChar, Shape::Int(10)), Err(Stop::Undecidable(_))));
    }
}
