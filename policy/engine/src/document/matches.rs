//! Which texts of the document match which patterns of the rules, for the last of them that were asked: the same few texts
//! come again in table after table. Never says anything of a text that is not of the document or of the rules.

use std::cell::{Cell, RefCell};

use tablewarden_pattern::{Pattern, Scratch};

use crate::meter::Meter;
use crate::stop::Stop;

/// The steps to begin a match with.
const MATCH: usize = 8;

/// How many answers are kept.
const KEPT: usize = 64;

/// An answer, and what it is the answer to: a pattern and a text, told by where they are.
type Answer = (usize, usize, usize, bool);

/// The last answers, and the memory of matching.
#[derive(Debug)]
pub(crate) struct Matches {
    answers: [Cell<Answer>; KEPT],
    scratch: RefCell<Scratch>,
}

impl Default for Matches {
    fn default() -> Self {
        Self { answers: std::array::from_fn(|_| Cell::new((0, 0, 0, false))), scratch: RefCell::default() }
    }
}

impl Matches {
    /// Whether the pattern matches the text. Its steps are those of the evaluation.
    pub(crate) fn find(&self, pattern: &Pattern, text: &str, meter: &Meter) -> Result<bool, Stop> {
        let scratch = &mut *self.scratch.borrow_mut();
        let found = pattern.is_match_within(text, meter.left(), scratch);
        meter.spend(MATCH)?;
        meter.spend(usize::try_from(scratch.steps()).unwrap_or(usize::MAX))?;
        found.ok_or(Stop::Budget)
    }

    /// The same, remembered. Both outlive the evaluation, so that nothing else is ever where they are.
    pub(crate) fn find_once<'a>(&self, pattern: &'a Pattern, text: &'a str, meter: &Meter) -> Result<bool, Stop> {
        let (of, at, len) = (std::ptr::from_ref(pattern).addr(), text.as_ptr().addr(), text.len());
        let slot = (at ^ (at >> 6) ^ (of >> 5)) % KEPT;
        let Some(kept) = self.answers.get(slot) else { return self.find(pattern, text, meter) };
        let known = kept.get();
        if (known.0, known.1, known.2) == (of, at, len) {
            return Ok(known.3);
        }
        let matches = self.find(pattern, text, meter)?;
        kept.set((of, at, len, matches));
        Ok(matches)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_answer_is_that_of_its_pattern_and_its_text() {
        let patterns: Vec<Pattern> = ["^a", "b$", "(?<!a)b"].map(|text| Pattern::new(text).unwrap()).into();
        // Parts of one text, so that some begin where others do.
        let text = "abab cab".repeat(20);
        let (matches, meter) = (Matches::default(), Meter::new(1 << 40));
        for _ in 0..2 {
            for from in 0..text.len() {
                for len in 0..3 {
                    for pattern in &patterns {
                        let Some(part) = text.get(from..from + len) else { continue };
                        let found = matches.find_once(pattern, part, &meter);
                        assert_eq!(found, Ok(pattern.is_match(part)), "{pattern:?} on {part}");
                    }
                }
            }
        }
    }
}
