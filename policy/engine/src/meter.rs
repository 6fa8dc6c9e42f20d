//! The steps that one evaluation may take: each part of a query, each value that is looked at and each comparison is
//! one. Runs out, and never says what of.

use std::cell::Cell;

use crate::stop::Stop;

/// Counts the steps of one evaluation.
#[derive(Debug)]
pub(crate) struct Meter {
    left: Cell<u64>,
    allowed: u64,
}

impl Meter {
    pub(crate) fn new(steps: u64) -> Self {
        Self { left: Cell::new(steps), allowed: steps }
    }

    /// Takes `steps`, or says that there are not enough left.
    pub(crate) fn spend(&self, steps: usize) -> Result<(), Stop> {
        match self.left.get().checked_sub(steps as u64) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => {
                self.left.set(0);
                Err(Stop::Budget)
            }
        }
    }

    /// How many steps were taken.
    pub(crate) fn used(&self) -> u64 {
        self.allowed - self.left.get()
    }
}
