//! A template as text: YAML in blocks or in one line, or JSON; with its keys, and those lists whose order means nothing, in any
//! order; with comments, and with numbers and booleans as text. All of them are the same template.

use serde_json::Value;

use super::random::Random;

/// How a template is written.
pub(super) struct Style {
    layout: Layout,
    has_comments: bool,
    /// Whether scalars are text.
    is_quoted: bool,
    /// Whether functions have their short form, where the layout knows it.
    has_tags: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Blocks { indent: usize },
    Flow,
    Json { is_lines: bool },
}

/// Lists whose order means nothing.
const SETS: [&str; 8] = [
    "AttributeDefinitions",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "NonKeyAttributes",
    "Replicas",
    "SearchSchema",
    "Tags",
    "VectorIndexes",
];

impl Style {
    pub(super) fn any(random: &mut Random) -> Self {
        let layout = match random.below(5) {
            0 => Layout::Blocks { indent: 2 },
            1 => Layout::Blocks { indent: 4 },
            2 => Layout::Flow,
            3 => Layout::Json { is_lines: false },
            _ => Layout::Json { is_lines: true },
        };
        let mut coin = || random.once_in(2);
        Self { layout, has_comments: coin(), is_quoted: coin(), has_tags: coin() }
    }

    fn is_json(&self) -> bool {
        matches!(self.layout, Layout::Json { .. })
    }

    /// The name of a file in that style.
    pub(super) fn name(&self) -> &'static str {
        if self.is_json() { "template.json" } else { "template.yaml" }
    }

    pub(super) fn write(&self, template: &Value, random: &mut Random) -> String {
        let mut text = String::new();
        if self.has_comments && !self.is_json() {
            text.push_str("# The tables\n");
        }
        match self.layout {
            Layout::Blocks { indent } => self.block(template, "", (0, indent), &mut text, random),
            Layout::Flow | Layout::Json { .. } => self.flow(template, "", &mut text, random),
        }
        text.push('\n');
        text
    }

    /// The entries of a mapping in any order.
    fn entries<'v>(
        &self,
        map: &'v serde_json::Map<String, Value>,
        random: &mut Random,
    ) -> Vec<(&'v String, &'v Value)> {
        let mut entries: Vec<_> = map.iter().collect();
        random.shuffle(&mut entries);
        entries
    }

    /// The elements of the list under a key, in any order where it means nothing.
    fn elements<'v>(&self, key: &str, list: &'v [Value], random: &mut Random) -> Vec<&'v Value> {
        let mut elements: Vec<_> = list.iter().collect();
        if SETS.contains(&key) {
            random.shuffle(&mut elements);
        }
        elements
    }

    fn scalar(&self, value: &Value) -> String {
        match value {
            Value::String(text) => serde_json::to_string(text).expect("text is JSON"),
            other if self.is_quoted => format!("\"{other}\""),
            other => other.to_string(),
        }
    }

    /// The short form of a function and what is behind it.
    fn tag<'v>(&self, value: &'v Value) -> Option<(String, &'v Value)> {
        let map = value.as_object().filter(|map| self.has_tags && !self.is_json() && map.len() == 1)?;
        let (key, inner) = map.iter().next()?;
        let name = if key == "Ref" { key } else { key.strip_prefix("Fn::")? };
        Some((format!("!{name}"), inner))
    }

    fn flow(&self, value: &Value, key: &str, text: &mut String, random: &mut Random) {
        if let Some((tag, inner)) = self.tag(value) {
            text.push_str(&tag);
            text.push(' ');
            return self.flow(inner, "", text, random);
        }
        let between = if self.layout == (Layout::Json { is_lines: true }) { ",\n" } else { ", " };
        match value {
            Value::Object(map) => {
                text.push('{');
                for (at, (key, value)) in self.entries(map, random).into_iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { between });
                    text.push_str(&format!("{}: ", self.scalar(&Value::String(key.clone()))));
                    self.flow(value, key, text, random);
                }
                text.push('}');
            }
            Value::Array(list) => {
                text.push('[');
                for (at, value) in self.elements(key, list, random).into_iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { between });
                    self.flow(value, key, text, random);
                }
                text.push(']');
            }
            scalar => text.push_str(&self.scalar(scalar)),
        }
    }

    fn block(&self, value: &Value, key: &str, (depth, indent): (usize, usize), text: &mut String, random: &mut Random) {
        let margin = " ".repeat(depth);
        let end = if self.has_comments { "  # as it is\n" } else { "\n" };
        let below = (depth + indent, indent);
        let put = |text: &mut String, lead: String, value: &Value, key: &str, random: &mut Random| {
            text.push_str(&margin);
            text.push_str(&lead);
            let (tag, key, value) =
                self.tag(value).map_or((String::new(), key, value), |(tag, inner)| (tag + " ", "", inner));
            let is_empty = |value: &Value| {
                value.as_object().is_some_and(serde_json::Map::is_empty) || value.as_array().is_some_and(Vec::is_empty)
            };
            text.push_str(&tag);
            if (value.is_object() || value.is_array()) && !is_empty(value) {
                text.push_str(end);
                self.block(value, key, below, text, random);
            } else {
                self.flow(value, key, text, random);
                text.push_str(end);
            }
        };
        match value {
            Value::Object(map) => {
                for (key, value) in self.entries(map, random) {
                    // A key with `::` is no plain text that every reader splits alike.
                    let name = if key.contains("::") { format!("'{key}'") } else { key.clone() };
                    put(text, format!("{name}: "), value, key, random);
                }
            }
            Value::Array(list) => {
                for value in self.elements(key, list, random) {
                    put(text, "- ".to_owned(), value, key, random);
                }
            }
            scalar => put(text, String::new(), scalar, key, random),
        }
    }
}
