//! A set of places in a text, one bit for each byte offset.

/// One bit for each byte offset of a text.
#[derive(Debug, Default)]
pub(crate) struct Places {
    words: Vec<u64>,
}

impl Places {
    pub(crate) fn clear(&mut self, text: &str) {
        self.words.clear();
        self.words.resize(text.len() / 64 + 1, 0);
    }

    pub(crate) fn insert(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub(crate) fn contains(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}
