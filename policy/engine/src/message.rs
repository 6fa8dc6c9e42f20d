//! Messages with names in braces: which there are, and what they stand for in the block that failed. `{Key}` and `{A.B}`
//! are names, `{{` is a brace; what is no name stays as it is.

use tablewarden_template::{At, Value, View};

use crate::outcome::Failure;

/// A piece of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'m> {
    Text(&'m str),
    Name(&'m str),
}

fn pieces(message: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = message;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, behind) = first_piece(rest);
        rest = behind;
        Some(piece)
    })
}

/// The first piece of a text that is not empty, and what is behind it.
fn first_piece(text: &str) -> (Piece<'_>, &str) {
    let brace = text.find(['{', '}']).unwrap_or(text.len());
    if brace > 0 {
        let (before, behind) = text.split_at(brace);
        return (Piece::Text(before), behind);
    }
    for double in ["{{", "}}"] {
        if let Some(behind) = text.strip_prefix(double) {
            return (Piece::Text(text.get(..1).unwrap_or("")), behind);
        }
    }
    if let Some((name, behind)) = text.strip_prefix('{').and_then(|inner| inner.split_once('}'))
        && is_name(name)
    {
        return (Piece::Name(name), behind);
    }
    (Piece::Text(text.get(..1).unwrap_or("")), text.get(1..).unwrap_or(""))
}

/// Keys joined by dots, each a letter and then letters, digits and underscores.
fn is_name(text: &str) -> bool {
    text.split('.').all(|key| {
        key.starts_with(|first: char| first.is_ascii_alphabetic())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

/// The names in the braces of a message.
pub(crate) fn placeholders(message: &str) -> impl Iterator<Item = &str> {
    pieces(message).filter_map(|piece| match piece {
        Piece::Name(name) => Some(name),
        Piece::Text(_) => None,
    })
}

impl Failure<'_> {
    /// The message with its names replaced by what they stand for in the innermost block that has them: the text of a
    /// scalar, the texts of a list with commas, the `Value` of a fact, or its `Is` where it has none. A name that no block
    /// has stays as it is. Blanks at the ends are gone, and others are one space.
    #[must_use]
    pub fn message_text(&self, view: View<'_>) -> Option<String> {
        let mut text = String::new();
        for piece in pieces(self.message?) {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Name(name) => {
                    match self.blocks.iter().find_map(|block| text_of(view, find(view, *block, name)?)) {
                        Some(value) => text.push_str(&value),
                        None => {
                            text.push('{');
                            text.push_str(name);
                            text.push('}');
                        }
                    }
                }
            }
        }
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
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
        _ => view.text(at).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_other_braces_stay() {
        let found: Vec<_> = pieces("a {Key} {{x}} {A.B} {not a name} {} {9}").collect();
        let names: Vec<_> = placeholders("a {Key} {{x}} {A.B} {not a name} {} {9} {unclosed").collect();
        assert_eq!(names, ["Key", "A.B"]);
        let text: String = found
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => (*text).to_owned(),
                Piece::Name(name) => format!("<{name}>"),
            })
            .collect();
        assert_eq!(text, "a <Key> {x} <A.B> {not a name} {} {9}");
    }
}
