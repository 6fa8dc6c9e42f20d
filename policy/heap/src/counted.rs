//! An allocator that counts: sizes in and out, on the way to the system's allocator. Refuses nothing.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};

use crate::call::change;

/// The system's allocator with its bytes counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted;

// SAFETY: every call goes to the system's allocator as it came, which keeps the contract.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        change(layout.size());
        // SAFETY: as it came.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        change(layout.size());
        // SAFETY: as it came.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, address: *mut u8, layout: Layout) {
        change(layout.size().wrapping_neg());
        // SAFETY: as it came.
        unsafe { System.dealloc(address, layout) }
    }

    unsafe fn realloc(&self, address: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        change(size.wrapping_sub(layout.size()));
        // SAFETY: as it came.
        unsafe { System.realloc(address, layout, size) }
    }
}
