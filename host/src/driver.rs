//! The instance that drives a command. It answers a single call of the engine as well, which saves a second instance. Where it
//! stops on that call it is brought back: a command is a machine, so a fresh instance that is told the same stands where the
//! lost one stood.

use crate::{Answer, CallError, Engine, Frame};

/// A command, turn by turn; and an answerer of calls between two turns.
pub(crate) struct Driver<'e> {
    instance: Box<dyn Answer + Send + 'e>,
    /// What the command was told, for as long as it can be told again.
    told: Option<Vec<Frame>>,
    is_lost: bool,
}

impl<'e> Driver<'e> {
    pub(crate) fn new(engine: &'e impl Engine) -> Self {
        Self { instance: engine.open(), told: Some(Vec::new()), is_lost: false }
    }

    /// Tells the command to start or to go on; gives its step.
    ///
    /// # Errors
    /// Where the command stopped.
    pub(crate) fn turn(&mut self, request: Frame) -> Result<Vec<u8>, CallError> {
        if std::mem::take(&mut self.is_lost) {
            for told in self.told.iter().flatten() {
                self.instance.call(told)?;
            }
        }
        let step = self.instance.call(&request)?;
        if let Some(told) = &mut self.told {
            told.push(request);
        }
        Ok(step)
    }

    /// Whether it can answer a call, and be brought back if it stops on that.
    pub(crate) fn can_answer(&self) -> bool {
        self.told.is_some()
    }

    /// No more calls are answered here, so what the command was told need not be kept: there are many, or a command that waits
    /// for people is told things without end.
    pub(crate) fn only_drives(&mut self) {
        if !self.is_lost {
            self.told = None;
        }
    }
}

impl Answer for Driver<'_> {
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        let answer = self.instance.call(frame);
        self.is_lost |= answer.is_err();
        answer
    }
}

#[cfg(test)]
mod tests;
