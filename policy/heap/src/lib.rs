//! The memory of a call: bytes that are allocated and given back in, whether the call has too much out. What grows asks
//! [`is_full`] on its way and stops with an answer, long before an allocation could fail. Frees nothing, and stops nothing.
//!
//! The module counts through [`Counted`], its allocator, so it has the same answer in every host. A program without it has nothing
//! counted, and is never full.

mod call;
mod counted;

pub use call::{MOST, begin, has_room, in_use, is_full, is_half_full};
pub use counted::Counted;

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
        assert!(!has_room(0));
        drop((bytes, one));
        assert!(!is_full() && has_room(MOST) && !has_room(MOST + 1));
    }
}
