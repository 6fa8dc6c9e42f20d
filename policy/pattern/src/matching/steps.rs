//! What a pass costs: steps, and how many of them are allowed.

/// Steps taken, and the most that may be taken.
#[derive(Debug)]
pub(crate) struct Steps {
    /// Instructions visited, ways stepped, and what it costs to remember places and to ask classes, since the last reset.
    pub(crate) taken: u64,
    pub(crate) most: u64,
}

impl Default for Steps {
    fn default() -> Self {
        Self::within(u64::MAX)
    }
}

impl Steps {
    /// None yet, of so many.
    pub(crate) const fn within(most: u64) -> Self {
        Self { taken: 0, most }
    }

    /// Whether more were taken than allowed: what was found is not to be believed.
    pub(crate) const fn are_over(&self) -> bool {
        self.taken > self.most
    }
}
