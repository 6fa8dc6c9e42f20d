//! Templates in JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| tablewarden_fuzz::run("json", input));
