//! One scalar or mapping and what it should be in, what is wrong with it out; types are read with CloudFormation's
//! coercions: `"true"` is a boolean, `"5"` a number, every scalar is text. Never looks into a collection.

use tablewarden_source::decimal;
use tablewarden_template::{At, Value, View};

use super::advice;
use super::model::{Bounds, Shape, Text, Values};
use crate::resolve::{Scalar, Typed};

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) expected: String,
    pub(super) found: String,
    pub(super) suggestion: Option<String>,
    pub(super) certain: bool,
}

impl Fault {
    /// One that is wrong for sure, without a suggestion.
    pub(super) fn sure(expected: String, found: String) -> Self {
        Self { expected, found, suggestion: None, certain: true }
    }
}

/// Whether a regular expression, the first, is found in a text, the second.
pub type Matches<'m> = &'m dyn Fn(&str, &str) -> bool;

/// Longest piece of a value that is shown.
const LONGEST_SHOWN: usize = 60;
/// Most values of an enumeration that are listed.
const MOST_LISTED: usize = 8;

/// A value with its text as it is written; a collection has none.
#[derive(Clone, Copy)]
pub(super) struct Written<'v>(pub(super) Value<'v>, pub(super) &'v str);

impl<'d> Written<'d> {
    /// What is written at `at`.
    pub(super) fn at(view: View<'d>, at: At) -> Self {
        let value = view.value(at);
        let text = match value {
            Value::Str(text) => text,
            Value::List | Value::Map => "",
            _ => view.text(at).unwrap_or(""),
        };
        Self(value, text)
    }

    /// Text.
    pub(super) fn text(text: &'d str) -> Self {
        Self(Value::Str(text), text)
    }

    /// The scalar that is written at `at`; none for anything else.
    pub(super) fn of_scalar(view: View<'d>, at: At) -> Option<Self> {
        let is_scalar = view.is_plain(at) && !matches!(view.value(at), Value::List | Value::Map);
        is_scalar.then(|| Self::at(view, at))
    }
}

impl<'s> From<&'s Scalar<'_>> for Written<'s> {
    fn from(scalar: &'s Scalar<'_>) -> Self {
        let value = match scalar.typed {
            Typed::Null => Value::Null,
            Typed::Bool(value) => Value::Bool(value),
            Typed::Int(value) => Value::Int(value),
            Typed::Float(value) => Value::Float(value),
            Typed::Text => Value::Str(&scalar.text),
        };
        Self(value, &scalar.text)
    }
}

/// Checks the value itself against its shape; what is in a mapping or a list is not looked at.
pub(super) fn fault(written: Written<'_>, shape: Shape, matches: Matches<'_>) -> Option<Fault> {
    let Written(value, _) = written;
    match shape {
        Shape::Text(text) => text_fault(written, text, matches),
        Shape::Integer(bounds) => number_fault(written, bounds, true),
        Shape::Number(bounds) => number_fault(written, bounds, false),
        Shape::Boolean => {
            let is = match value {
                Value::Bool(_) => true,
                Value::Str(text) => text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"),
                _ => false,
            };
            (!is).then(|| wrong(written, "`true` or `false`"))
        }
        Shape::Json => {
            (!matches!(value, Value::Map | Value::Str(_))).then(|| wrong(written, "a mapping, or text that is JSON"))
        }
        Shape::Map | Shape::Object(_) => (value != Value::Map).then(|| wrong(written, "a mapping")),
        Shape::List(_) => (value != Value::List).then(|| wrong(written, "a list")),
    }
}

fn wrong(written: Written<'_>, expected: impl Into<String>) -> Fault {
    Fault::sure(expected.into(), found(written))
}

