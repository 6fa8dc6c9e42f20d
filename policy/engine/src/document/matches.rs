//! Which texts of the document match which patterns of the rules, for the last of them that were asked: the same few texts
//! come again in table after table. Never says anything of a text that is not of the document or of the rules.

use std::cell::{Cell, RefCell};

use tablewarden_pattern::{Pattern, Scratch};

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
    /// Whether the pattern matches the text.
    pub(crate) fn find(&self, pattern: &Pattern, text: &str) -> bool {
        pattern.is_match_with(text, &mut self.scratch.borrow_mut())
    }

    /// The same, remembered. Both outlive the evaluation, so that nothing else is ever where they are.
    pub(crate) fn find_once<'a>(&self, pattern: &'a Pattern, text: &'a str) -> bool {
        let (of, at, len) = (std::ptr::from_ref(pattern).addr(), text.as_ptr().addr(), text.len());
        let slot = (at ^ (at >> 6) ^ (of >> 5)) % KEPT;
        let Some(kept) = self.answers.get(slot) else { return self.find(pattern, text) };
        let known = kept.get();
        if (known.0, known.1, known.2) == (of, at, len) {
            return known.3;
        }
        let matches = self.find(pattern, text);
        kept.set((of, at, len, matches));
        matches
    }
}
