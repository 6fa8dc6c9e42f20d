//! What holds of every answer, whatever the bytes: takes an input of a target, asks an engine about it, and panics where a promise is
//! broken. The fuzzer in `fuzz/` and the tests in `tests/tests/fuzzed` call the same functions. Holds no expectation of a single
//! input.
//!
//! A target is a kind of input, such as a template or the messages of an editor. Where it has several parts, they are one text with a
//! line `%%%%` between them, so that an input can be read, and written by hand.

pub mod counted;
pub mod engine;
pub mod host;
pub mod json_twin;
pub mod seeds;

mod answer;
mod ask;
mod holds;
mod parts;
mod targets;

pub use engine::{Engine, Linked};
pub use targets::{TARGETS, Target, target};

/// How many bytes an input may make the engine ask for: these for being asked at all, such as for compiling rules, and so many more for
/// each byte of the input. What grows faster than its input goes over that.
const MOST_BYTES: u64 = 64 << 20;
const MOST_BYTES_A_BYTE: u64 = 64 << 10;

/// Asks `engine` what the target asks about `input`.
///
/// # Panics
/// Where something does not hold that has to.
pub fn hold(target: &Target, input: &[u8], engine: &mut dyn Engine) {
    let before = counted::bytes();
    (target.hold)(input, engine);
    let asked = counted::bytes() - before;
    let most = MOST_BYTES + MOST_BYTES_A_BYTE * input.len() as u64;
    assert!(asked <= most, "{} bytes of input made the engine ask for {asked} bytes of memory", input.len());
}

/// The entry of the fuzzer: an input of the target with this name, on the engine that is linked in.
///
/// # Panics
/// As [`hold`], and where there is no such target.
pub fn fuzz(name: &str, input: &[u8]) {
    let target = target(name).unwrap_or_else(|| panic!("there is no target `{name}`"));
    hold(target, input, &mut Linked::default());
}
