//! The rules that found something, each described once, in the order in which they came.

use tablewarden_order::Map;

use crate::answer::{Answer, Part};
use crate::writing::JsonText;

/// The rules so far.
#[derive(Default)]
pub(super) struct Rules {
    /// The index of each, by its id.
    indices: Map<String, usize>,
    /// Their descriptions: JSON, element by element.
    pub(super) json: String,
}

impl Rules {
    /// Adds the rules that an answer describes.
    pub(super) fn describe(&mut self, answer: &Answer<'_>) {
        for rule in answer.rules() {
            self.add(rule.text("id").unwrap_or(""), Some(&rule));
        }
    }

    /// The index of a rule; one that was never described is known by its id alone.
    pub(super) fn index(&mut self, id: &str) -> usize {
        self.add(id, None)
    }

    fn add(&mut self, id: &str, rule: Option<&Part<'_>>) -> usize {
        if let Some(index) = self.indices.get(id) {
            return *index;
        }
        let index = self.indices.len();
        self.indices.insert(id.to_owned(), index);
        let mut json = JsonText(&mut self.json);
        json.open("", '{').text("id", id);
        if let Some(rule) = rule {
            describe(&mut json, id, rule);
        }
        json.close('}');
        index
    }
}

fn describe(json: &mut JsonText<'_>, id: &str, rule: &Part<'_>) {
    let name = rule.text("name").unwrap_or(id);
    let title = rule.text("title").unwrap_or(name);
    let help = rule.text("help").unwrap_or(title);
    let address = rule.text("address");
    json.text("name", name);
    json.open("shortDescription", '{').text("text", title).close('}');
    json.open("fullDescription", '{').text("text", title).close('}');
    let linked = address.map_or_else(|| help.to_owned(), |address| format!("{help}\n\n[{id}]({address})"));
    json.open("help", '{').text("text", help).text("markdown", &linked).close('}').text_of("helpUri", address);
    json.open("defaultConfiguration", '{').text_of("level", rule.text("severity")).close('}');
}
