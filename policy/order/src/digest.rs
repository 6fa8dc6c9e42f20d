//! The hash of a key or a value: parts in, one number out that is the same in every run of a build. Equal parts give equal
//! numbers; different ones nearly always different ones. No protection against keys that somebody chose to collide.

use std::hash::{Hash, Hasher};

use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;

/// Any would do. The module has no source of chance, so none would be hard to foresee.
static SEED: SharedSeed = SharedSeed::from_u64(0x5eed);

/// What every hash starts from. Not zero: the length of a part is mixed in by turning this, and turned nothing is nothing, so
/// that `n1` and `n11` would be the same.
const START: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes parts, gives their number. What does the work exists once, not once for each type of key.
#[derive(Clone)]
pub struct Digest(FoldHasher<'static>);

impl Digest {
    /// Of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(FoldHasher::with_seed(START, &SEED))
    }

    /// The number of one value.
    #[must_use]
    pub fn of<T: Hash + ?Sized>(value: &T) -> u64 {
        let mut digest = Self::new();
        value.hash(&mut digest);
        digest.finish()
    }
}

impl Default for Digest {
    fn default() -> Self {
        Self::new()
    }
}

impl Hasher for Digest {
    #[inline(never)]
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u16(&mut self, number: u16) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    #[inline(never)]
    fn write_u64(&mut self, number: u64) {
        self.0.write_u64(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    #[inline(never)]
    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_of_few_letters_have_different_numbers() {
        let letters = ["0", "1", "f", "n", "a"];
        let mut texts = vec![String::new()];
        let mut last = texts.clone();
        for _ in 0..6 {
            last = last.iter().flat_map(|text| letters.map(|letter| text.clone() + letter)).collect();
            texts.extend_from_slice(&last);
        }
        let mut numbers: Vec<u64> =
            texts.iter().flat_map(|text| [Digest::of(text), Digest::of(&(3_u8, text))]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 2 * texts.len());
    }

    #[test]
    fn equal_parts_give_equal_numbers_and_others_do_not() {
        let values: Vec<String> = (0..20_000).map(|number| format!("Table{number}")).collect();
        let mut numbers: Vec<u64> = values.iter().map(|value| Digest::of(value.as_str())).collect();
        assert!(values.iter().zip(&numbers).all(|(value, number)| Digest::of(value) == *number));
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), values.len());
        assert_ne!(Digest::of(&("ab", "c")), Digest::of(&("a", "bc")));
        assert_ne!(Digest::of(&(1_u8, 2_u32)), Digest::of(&(2_u8, 1_u32)));
    }
}