fn text_fault(written: Written<'_>, shape: &Text, matches: Matches<'_>) -> Option<Fault> {
    let Written(value, as_written) = written;
    let text = match value {
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        Value::Str(text) => text,
        Value::Int(_) | Value::Float(_) => as_written,
        Value::Null | Value::List | Value::Map if shape.values.is_empty() => {
            return Some(wrong(written, text_wanted(shape.length)));
        }
        Value::Null | Value::List | Value::Map => return Some(wrong(written, one_of(shape.values))),
    };
    if !shape.values.is_empty() {
        if shape.values.iter().any(|value| value == text) {
            return None;
        }
        let meant = advice::of_value(text, shape.values.iter());
        let suggestion = meant.map(str::to_owned);
        // A newer schema may have another name; nothing, a number and a Boolean are none.
        let is_no_name =
            !matches!(value, Value::Str(text) if decimal::parse(text).is_none() && !text.trim().is_empty());
        return Some(Fault {
            certain: meant.is_some() || is_no_name,
            suggestion,
            ..wrong(written, one_of(shape.values))
        });
    }
    if shape.length != Bounds::ANY && !shape.length.holds(text.chars().count()) {
        return Some(wrong(written, text_wanted(shape.length)));
    }
    if !shape.pattern.is_empty() && !matches(shape.pattern, text) {
        return Some(wrong(written, format!("text that matches `{}`", shape.pattern)));
    }
    None
}

fn number_fault(written: Written<'_>, bounds: Bounds, whole: bool) -> Option<Fault> {
    let number = match written.0 {
        // An integer beyond 2^53 is beyond every bound as well.
        #[allow(clippy::cast_precision_loss)]
        Value::Int(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        Value::Str(text) => decimal::parse(text),
        _ => None,
    };
    let fits = number.filter(|number| number.is_finite() && (!whole || number.fract() == 0.0)).is_some_and(|number| {
        bounds.least().is_none_or(|least| f64::from(least) <= number)
            && bounds.most().is_none_or(|most| number <= f64::from(most))
    });
    let kind = if whole { "a whole number" } else { "a number" };
    (!fits).then(|| wrong(written, format!("{kind}{}", range(bounds, "from "))))
}

/// " from 1 to 35", " of at least 1"; nothing where there are no bounds.
fn range(bounds: Bounds, from: &str) -> String {
    match (bounds.least(), bounds.most()) {
        (Some(least), Some(most)) if least == most => format!(" of {least}"),
        (Some(least), Some(most)) => format!(" {from}{least} to {most}"),
        (Some(least), None) => format!(" of at least {least}"),
        (None, Some(most)) => format!(" of at most {most}"),
        (None, None) => String::new(),
    }
}

fn text_wanted(length: Bounds) -> String {
    match (length.least(), length.most()) {
        (Some(1), None) => "text that is not empty".to_owned(),
        (Some(0) | None, None) => "text".to_owned(),
        (Some(0) | None, Some(most)) => format!("text of at most {most} characters"),
        _ => format!("text{} characters", range(length, "of ")),
    }
}

/// How many elements a list should have.
pub(super) fn list_wanted(items: Bounds) -> String {
    let one = items.most().or(items.least()) == Some(1);
    format!("a list{} element{}", range(items, "of "), if one { "" } else { "s" })
}

/// All values, or where they are many those of DynamoDB, or else the first.
fn one_of(values: Values) -> String {
    let count = values.iter().count();
    let is_ours = |value: &&str| value.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("dynamodb"));
    let mut listed: Vec<&str> = if count > MOST_LISTED { values.iter().filter(is_ours).collect() } else { Vec::new() };
    if listed.is_empty() {
        listed = values.iter().take(MOST_LISTED).collect();
    }
    let mut wanted = String::from(if count > 2 { "one of " } else { "" });
    for (index, value) in listed.iter().enumerate() {
        wanted.push_str(match index {
            0 => "`",
            _ if count == 2 => " or `",
            _ => ", `",
        });
        wanted.push_str(value);
        wanted.push('`');
    }
    if count > listed.len() {
        wanted.push_str(&format!(", and {} more", count - listed.len()));
    }
    wanted
}

/// The value in short: a scalar's text, or what sort of collection it is.
pub(super) fn found(Written(value, text): Written<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::List => "a list".to_owned(),
        Value::Map => "a mapping".to_owned(),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => shown(text),
    }
}

/// Text in backticks, shortened.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() {
        return "an empty string".to_owned();
    }
    let mut shown: String = text.chars().take(LONGEST_SHOWN).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    shown = shown.replace(char::is_control, " ");
    format!("`{shown}{more}`")
}
