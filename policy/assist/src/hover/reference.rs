//! What a reference refers to, in a few words: the type of a resource, the type and default of a parameter, how a condition is
//! written, what a mapping has.

use tablewarden_cloudformation::{Context, Parameter};
use tablewarden_source::quoted;
use tablewarden_template::{At, View};

use crate::opened::Opened;
use crate::referred::Referred;

/// How many allowed values of a parameter are listed.
const MOST_VALUES: usize = 12;

/// What is said of the thing that is referred to; nothing of what is not there.
pub(super) fn reference(opened: &Opened<'_, '_>, referred: Referred<'_>) -> Option<String> {
    let (view, template) = (opened.view, opened.template);
    match referred {
        Referred::Name(name, attribute) => {
            if let Some(parameter) = template.parameter(name) {
                return Some(of_parameter(template.view(), parameter));
            }
            if Context::is_pseudo(name) {
                let value = template.context().pseudo(name);
                let value = value.map_or(String::new(), |value| [": ", &code(&value)].concat());
                return Some(["Pseudo parameter `", name, "`", &value].concat());
            }
            let resource = template.resource(name)?;
            let mut text = match attribute {
                Some(attribute) => ["Attribute ", &code(attribute), " of ", &code(name)].concat(),
                None => ["Resource ", &code(name)].concat(),
            };
            text.extend(resource.type_name.into_iter().flat_map(|type_name| [": ".to_owned(), code(type_name)]));
            if let Some(table) = opened.tables.iter().find(|table| table.logical_id == name) {
                text.extend(["\n\n", &table.line]);
            }
            Some(text)
        }
        Referred::Local(name, value) => Some(defined("Variable", name, &written(view, value))),
        Referred::Condition(name) => {
            let conditions = template.conditions();
            let condition = conditions.get(conditions.find(name)?)?;
            let mut text = defined("Condition", name, &written(template.view(), condition.at));
            let when = template.with_defaults(condition.when);
            if when.is_always() {
                text.push_str("\n\nTrue with the values and defaults of the parameters.");
            } else if when.is_never() {
                text.push_str("\n\nFalse with the values and defaults of the parameters.");
            }
            Some(text)
        }
        Referred::Mapping(name, keys) => {
            let mapping = template.mapping(name)?;
            let at = keys.into_iter().map_while(|key| key).try_fold(mapping, |of, key| view.get(of, key))?;
            Some(defined("Mapping", name, &written(view, at)))
        }
        Referred::Attribute(name, definitions) => {
            let is_it = |at: &At| view.get(*at, "AttributeName").and_then(|at| view.text(at)) == Some(name);
            let definition = view.items(definitions).find(is_it)?;
            let kind = view.text(view.get(definition, "AttributeType")?)?;
            Some(["Attribute ", &code(name), ": ", type_words(kind), " (", &code(kind), ")"].concat())
        }
    }
}

fn of_parameter(view: View<'_>, parameter: &Parameter<'_>) -> String {
    let mut text = ["Parameter ", &code(parameter.name)].concat();
    if !parameter.type_name.is_empty() {
        text.extend([": ", &quoted(parameter.type_name)]);
    }
    match parameter.default.and_then(|at| view.text(at)) {
        Some(_) if parameter.no_echo => text.push_str(", with a default that is hidden"),
        Some(default) => text.extend([", default ", &code(default)]),
        None => text.push_str(", no default"),
    }
    let allowed: Vec<String> = parameter.allowed_values.iter().filter_map(|at| view.text(*at)).map(code).collect();
    if !allowed.is_empty() && !parameter.no_echo {
        let more = if allowed.len() > MOST_VALUES { " …" } else { "" };
        text.extend([
            "\n\nAllowed values: ",
            &allowed.into_iter().take(MOST_VALUES).collect::<Vec<_>>().join(", "),
            more,
        ]);
    }
    if let Some(description) = view.get(parameter.at, "Description").and_then(|at| view.text(at)) {
        text.extend(["\n\n", &quoted(description)]);
    }
    text
}

fn code(text: &str) -> String {
    ["`", &quoted(text), "`"].concat()
}

/// A thing with its definition as a block of code.
fn defined(what: &str, name: &str, definition: &str) -> String {
    [what, " ", &code(name), "\n\n```\n", definition, "\n```"].concat()
}

/// A value as it is written, cut where it is long.
fn written<'d>(view: View<'d>, at: At) -> String {
    quoted(view.span(at).of(view.main_tree().source()).trim_end()).into_owned()
}

/// The types of attributes in words.
pub(crate) fn type_words(kind: &str) -> &'static str {
    match kind {
        "S" => "text",
        "N" => "number",
        "B" => "binary",
        _ => "unknown type",
    }
}
