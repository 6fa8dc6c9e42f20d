//! Look-arounds: the body's program and a text in, one bit for each place out, set where the condition holds.
//! One pass over the text fills the bits, forward for what is behind and backward for what is ahead.

use crate::machine::{Machine, Text};
use crate::program::{Compiled, Program};

/// One look-around, without its sign.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) behind: bool,
    /// For what is behind the body as it is, for what is ahead the body reversed.
    pub(crate) sweep: Program,
    /// How to find the groups of the body, if there are any.
    pub(crate) recall: Option<Recall>,
}

/// How to find the groups of a look-around that held.
#[derive(Debug, Clone)]
pub(crate) struct Recall {
    /// The slot with the place where it held last.
    pub(crate) mark: usize,
    /// The body, or each of its branches, and how many characters before the place a match of it begins.
    pub(crate) ways: Vec<(u64, Program)>,
}

/// One bit for each byte offset of a text.
#[derive(Debug, Default)]
pub(crate) struct Places {
    words: Vec<u64>,
}

impl Places {
    fn clear(&mut self, text: &str) {
        self.words.clear();
        self.words.resize(text.len() / 64 + 1, 0);
    }

    fn insert(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub(crate) fn contains(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// Fills in all look-arounds of a pattern for a text, the inner before the outer.
pub(crate) fn sweep(compiled: &Compiled, text: &str, machine: &mut Machine, places: &mut Vec<Places>) {
    places.resize_with(compiled.looks.len(), Places::default);
    for (index, look) in compiled.looks.iter().enumerate() {
        // The ones further in have lower indices.
        let (inner, rest) = places.split_at_mut(index);
        let Some(own) = rest.first_mut() else { continue };
        own.clear(text);
        let text = Text { text, classes: &compiled.classes, places: inner };
        machine.sweep(&look.sweep, text, look.behind, |at| own.insert(at));
    }
}
