//! A file of parameter values in, the value of each parameter out, in the shapes that the tools of AWS take. Never asks
//! which parameters a template has; what does not fit is refused with its place.

use tablewarden_source::Place;
use tablewarden_template::{At, Entry, Value, View};

/// The value that a file gives to a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenValue {
    /// The parameter.
    pub name: String,
    /// Its value, a list's elements with commas between them; none where the stack keeps the value it has.
    pub value: Option<String>,
    /// Where it is said.
    pub place: Place,
}

/// The values of a file: a list of `ParameterKey` and `ParameterValue`, a list of texts `NAME=VALUE`, a mapping with
/// the values under `Parameters`, or a mapping of the values alone.
///
/// # Errors
/// What does not fit, and what to write instead.
pub fn given_values(view: View<'_>) -> Result<Vec<GivenValue>, (Place, String)> {
    let Some(root) = view.root() else { return Err((Place::default(), WHOLE.to_owned())) };
    match view.value(root) {
        Value::List => view.items(root).map(|item| element(view, item)).collect(),
        Value::Map => {
            let inside = view.get(root, "Parameters").filter(|inside| view.value(*inside) == Value::Map);
            view.entries(inside.unwrap_or(root)).map(|entry| named(view, &entry)).collect()
        }
        _ => Err((view.place(root), WHOLE.to_owned())),
    }
}

const WHOLE: &str = "this is no file of parameter values; write `{\"NAME\": \"VALUE\"}`";

/// An element of a list: a text, or a mapping.
fn element(view: View<'_>, item: At) -> Result<GivenValue, (Place, String)> {
    let place = view.place(item);
    if let Value::Str(text) = view.value(item) {
        let pair = text.split_once('=').filter(|(name, _)| !name.is_empty());
        let (name, value) = pair.ok_or_else(|| (place, format!("`{text}` is no `NAME=VALUE`")))?;
        return Ok(GivenValue { name: name.to_owned(), value: Some(value.to_owned()), place });
    }
    let Some(name) = view.get(item, "ParameterKey").and_then(|at| view.text(at)) else {
        return Err((place, "this names no parameter; write `ParameterKey` and `ParameterValue`".to_owned()));
    };
    let keeps = view.get(item, "UsePreviousValue").and_then(|at| view.text(at));
    if keeps.is_some_and(|keeps| keeps.eq_ignore_ascii_case("true")) {
        return Ok(GivenValue { name: name.to_owned(), value: None, place });
    }
    match view.entries(item).find(|entry| entry.key == "ParameterValue") {
        Some(entry) => Ok(GivenValue { name: name.to_owned(), ..named(view, &entry)? }),
        None => Err((place, format!("`{name}` has no value; write `ParameterValue`"))),
    }
}

fn named(view: View<'_>, entry: &Entry<'_>) -> Result<GivenValue, (Place, String)> {
    let at = entry.value;
    let value = match view.value(at) {
        Value::List => {
            view.items(at).map(|item| scalar(view, item)).collect::<Option<Vec<_>>>().map(|all| all.join(","))
        }
        _ => scalar(view, at).map(str::to_owned),
    };
    match value {
        Some(value) => Ok(GivenValue { name: entry.key.to_owned(), value: Some(value), place: view.place(at) }),
        None => Err((view.place(at), format!("`{}` is given no text; write a text, or a list of texts", entry.key))),
    }
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
        let line = |given: GivenValue| format!("{}={}", given.name, given.value.as_deref().unwrap_or("(kept)"));
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
            ("[\"A\"]", "`A` is no `NAME=VALUE`"),
            ("[\"=x\"]", "`=x` is no `NAME=VALUE`"),
            ("[1]", "this names no parameter; write `ParameterKey` and `ParameterValue`"),
            ("[{\"ParameterKey\": \"A\"}]", "`A` has no value; write `ParameterValue`"),
            ("{\"A\": null}", "`A` is given no text; write a text, or a list of texts"),
            ("{\"A\": {\"B\": 1}}", "`A` is given no text; write a text, or a list of texts"),
        ];
        for (text, why) in cases {
            assert_eq!(read(text).unwrap_err(), why, "{text}");
        }
    }
}
