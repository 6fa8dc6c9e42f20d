//! How many templates are checked together: as many as keep the host busy, and as few as their answers need, so that a run needs the
//! same memory whatever the number of its templates. What was answered in, the size of the next batch out.

use super::batch::Checked;
use crate::commands::call::Call;

/// How many calls of a batch one instance of the host has: enough that waiting for the last of a batch costs little.
const CALLS_FOR_ONE: usize = 32;

/// How many bytes of answers a batch is to have. They are there several times: as they come, as they are read, and in each format.
const MOST_BYTES: usize = 4 << 20;

/// How many templates the first batch has, of whose answers nobody knows how large they are.
const FIRST: usize = 64;

/// How many templates keep the host busy.
pub(crate) fn at_once(call: &Call) -> usize {
    CALLS_FOR_ONE * instances(call)
}

fn instances(call: &Call) -> usize {
    (call.surroundings.answers_at_once as usize).clamp(1, 1024)
}

/// The size of batches in a run.
pub(super) struct Pace {
    least: usize,
    most: usize,
    next: usize,
}

impl Pace {
    /// That of the first batch.
    pub(super) fn of(call: &Call) -> Self {
        let most = at_once(call);
        Self { least: instances(call), most, next: most.min(FIRST) }
    }

    /// How many templates the next batch has.
    pub(super) fn at_once(&self) -> usize {
        self.next
    }

    /// Takes how large the answers of a batch were. The next batch is twice as large at most.
    pub(super) fn took(&mut self, checked: &[Checked]) {
        let bytes: usize = checked.iter().map(|one| one.answer.as_ref().map_or(0, |answer| answer.len())).sum();
        let fits = checked.len().saturating_mul(MOST_BYTES) / bytes.max(1);
        self.next = fits.min(2 * self.next).clamp(self.least, self.most);
    }
}
