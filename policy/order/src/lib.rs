//! Sorting and looking up with one copy of the code. The standard library's sort and its maps are compiled anew for every
//! type, which took a sixth of the wasm file; here only thin shells know types. Takes slices, keys and values, and gives
//! them in an order that is the same in every run; never removes or changes a key.

mod digest;
mod map;
mod positions;
mod sort;

pub use digest::Digest;
pub use map::{Map, Set};
pub use sort::{sort, sort_by, sort_by_key};
