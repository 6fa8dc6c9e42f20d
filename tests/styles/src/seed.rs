//! A small generator of numbers, the same on every run.

/// A generator, by the number that it begins with, which is not 0.
#[derive(Debug)]
pub struct Seed(pub u64);

impl Seed {
    /// A number below `most`; 0 where that is 0.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % most.max(1)
    }

    /// One time of so many.
    pub fn one_of(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these, which are some.
    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}
