//! Models written as JSON, on one line or on several.

use crate::model::Model;
use crate::seed::Seed;

/// A template as JSON: on one line or on several.
#[must_use]
pub fn json(model: &Model, seed: &mut Seed) -> String {
    let unit = *seed.pick(&["  ", "    ", "\t", "", ""]);
    let separators = *seed.pick(&[(": ", ", "), (":", ","), (" : ", " , ")]);
    let mut out = String::new();
    write_json(
        model,
        (!unit.is_empty()).then_some((unit, 0)),
        if unit.is_empty() { separators } else { (": ", ", ") },
        seed,
        &mut out,
    );
    if !seed.one_of(4) {
        out.push('\n');
    }
    if seed.one_of(6) {
        out = out.replace('\n', "\r\n");
    }
    if seed.one_of(10) { ["\u{feff}", &out].concat() } else { out }
}

fn write_json(
    model: &Model,
    lines: Option<(&str, usize)>,
    separators: (&str, &str),
    seed: &mut Seed,
    out: &mut String,
) {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let entries: Vec<(Option<String>, &Model)> = match model {
        Model::Null => return out.push_str("null"),
        Model::Bool(value) => return out.push_str(&value.to_string()),
        Model::Number(number) => return out.push_str(number),
        Model::Text(value) => return out.push_str(&text(value)),
        Model::List(items) => items.iter().map(|item| (None, item)).collect(),
        Model::Map(entries) => entries.iter().map(|(key, value)| (Some(text(key)), value)).collect(),
        Model::Function(name, argument) => vec![(Some(text(name)), &**argument)],
    };
    let (open, close) = if matches!(model, Model::List(_)) { ('[', ']') } else { ('{', '}') };
    let lines = lines.filter(|_| !entries.is_empty() && !seed.one_of(6));
    out.push(open);
    for (number, (key, value)) in entries.iter().enumerate() {
        if number > 0 {
            out.push_str(if lines.is_some() { "," } else { separators.1 });
        }
        if let Some((unit, depth)) = lines {
            out.push('\n');
            out.push_str(&unit.repeat(depth + 1));
        }
        if let Some(key) = key {
            out.push_str(key);
            out.push_str(separators.0);
        }
        write_json(value, lines.map(|(unit, depth)| (unit, depth + 1)), separators, seed, out);
    }
    if let Some((unit, depth)) = lines {
        out.push('\n');
        out.push_str(&unit.repeat(depth));
    }
    out.push(close);
}
