//! The bytes that one call has in use.

use std::cell::Cell;

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

/// Whether a list can grow to `bytes` and leave the call with no more than [`MOST`], also while it is there twice.
#[must_use]
pub fn has_room(bytes: usize) -> bool {
    in_use().saturating_add(bytes) <= MOST
}

/// Bytes that are in use, and were not when the call began.
#[must_use]
pub fn in_use() -> usize {
    let own = IN_USE.get().wrapping_sub(BEFORE.get());
    // Less than before: something older was freed.
    if own.cast_signed() < 0 { 0 } else { own }
}

/// Counts bytes that are allocated, or given back where the number is negative.
pub(crate) fn change(by: usize) {
    // `set` would look whether it has a value before, at each allocation.
    IN_USE.with(|in_use| in_use.set(in_use.get().wrapping_add(by)));
}
