//! Upper and lower case, as the standard library has them: its tables take 11 KB of gzip more than those that `build.rs` makes of them
//! (docs/adr/0005-size-of-the-module.md). Takes characters and texts, gives them in the other case.

use crate::characters::varints::is_in;

include!(concat!(env!("OUT_DIR"), "/case.rs"));

/// Characters whose other case is as far away: the first, how far behind it the last is, and how far each is behind the one before.
struct Run {
    first: u32,
    length: u16,
    step: u16,
    distance: i32,
}

/// The lower case of one character, where that is one character; else itself.
pub(crate) fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { other(LOWER, c) }
}

/// The upper case of one character, where that is one character; else itself.
pub(crate) fn upper(c: char) -> char {
    if c.is_ascii() { c.to_ascii_uppercase() } else { other(UPPER, c) }
}

fn other(runs: &[Run], c: char) -> char {
    let code = u32::from(c);
    let last = |run: &Run| run.first + u32::from(run.length);
    let run = runs.get(runs.partition_point(|run| last(run) < code));
    let run = run.filter(|run| run.first <= code && (code - run.first).is_multiple_of(u32::from(run.step)));
    run.and_then(|run| code.checked_add_signed(run.distance)).and_then(char::from_u32).unwrap_or(c)
}

/// The text in lower case: what `str::to_lowercase` gives, with the sigma that ends a word.
#[must_use]
pub fn to_lowercase(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c == 'Σ' {
            let (before, sigma) = text.split_at(at);
            let ends_word = is_cased(before.chars().rev()) && !is_cased(sigma.chars().skip(1));
            out.push(if ends_word { 'ς' } else { 'σ' });
        } else {
            push(&mut out, LOWER_OF_MANY, c, lower);
        }
    }
    out
}

/// The text in upper case: what `str::to_uppercase` gives.
#[must_use]
pub fn to_uppercase(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut out, UPPER_OF_MANY, c, upper));
    out
}

fn push(out: &mut String, of_many: &[(char, [char; 3])], c: char, one: fn(char) -> char) {
    match of_many.binary_search_by_key(&c, |(c, _)| *c).ok().and_then(|at| of_many.get(at)) {
        Some((_, many)) => out.extend(many.iter().filter(|c| **c != '\0')),
        None => out.push(one(c)),
    }
}

/// Whether the first character that counts has case.
fn is_cased(mut chars: impl Iterator<Item = char>) -> bool {
    let first = chars.find(|c| !is_in(IGNORED, *c));
    first.is_some_and(|c| c.is_lowercase() || c.is_uppercase() || is_title(c))
}

/// General category Lt: between upper and lower case.
fn is_title(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | 'ᾈ'..='ᾏ' | 'ᾘ'..='ᾟ' | 'ᾨ'..='ᾯ' | 'ᾼ' | 'ῌ' | 'ῼ')
}

#[cfg(test)]
mod tests {
    use super::{lower, to_lowercase, to_uppercase, upper};

    fn one(c: char, mut other: impl Iterator<Item = char>) -> char {
        other.next().filter(|_| other.next().is_none()).unwrap_or(c)
    }

    #[test]
    fn every_character_has_the_case_that_the_standard_library_says() {
        let mut text = [0; 4];
        for c in '\0'..=char::MAX {
            let text = c.encode_utf8(&mut text);
            assert_eq!(lower(c), one(c, c.to_lowercase()), "{c:?}");
            assert_eq!(upper(c), one(c, c.to_uppercase()), "{c:?}");
            assert_eq!(to_lowercase(text), text.to_lowercase());
            assert_eq!(to_uppercase(text), text.to_uppercase());
        }
    }

    #[test]
    fn a_sigma_is_written_as_the_standard_library_writes_it() {
        // Between these two there are ideographs and nothing.
        let chars = ('\0'..'\u{20000}').chain('\u{E0000}'..='\u{E0FFF}');
        let all: String = chars.map(|c| format!("{c}Σ aΣ{c} a{c}Σ aΣ{c}a ")).collect();
        for (ours, theirs) in to_lowercase(&all).split(' ').zip(all.to_lowercase().split(' ')) {
            assert_eq!(ours, theirs);
        }
        for text in ["", "Σ", "ΣΣ", "ΟΔΟΣ ΑΣ", "AbC", "ÄΣ.", "İΣ"] {
            assert_eq!(to_lowercase(text), text.to_lowercase());
            assert_eq!(to_uppercase(text), text.to_uppercase());
        }
    }
}
