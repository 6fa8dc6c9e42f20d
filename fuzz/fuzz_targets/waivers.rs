//! Waivers, in comments and in metadata.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| tablewarden_fuzz::run("waivers", input));
