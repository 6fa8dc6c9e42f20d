//! A file of parameter values in, the value of each parameter out, in the shapes that the tools of AWS take. Never asks
//! which parameters a template has; what does not fit is refused with its place.

use tablewarden_source::Place;
use tablewarden_template::{At, Value, View};

/// The value that a parameter is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenValue {
    /// Its text, a list's elements with commas between them; none where the stack keeps the value it has.
    pub value: Option<String>,
    /// Where it is said, if that is in a file.
    pub place: Option<Place>,
}

impl GivenValue {
    /// A value that is in no file.
    #[must_use]
    pub fn text(value: &str) -> Self {
        Self { value: Some(value.to_owned()), place: None }
    }
}

/// The name and the value in a text `NAME=VALUE`; none where it is none.
#[must_use]
pub fn name_and_value(text: &str) -> Option<(&str, &str)> {
    text.split_once('=').filter(|(name, _)| !name.is_empty())
}

/// A parameter and its value.
type Named<'d> = (&'d str, GivenValue);
/// What does not fit, and where.
type Refused = (Place, String);

/// The values of a file: a list of `ParameterKey` and `ParameterValue`, a list of texts `NAME=VALUE`, a mapping with
/// the values under `Parameters`, or a mapping of the values alone.
///
/// # Errors
/// What does not fit, and what to write instead.
pub fn given_values(view: View<'_>) -> Result<Vec<Named<'_>>, Refused> {
    let Some(root) = view.root() else { return Err((Place::default(), WHOLE.to_owned())) };
    let mut values = Vec::new();
    match view.value(root) {
        Value::List => {
            for item in view.items(root) {
                values.push(element(view, item)?);
            }
        }
        Value::Map => {
            let inside = view.get(root, "Parameters").filter(|inside| view.value(*inside) == Value::Map);
            return values_of(view, inside.unwrap_or(root));
        }
        _ => return Err((view.place(root), WHOLE.to_owned())),
    }
    Ok(values)
}

/// The values of a mapping, by the names of their parameters.
///
/// # Errors
/// As [`given_values`].
pub fn values_of(view: View<'_>, map: At) -> Result<Vec<Named<'_>>, Refused> {
    view.entries(map).map(|entry| named(view, entry.key, entry.value)).collect()
}

const WHOLE: &str = "Not a file of parameter values. Write `{\"NAME\": \"VALUE\"}`.";

/// An element of a list: a text, or a mapping.
fn element(view: View<'_>, item: At) -> Result<Named<'_>, Refused> {
    let place = view.place(item);
    let at_place = |value: Option<&str>| GivenValue { value: value.map(str::to_owned), place: Some(place) };
    if let Value::Str(text) = view.value(item) {
        let (name, value) = name_and_value(text).ok_or_else(|| (place, format!("`{text}` must be NAME=VALUE.")))?;
        return Ok((name, at_place(Some(value))));
    }
    let Some(name) = view.get(item, "ParameterKey").and_then(|at| view.text(at)) else {
        return Err((place, "This names no parameter. Write `ParameterKey` and `ParameterValue`.".to_owned()));
    };
    let keeps = view.get(item, "UsePreviousValue").and_then(|at| view.text(at));
    if keeps.is_some_and(|keeps| keeps.eq_ignore_ascii_case("true")) {
        return Ok((name, at_place(None)));
    }
    match view.get(item, "ParameterValue") {
        Some(value) => named(view, name, value),
        None => Err((place, format!("Parameter `{name}` has no value. Write `ParameterValue`."))),
    }
}

fn named<'d>(view: View<'d>, name: &'d str, at: At) -> Result<Named<'d>, Refused> {
    let place = view.place(at);
    let is_list = view.value(at) == Value::List;
    let mut text = String::new();
    for (index, item) in view.items(at).chain((!is_list).then_some(at)).enumerate() {
        let Some(one) = scalar(view, item) else {
            return Err((place, format!("The value of parameter `{name}` must be text or a list of texts.")));
        };
        text.push_str(if index > 0 { "," } else { "" });
        text.push_str(one);
    }
    Ok((name, GivenValue { value: Some(text), place: Some(place) }))
}

/// The text of a value, as it is written.
fn scalar<'d>(view: View<'d>, at: At) -> Option<&'d str> {
    view.text(at).filter(|_| view.value(at) != Value::Null)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_template::Reading;

    use super::*;
    use crate::testing::document;

    fn read(text: &str) -> Result<Vec<String>, String> {
        let values = given_values(View::new(&document(text).tree, Reading::CloudFormation)).map_err(|(_, why)| why)?;
        let line = |(name, given): Named<'_>| format!("{name}={}", given.value.as_deref().unwrap_or("(kept)"));
        Ok(values.into_iter().map(line).collect())
    }

    #[test]
    fn every_shape_of_the_tools_is_read() {
        let shapes = [
            r#"[{"ParameterKey": "A", "ParameterValue": "x=1"}, {"ParameterKey": "B", "ParameterValue": "y,z"}]"#,
            r#"["A=x=1", "B=y,z"]"#,
            r#"{"Parameters": {"A": "x=1", "B": "y,z"}, "Tags": {"T": "t"}}"#,
            "A: x=1\nB: [y, z]\n",
        ];
        for shape in shapes {
            assert_eq!(read(shape).unwrap(), ["A=x=1", "B=y,z"], "{shape}");
        }
    }

    #[test]
    fn values_are_taken_as_they_are_written() {
        let text = r#"{"A": 5, "B": true, "C": "", "D": [1, "x"]}"#;
        assert_eq!(read(text).unwrap(), ["A=5", "B=true", "C=", "D=1,x"]);
        assert_eq!(read("A: 012345678901\nB: yes\n").unwrap(), ["A=012345678901", "B=yes"]);
    }

    #[test]
    fn a_value_that_the_stack_keeps_is_not_known() {
        let kept = r#"[{"ParameterKey": "A", "UsePreviousValue": true}, {"ParameterKey": "B", "ParameterValue": "b",
            "UsePreviousValue": false}]"#;
        assert_eq!(read(kept).unwrap(), ["A=(kept)", "B=b"]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let cases = [
            ("", WHOLE),
            ("text", WHOLE),
            ("[\"A\"]", "`A` must be NAME=VALUE."),
            ("[\"=x\"]", "`=x` must be NAME=VALUE."),
            ("[1]", "This names no parameter. Write `ParameterKey` and `ParameterValue`."),
            ("[{\"ParameterKey\": \"A\"}]", "Parameter `A` has no value. Write `ParameterValue`."),
            ("{\"A\": null}", "The value of parameter `A` must be text or a list of texts."),
            ("{\"A\": {\"B\": 1}}", "The value of parameter `A` must be text or a list of texts."),
        ];
        for (text, why) in cases {
            assert_eq!(read(text).unwrap_err(), why, "{text}");
        }
    }
}
