//! What the scanner of JSON remembers of open brackets and of the line it is in. Reads nothing itself.

/// An open bracket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) is_map: bool,
    /// Where the bracket is.
    pub(super) start: usize,
    /// The column at which its line begins; what guides where brackets do not match.
    pub(super) column: usize,
}

/// The line that the scanner is in.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) start: usize,
    /// The first place on it that is not blank, once it is known.
    first: Option<usize>,
}

impl Line {
    /// A line begins at `at`.
    pub(super) fn begin(&mut self, at: usize) {
        *self = Self { start: at, first: None };
    }

    /// What is at `at` is not blank.
    pub(super) fn first(&mut self, at: usize) {
        self.first.get_or_insert(at);
    }

    /// Whether only blanks are before `at` on the line.
    pub(super) fn is_first(&self, at: usize) -> bool {
        self.first == Some(at)
    }

    /// The column of the first place on it that is not blank.
    pub(super) fn column(&self) -> usize {
        self.first.map_or(0, |first| first.saturating_sub(self.start))
    }
}

impl Frame {
    /// The bracket that closes it.
    pub(super) fn closing(self) -> u8 {
        if self.is_map { b'}' } else { b']' }
    }
}
