//! Splits an attribute's name into words: at `_`, `-`, `.` and other signs, and where camel case starts a new one. Never
//! guesses words in lower-case letters: `createdat` is one word.

use std::borrow::Cow;

use tablewarden_pattern::to_lowercase;

/// The words of a name in lower case; the name itself where it has none. Digits belong to the word before them.
pub(crate) fn words(name: &str) -> Vec<Cow<'_, str>> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut letters = name.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((at, letter)) = letters.next() {
        if !letter.is_alphanumeric() {
            words.extend(word(name.get(start..at)));
            start = at + letter.len_utf8();
            before = None;
            continue;
        }
        let next_is_lower = letters.peek().is_some_and(|(_, next)| next.is_lowercase());
        let starts = letter.is_uppercase() && before.is_some_and(|before| !before.is_uppercase() || next_is_lower);
        if starts {
            words.extend(word(name.get(start..at)));
            start = at;
        }
        before = Some(letter);
    }
    words.extend(word(name.get(start..)));
    if words.is_empty() {
        words.push(lower(name));
    }
    words
}

/// The word in lower case, if there is one.
fn word(letters: Option<&str>) -> Option<Cow<'_, str>> {
    letters.filter(|letters| !letters.is_empty()).map(lower)
}

fn lower(text: &str) -> Cow<'_, str> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(text) } else { Cow::Owned(to_lowercase(text)) }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_split() {
        let cases = [
            ("createdAt", "created at"),
            ("orderID", "order id"),
            ("OrderIDs", "order i ds"),
            ("HTTPStatus", "http status"),
            ("isActive", "is active"),
            ("createdat", "createdat"),
            ("CREATED_AT", "created at"),
            ("created-at.utc", "created at utc"),
            ("GSI1PK", "gsi1 pk"),
            ("pk", "pk"),
            ("ÉtatÀJour", "état à jour"),
            ("__", "__"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }
}
