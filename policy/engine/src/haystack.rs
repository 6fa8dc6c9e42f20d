//! Values that others are looked for in. Many strings are sorted once, so that a search in them is no walk.

use crate::ground::Ground;
use crate::halt::Halt;
use crate::value::{Shape, Val};

/// Fewer values are walked.
const FEW: usize = 16;

/// Values to be searched, by [`Ground::equals`].
pub(crate) struct Haystack<'h, 'a> {
    all: &'h [Val<'a>],
    /// The strings among them in order, and the others; absent where there are few.
    sorted: Option<(Vec<&'h str>, Vec<&'h Val<'a>>)>,
}

impl<'h, 'a> Haystack<'h, 'a> {
    pub(crate) fn new(ground: &Ground<'a>, all: &'h [Val<'a>]) -> Result<Self, Halt> {
        if all.len() <= FEW {
            return Ok(Self { all, sorted: None });
        }
        ground.meter.spend(all.len())?;
        let mut strings = Vec::new();
        let mut others = Vec::new();
        for value in all {
            match ground.shape(value) {
                Shape::Str(text) => strings.push(text),
                _ => others.push(value),
            }
        }
        strings.sort_unstable();
        Ok(Self { all, sorted: Some((strings, others)) })
    }

    /// Whether one of the values fits, by `fits` where it is not a matter of two strings.
    pub(crate) fn any(
        &self,
        ground: &Ground<'a>,
        needle: &Val<'a>,
        fits: impl Fn(&Val<'a>, &Val<'a>) -> Result<bool, Halt>,
    ) -> Result<bool, Halt> {
        let walk = |values: &mut dyn Iterator<Item = &Val<'a>>| -> Result<bool, Halt> {
            for value in values {
                if fits(needle, value)? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        match (&self.sorted, ground.shape(needle)) {
            (Some((strings, others)), Shape::Str(text)) => {
                ground.meter.spend(1)?;
                if strings.binary_search(&text).is_ok() {
                    return Ok(true);
                }
                walk(&mut others.iter().copied())
            }
            _ => walk(&mut self.all.iter()),
        }
    }

    /// Whether one of the values is equal to `needle`.
    pub(crate) fn contains(&self, ground: &Ground<'a>, needle: &Val<'a>) -> Result<bool, Halt> {
        self.any(ground, needle, |needle, value| ground.equals(value, needle))
    }
}
