//! The text of a custom message: takes what is between `<<` and `>>`, gives its pieces. `{Key}` and `{A.B}` are names, `{{` is
//! a brace; what is no name stays as it is. Never knows what a name stands for.

/// A piece of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'m> {
    /// Text that stays as it is.
    Text(&'m str),
    /// What is between braces: a key, or keys joined by dots.
    Name(&'m str),
}

/// The pieces of the text of a message, in its order. Never empty ones.
pub fn pieces(message: &str) -> impl Iterator<Item = Piece<'_>> {
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
    // Byte by byte: a text is looked through for each failure.
    let brace = text.bytes().position(|byte| matches!(byte, b'{' | b'}')).unwrap_or(text.len());
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
pub fn placeholders(message: &str) -> impl Iterator<Item = &str> {
    pieces(message).filter_map(|piece| match piece {
        Piece::Name(name) => Some(name),
        Piece::Text(_) => None,
    })
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
