//! Splits an attribute's name into words: at `_`, `-`, `.` and other signs, and where camel case starts a new one. Never
//! guesses words in lower-case letters: `createdat` is one word.

use tablewarden_pattern::to_lowercase;

/// The words of a name in lower case; the name itself where it has none. Digits belong to the word before them.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut letters = name.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(letter) = letters.next() {
        if !letter.is_alphanumeric() {
            end(&mut words, &mut word);
            before = None;
            continue;
        }
        let next_is_lower = letters.peek().is_some_and(|next| next.is_lowercase());
        let starts = letter.is_uppercase() && before.is_some_and(|before| !before.is_uppercase() || next_is_lower);
        if starts {
            end(&mut words, &mut word);
        }
        word.push(letter);
        before = Some(letter);
    }
    end(&mut words, &mut word);
    if words.is_empty() {
        words.push(to_lowercase(name));
    }
    words
}

fn end(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(to_lowercase(&std::mem::take(word)));
    }
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
