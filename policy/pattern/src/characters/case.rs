//! Upper and lower case of text, as the standard library has them and in a tenth of its tables' bytes. Gives what
//! `str::to_lowercase` and `str::to_uppercase` give, the sigma at a word's end included; a test compares every character.

mod tables;

use std::sync::OnceLock;

use crate::characters::varints::{is_in, varint};
use tables::{IGNORED, LOWER, UPPER, UPPER_OF_MANY};

/// Characters, each so many behind the last, that change their case by the same distance.
struct Run {
    first: u32,
    last: u32,
    step: u32,
    distance: i32,
}

/// The runs of one direction, in the order of their characters.
struct Runs {
    table: &'static [u8],
    read: OnceLock<Box<[Run]>>,
}

impl Runs {
    const fn new(table: &'static [u8]) -> Self {
        Self { table, read: OnceLock::new() }
    }

    fn of(&self, c: char) -> char {
        let code = u32::from(c);
        let runs = self.read.get_or_init(|| read(self.table));
        let Some(run) = runs.get(runs.partition_point(|run| run.last < code)) else { return c };
        if code < run.first || !(code - run.first).is_multiple_of(run.step) {
            return c;
        }
        code.checked_add_signed(run.distance).and_then(char::from_u32).unwrap_or(c)
    }
}

/// A table is four numbers a run: the distance from the last run's end, how many characters come behind the first, the
/// step between them, and the distance of the other case, doubled, and one more where it is downwards.
fn read(table: &[u8]) -> Box<[Run]> {
    let mut bytes = table.iter();
    let mut runs = Vec::new();
    let mut end = 0;
    while let (Some(gap), Some(more), Some(step), Some(folded)) =
        (varint(&mut bytes), varint(&mut bytes), varint(&mut bytes), varint(&mut bytes))
    {
        let first = end + gap;
        let last = first + more * step;
        let amount = (folded >> 1).cast_signed();
        runs.push(Run { first, last, step, distance: if folded & 1 == 1 { -amount } else { amount } });
        end = last;
    }
    runs.into_boxed_slice()
}

static LOWER_RUNS: Runs = Runs::new(LOWER);
static UPPER_RUNS: Runs = Runs::new(UPPER);

/// The lower case of one character, where that is one character; else itself.
pub(crate) fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { LOWER_RUNS.of(c) }
}

/// The upper case of one character, where that is one character; else itself.
pub(crate) fn upper(c: char) -> char {
    if c.is_ascii() { c.to_ascii_uppercase() } else { UPPER_RUNS.of(c) }
}

/// The text in lower case: what `str::to_lowercase` gives.
#[must_use]
pub fn to_lowercase(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            'İ' => out.push_str("i\u{307}"),
            'Σ' => {
                let (before, from) = text.split_at(at);
                let behind = from.strip_prefix('Σ').unwrap_or(from);
                let ends_word = is_cased(before.chars().rev()) && !is_cased(behind.chars());
                out.push(if ends_word { 'ς' } else { 'σ' });
            }
            c => out.push(lower(c)),
        }
    }
    out
}

/// The text in upper case: what `str::to_uppercase` gives.
#[must_use]
pub fn to_uppercase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match of_many(c) {
            Some(many) => out.push_str(many),
            None => out.push(upper(c)),
        }
    }
    out
}

/// The upper case of a character that has several.
fn of_many(c: char) -> Option<&'static str> {
    let may = matches!(u32::from(c), 0xDF | 0x149 | 0x1F0 | 0x390 | 0x3B0 | 0x587 | 0x1E96..=0x1E9A | 0x1F50..=0x1FFC | 0xFB00..=0xFB17);
    if !may {
        return None;
    }
    UPPER_OF_MANY.split(' ').find_map(|entry| entry.strip_prefix(c))
}

/// Whether the first letter that counts has case. Signs that words are written with do not count.
fn is_cased(mut chars: impl Iterator<Item = char>) -> bool {
    let first = chars.find(|c| !is_in(IGNORED, *c));
    first.is_some_and(|c| c.is_lowercase() || c.is_uppercase() || is_title(c))
}

/// General category Lt: between upper and lower case.
fn is_title(c: char) -> bool {
    matches!(u32::from(c), 0x1C5 | 0x1C8 | 0x1CB | 0x1F2 | 0x1F88..=0x1F8F | 0x1F98..=0x1F9F | 0x1FA8..=0x1FAF | 0x1FBC | 0x1FCC | 0x1FFC)
}

#[cfg(test)]
mod tests;
