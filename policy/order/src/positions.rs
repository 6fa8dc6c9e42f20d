//! Where something with a digest stands in a list: digests in, positions out, in constant time. Knows no keys, so its code
//! exists once; it never takes equal digests for equal keys but asks.

/// The digests of a list, findable. The list has fewer than 2³² elements here: files are smaller.
#[derive(Debug, Clone, Default)]
pub(crate) struct Positions {
    /// In the order of the list.
    digests: Vec<u64>,
    /// A power of two of slots, at least a quarter of them free: 0 is free, a number is one more than a position. A position
    /// is in the first slot that was free from the one its digest asks for.
    slots: Vec<u32>,
}

impl Positions {
    /// The first position with this digest that `is_it` agrees to.
    #[inline(never)]
    pub(crate) fn find(&self, digest: u64, is_it: &mut dyn FnMut(usize) -> bool) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let mut slot = self.slot(digest);
        loop {
            let at = (*self.slots.get(slot)?).checked_sub(1)? as usize;
            if self.digests.get(at) == Some(&digest) && is_it(at) {
                return Some(at);
            }
            slot = self.after(slot);
        }
    }

    /// Adds the digest of the list's next element.
    #[inline(never)]
    pub(crate) fn push(&mut self, digest: u64) {
        self.digests.push(digest);
        let len = self.digests.len();
        if len <= self.slots.len() / 4 * 3 {
            self.place(len, digest);
            return;
        }
        self.slots = vec![0; (2 * len).next_power_of_two().max(32)];
        let digests = std::mem::take(&mut self.digests);
        for (at, digest) in digests.iter().enumerate() {
            self.place(at + 1, *digest);
        }
        self.digests = digests;
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.digests.clear();
        self.slots.clear();
    }

    fn place(&mut self, number: usize, digest: u64) {
        let mut slot = self.slot(digest);
        while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
            slot = self.after(slot);
        }
        if let Some(free) = self.slots.get_mut(slot) {
            *free = number as u32;
        }
    }

    /// Where the search for a digest begins.
    fn slot(&self, digest: u64) -> usize {
        digest as usize & (self.slots.len() - 1)
    }

    fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The positions of all digests, each asked for by its own position.
    fn found(positions: &Positions, digests: &[u64]) -> Vec<Option<usize>> {
        digests.iter().enumerate().map(|(own, digest)| positions.find(*digest, &mut |at| at == own)).collect()
    }

    #[test]
    fn every_position_is_found_however_many_digests_are_equal() {
        for len in [0, 1, 8, 9, 10, 12, 13, 100, 1000] {
            for (what, digest_of) in [
                ("different", (|at| at.wrapping_mul(0x9e37_79b9_7f4a_7c15)) as fn(u64) -> u64),
                ("the same slot", |at| at << 32),
                ("the last slot", |at| u64::MAX - (at << 40)),
                ("two values", |at| at % 2),
                ("one value", |_| 7),
            ] {
                let digests: Vec<u64> = (0..len).map(digest_of).collect();
                let mut positions = Positions::default();
                digests.iter().for_each(|digest| positions.push(*digest));
                let expected: Vec<_> = (0..digests.len()).map(Some).collect();
                assert_eq!(found(&positions, &digests), expected, "{len}, {what}");
                assert_eq!(positions.find(u64::MAX / 3, &mut |_| true), None, "{len}, {what}");
            }
        }
    }

    #[test]
    fn only_equal_digests_are_asked_about() {
        let mut positions = Positions::default();
        (0..1000).for_each(|at| positions.push(at % 500));
        let mut asked = Vec::new();
        let found = positions.find(3, &mut |at| {
            asked.push(at);
            false
        });
        assert_eq!((found, asked), (None, vec![3, 503]));
    }

    #[test]
    fn after_clear_there_is_nothing() {
        let mut positions = Positions::default();
        (0..100).for_each(|digest| positions.push(digest));
        positions.clear();
        assert_eq!(positions.find(5, &mut |_| true), None);
        (0..100).for_each(|digest| positions.push(digest + 1));
        assert_eq!(positions.find(5, &mut |_| true), Some(4));
    }
}
