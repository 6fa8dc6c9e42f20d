//! Numbers out of a seed: the same seed gives the same numbers on every machine.

/// A row of numbers.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The row of a number.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The row of a name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let hash = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, hash))
    }

    /// A number less than `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end
    }

    /// Yes in so many of a hundred cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them; none of none.
    pub fn any<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        if all.is_empty() { None } else { Some(&all[self.below(all.len())]) }
    }

    /// One of them, which are some.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// `text` in so many of a hundred cases, else nothing.
    pub fn maybe<'t>(&mut self, percent: usize, text: &'t str) -> &'t str {
        if self.percent(percent) { text } else { "" }
    }
}
