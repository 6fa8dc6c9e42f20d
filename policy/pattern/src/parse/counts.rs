//! How often something is repeated, in braces.

use super::parser::Parser;
use crate::error::PatternError;

impl Parser<'_> {
    /// `{n}`, `{n,}`, `{n,m}`, `{,m}`. Anything else leaves the place alone: the brace is a character then.
    pub(super) fn counts(&mut self) -> Result<Option<(u64, Option<u64>)>, PatternError> {
        let start = self.at;
        let counts = self.braced_counts()?;
        if counts.is_none() {
            self.at = start;
        }
        Ok(counts)
    }

    fn braced_counts(&mut self) -> Result<Option<(u64, Option<u64>)>, PatternError> {
        self.at += 1;
        self.skip()?;
        let min = if self.peek() == Some(',') {
            0
        } else {
            let Some(min) = self.number() else { return Ok(None) };
            min
        };
        self.skip()?;
        let mut max = Some(min);
        if self.eat(",") {
            self.skip()?;
            max = self.number();
        }
        self.skip()?;
        Ok(self.eat("}").then_some((min, max)))
    }

    fn number(&mut self) -> Option<u64> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some(value)
    }
}
