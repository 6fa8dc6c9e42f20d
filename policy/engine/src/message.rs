//! What the names in a message stand for in the block that failed. Never changes what is no name.

use tablewarden_guard::{Piece, pieces};
use tablewarden_source::quoted;
use tablewarden_template::{At, Value, View};

use crate::outcome::Failure;

impl Failure<'_> {
    /// The message, which stands in `rules`, the text of the rule file, with its names replaced by what they stand for in the innermost block that has them: the text of a
    /// scalar as it is quoted, the texts of a list with commas, the `Value` of a fact, or its `Is` where it has none. A name that no block
    /// has stays as it is. Blanks at the ends are gone, and others are one space.
    #[must_use]
    pub fn message_text(&self, rules: &str, view: View<'_>) -> Option<String> {
        let mut text = String::new();
        for piece in pieces(self.message?.of(rules)) {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Name(name) => match self.named(view, name).and_then(|at| text_of(view, at)) {
                    Some(value) => text.push_str(&value),
                    None => {
                        text.push('{');
                        text.push_str(name);
                        text.push('}');
                    }
                },
            }
        }
        let mut line = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        Some(line)
    }

    /// What has a name, or keys joined by dots, in the innermost block that has it as something with a text.
    #[must_use]
    pub fn named(&self, view: View<'_>, name: &str) -> Option<At> {
        let found = self.blocks.iter().filter_map(|block| find(view, *block, name));
        found.into_iter().find(|at| text_of(view, *at).is_some())
    }
}

fn find(view: View<'_>, block: At, name: &str) -> Option<At> {
    name.split('.').try_fold(block, |at, key| view.get(at, key))
}

/// The text of a value in a message; none for a map that is no fact.
fn text_of(view: View<'_>, at: At) -> Option<String> {
    match view.value(at) {
        Value::Map => {
            let inner = view.get(at, "Value").or_else(|| view.get(at, "Is"))?;
            if matches!(view.value(inner), Value::Map) { None } else { text_of(view, inner) }
        }
        Value::List => {
            let items = view.items(at).filter_map(|item| match view.value(item) {
                Value::List => None,
                _ => text_of(view, item),
            });
            Some(items.collect::<Vec<_>>().join(", "))
        }
        _ => view.text(at).map(|text| quoted(text).into_owned()),
    }
}
