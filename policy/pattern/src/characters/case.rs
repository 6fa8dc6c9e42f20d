//! Upper and lower case of single characters, for patterns that pass over case. What is several characters in the other case
//! has none here.

/// The lower case of one character, where that is one character; else itself.
pub(crate) fn lower(c: char) -> char {
    one(c.to_lowercase()).unwrap_or(c)
}

/// The upper case of one character, where that is one character; else itself.
pub(crate) fn upper(c: char) -> char {
    one(c.to_uppercase()).unwrap_or(c)
}

fn one(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    mapped.next().filter(|_| mapped.next().is_none())
}
