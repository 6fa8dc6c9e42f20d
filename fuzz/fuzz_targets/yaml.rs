//! Templates in YAML.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| tablewarden_fuzz::run("yaml", input));
