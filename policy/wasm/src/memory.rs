//! The plain exports: `abi_version`, `alloc`, `free`, `call`. They move bytes between a host and the engine by address
//! and length, and look into none of them. With the allocator
//! (policy/heap) the one place of the wasm file with unsafe code; docs/abi.md is the contract.
#![allow(unsafe_code)]

use std::ptr;

/// The version of these exports. A changed meaning is a new number.
const ABI_VERSION: u32 = 1;

/// The version of these exports. A host asks before anything else and stops where it does not know the number.
#[unsafe(no_mangle)]
pub extern "C" fn abi_version() -> u32 {
    ABI_VERSION
}

/// `length` bytes of zeros that are the host's until it gives them to [`free`]; 0 where there is no memory left.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    let mut bytes: Vec<u8> = Vec::new();
    if bytes.try_reserve_exact(length).is_err() {
        return ptr::null_mut();
    }
    bytes.resize(length, 0);
    Box::into_raw(bytes.into_boxed_slice()).cast::<u8>()
}

/// Gives back what [`alloc`] or [`call`] handed out, with the same length. Address 0 is passed over.
///
/// # Safety
/// `address` and `length` come from one such hand-out and are given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(address: *mut u8, length: usize) {
    if !address.is_null() {
        // SAFETY: the host keeps the contract above, so this is the box that was taken apart when it was handed out.
        drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(address, length)) });
    }
}

/// Answers the request of `length` bytes at `address`, which stays the host's. The result is the answer's length in
/// the upper and its address in the lower 32 bits; the answer is the host's until it gives it to [`free`].
///
/// # Safety
/// `address` and `length` come from one [`alloc`] and were not given back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(address: *const u8, length: usize) -> u64 {
    // SAFETY: the host keeps the contract above, and every byte was written by `alloc` at the least. Nothing else runs
    // in this memory until `call` returns.
    let request = unsafe { std::slice::from_raw_parts(address, length) };
    let answer = crate::instance::answer(request).into_boxed_slice();
    let length = answer.len() as u64;
    let address = Box::into_raw(answer).cast::<u8>() as usize as u64;
    length << 32 | address
}
