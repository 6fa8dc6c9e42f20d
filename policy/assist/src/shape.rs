//! What a value may be by the schema, in words that read behind a colon.

use tablewarden_cloudformation::schema::{Bounds, Shape};

/// How many values of an enumeration are listed.
const MOST_VALUES: usize = 40;

/// What a value of the shape may be, as Markdown.
pub(crate) fn words(shape: Shape) -> String {
    match shape {
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Integer(bounds) => within("whole number", bounds, ""),
        Shape::Number(bounds) => within("number", bounds, ""),
        Shape::Json => "JSON".to_owned(),
        Shape::Map | Shape::Object(_) => "mapping".to_owned(),
        Shape::Text(text) if text.values.is_empty() => within("text", text.length, " characters"),
        Shape::Text(text) => {
            let values: Vec<String> =
                text.values.iter().take(MOST_VALUES).map(|value| ["`", value, "`"].concat()).collect();
            let more = if text.values.iter().nth(MOST_VALUES).is_some() { " …" } else { "" };
            [&values.join(", "), more].concat()
        }
        Shape::List(list) => {
            let of = match list.of {
                Shape::Object(_) | Shape::Map => "mappings".to_owned(),
                Shape::Text(text) if text.values.is_empty() => "texts".to_owned(),
                other => words(other),
            };
            within(&["list of ", &of].concat(), list.items, "")
        }
    }
}

/// `whole number, 1 to 35`
fn within(what: &str, bounds: Bounds, unit: &str) -> String {
    match (bounds.least(), bounds.most()) {
        (None, None) => what.to_owned(),
        (Some(least), None) => [what, ", at least ", &least.to_string(), unit].concat(),
        (None, Some(most)) => [what, ", at most ", &most.to_string(), unit].concat(),
        (Some(least), Some(most)) => [what, ", ", &least.to_string(), " to ", &most.to_string(), unit].concat(),
    }
}
