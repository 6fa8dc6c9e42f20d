//! The memory of a call: bytes that are allocated and given back in, whether the call has too much out. What grows asks
//! [`is_full`] on its way and stops with an answer, long before an allocation could fail. Frees nothing, and stops nothing.
//!
//! The module counts through [`Counted`], its allocator, so it has the same answer in every host. A program without it has nothing
//! counted, and is never full.

mod counted;

use std::cell::Cell;

pub use counted::Counted;

/// The most bytes that a call may have in use before what grows has to stop. The memory of the module grows to about twice as much
/// at the most: a list that grows is there twice for a moment, and what is freed is not always used again.
pub const MOST: usize = 128 << 20;

thread_local! {
    /// Bytes in use. One instance of the module is one thread. What another thread freed makes it wrap around.
    static IN_USE: Cell<usize> = const { Cell::new(0) };
    /// Bytes that were in use when the call began.
    static BEFORE: Cell<usize> = const { Cell::new(0) };
}

/// Begins a call: what is in use now is not counted as its own.
pub fn begin() {
    BEFORE.set(IN_USE.get());
}

/// Whether the call has more than [`MOST`] bytes in use.
#[must_use]
pub fn is_full() -> bool {
    in_use() > MOST
}

/// Whether the call has more than half of that in use: for what is made into something larger later on.
#[must_use]
pub fn is_half_full() -> bool {
    in_use() > MOST / 2
}

/// Bytes that are in use, and were not when the call began.
#[must_use]
pub fn in_use() -> usize {
    let own = IN_USE.get().wrapping_sub(BEFORE.get());
    // Less than before: something older was freed.
    if own.cast_signed() < 0 { 0 } else { own }
}

fn change(by: usize) {
    IN_USE.set(IN_USE.get().wrapping_add(by));
}

#[cfg(test)]
mod tests {
    #![allow(unsafe_code)]

    use super::*;

    #[global_allocator]
    static COUNTED: Counted = Counted;

    #[test]
    fn what_is_allocated_is_in_use_until_it_is_given_back() {
        let older = vec![0_u8; 5_000];
        begin();
        assert_eq!(in_use(), 0);
        let mut bytes: Vec<u8> = Vec::with_capacity(1_000);
        assert_eq!(in_use(), 1_000);
        bytes.reserve_exact(3_000);
        assert_eq!(in_use(), 3_000);
        let zeros = vec![0_u8; 500];
        assert_eq!(in_use(), 3_500);
        drop((bytes, zeros));
        assert_eq!(in_use(), 0);
        drop(older);
        assert_eq!(in_use(), 0, "what was there before is not the call's");
    }

    #[test]
    fn a_call_with_too_much_is_full_until_it_gives_some_back() {
        begin();
        let bytes: Vec<u8> = Vec::with_capacity(MOST);
        assert!(!is_full());
        let one: Vec<u8> = Vec::with_capacity(1);
        assert!(is_full());
        drop((bytes, one));
        assert!(!is_full());
    }
}
