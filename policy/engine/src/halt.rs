//! Why an evaluation stopped short of a verdict, and the steps it may take.

use std::cell::Cell;

/// What ends the evaluation of a clause without a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Halt {
    /// The values do not support what was asked of them. A clause of a body fails by it; a condition hands it up, and
    /// what it guards fails.
    Undecidable(String),
    /// The rule cannot be evaluated.
    Error(String),
    /// The steps are used up: nothing more is evaluated.
    Budget,
}

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
    pub(crate) fn spend(&self, steps: usize) -> Result<(), Halt> {
        match self.left.get().checked_sub(steps as u64) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => {
                self.left.set(0);
                Err(Halt::Budget)
            }
        }
    }

    /// How many steps were taken.
    pub(crate) fn used(&self) -> u64 {
        self.allowed - self.left.get()
    }
}
