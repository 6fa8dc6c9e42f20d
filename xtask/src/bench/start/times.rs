//! What is measured when something starts, and how long it took.

use crate::bench::timed::{Time, median};

/// What is measured, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    EmptyProcess,
    Version,
    Check,
    ManyTables,
    EmptyNode,
    NodeCheck,
    LibraryImport,
    LibraryFirst,
    LibraryLater,
}

impl Measure {
    pub(super) const ALL: [Self; 9] = [
        Self::EmptyProcess,
        Self::Version,
        Self::Check,
        Self::ManyTables,
        Self::EmptyNode,
        Self::NodeCheck,
        Self::LibraryImport,
        Self::LibraryFirst,
        Self::LibraryLater,
    ];
}

/// The times of one build, of each measure in the order of [`Measure::ALL`].
#[derive(Default)]
pub(super) struct Times([Vec<Time>; Measure::ALL.len()]);

impl Times {
    pub(super) fn add(&mut self, measure: Measure, time: Time) {
        self.0[measure as usize].push(time);
    }

    /// The median by the clock, or nothing where nothing was measured.
    pub(super) fn clock(&self, measure: Measure) -> Option<f64> {
        median(self.0[measure as usize].iter().map(|time| time.clock))
    }

    /// The median of the processor's time.
    pub(super) fn processor(&self, measure: Measure) -> Option<f64> {
        median(self.0[measure as usize].iter().filter_map(|time| time.processor))
    }
}
