//! Files of unit tests.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| tablewarden_fuzz::run("unit_tests", input));
