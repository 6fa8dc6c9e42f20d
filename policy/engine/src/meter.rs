//! What one evaluation may cost: steps, which are counted where the work is, and memory, which is asked for every few thousand
//! of them. Runs out, and never says what of.
//!
//! A step is about twenty nanoseconds of work in the module: what is read of a value, a comparison of two scalars, an instruction of a pattern.

use std::cell::Cell;

use crate::stop::Stop;

/// The steps between two looks at the memory. One step takes a few hundred bytes at the most.
const NEAR: u64 = 4_096;

/// Bytes of text that are compared, searched or copied in one step.
pub(crate) const BYTES: usize = 16;

/// The steps of a comparison of two values, without what is in them.
pub(crate) const PAIR: usize = 4;

/// Counts the steps of one evaluation.
#[derive(Debug)]
pub(crate) struct Meter {
    /// Steps until the memory is looked at.
    near: Cell<u64>,
    /// Steps behind that.
    far: Cell<u64>,
    allowed: u64,
    /// What ended the evaluation.
    ended: Cell<Option<End>>,
}

/// What there was too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Steps,
    Memory,
}

impl Meter {
    pub(crate) fn new(steps: u64) -> Self {
        Self { near: Cell::new(0), far: Cell::new(steps), allowed: steps, ended: Cell::new(None) }
    }

    /// Takes `steps`, or says that there are not enough left.
    #[inline]
    pub(crate) fn spend(&self, steps: usize) -> Result<(), Stop> {
        match self.near.get().checked_sub(steps as u64) {
            Some(left) => {
                self.near.set(left);
                Ok(())
            }
            None => self.look(steps as u64),
        }
    }

    /// Takes the steps for so many bytes of text, and one more.
    #[inline]
    pub(crate) fn spend_on_bytes(&self, bytes: usize) -> Result<(), Stop> {
        self.spend(1 + bytes / BYTES)
    }

    /// Takes `steps`; where there are not enough left, the next who spends some is told.
    pub(crate) fn charge(&self, steps: usize) {
        let _ = self.spend(steps);
    }

    /// Looks at the memory, and goes on to further steps.
    #[cold]
    #[inline(never)]
    fn look(&self, steps: u64) -> Result<(), Stop> {
        let end = if tablewarden_heap::is_full() { End::Memory } else { End::Steps };
        match self.left().checked_sub(steps).filter(|_| end == End::Steps && self.ended.get().is_none()) {
            Some(left) => {
                self.near.set(left.min(NEAR));
                self.far.set(left - left.min(NEAR));
                Ok(())
            }
            None => {
                self.near.set(0);
                self.far.set(0);
                self.ended.set(self.ended.get().or(Some(end)));
                Err(Stop::Budget)
            }
        }
    }

    /// Ends the evaluation: there is no memory for what is to be remembered next.
    #[cold]
    pub(crate) fn out_of_memory(&self) -> Stop {
        self.near.set(0);
        self.far.set(0);
        self.ended.set(self.ended.get().or(Some(End::Memory)));
        Stop::Budget
    }

    /// How many steps are left.
    pub(crate) fn left(&self) -> u64 {
        self.near.get() + self.far.get()
    }

    /// How many steps were taken.
    pub(crate) fn used(&self) -> u64 {
        self.allowed - self.left()
    }

    /// What there was too much of, where that ended the evaluation.
    pub(crate) fn ended(&self) -> Option<End> {
        self.ended.get()
    }
}
