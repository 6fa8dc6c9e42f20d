//! The standard library's panics become traps. Takes a module with its names, gives one in which the functions that only
//! report a panic stop at once; never touches another function.
//!
//! Nobody could read their messages: the module has no import to print with, and a host sees a trap either way. Without
//! their bodies wasm-opt drops what callers put together for them, about a hundredth of the file.

use std::collections::HashMap;
use std::ops::Range;

use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload};

use crate::build::features::length;
use crate::error::Result;

/// A function with no locals that stops: the size of its body, no locals, `unreachable`, `end`.
const TRAP: [u8; 4] = [3, 0, 0, 0x0b];

/// What the names of functions that only report a panic are made of, as both of Rust's ways to mangle write it.
const REPORTS: [&str; 9] = [
    "9panicking",
    "13unwrap_failed",
    "13expect_failed",
    "13assert_failed",
    "16slice_error_fail",
    "16slice_index_fail",
    "17capacity_overflow",
    "18handle_alloc_error",
    "17len_mismatch_fail",
];

/// Gives `module` with traps in place of the functions that report a panic.
///
/// # Errors
/// Where the module has no names, or none of these functions: then the names have changed, and this list has to.
pub(crate) fn instead_of_panics(module: &[u8]) -> Result<Vec<u8>> {
    let broken = |error: BinaryReaderError| format!("the compiled module is broken: {error}");
    let mut names = HashMap::new();
    let mut bodies: Vec<Range<usize>> = Vec::new();
    let mut code: Option<Range<usize>> = None;
    let mut imported = 0;
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(broken)? {
            Payload::ImportSection(section) => imported = section.count() as usize,
            Payload::CodeSectionStart { range, .. } => code = Some(range),
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(functions) = subsection.map_err(broken)? {
                            for naming in functions {
                                let naming = naming.map_err(broken)?;
                                names.insert(naming.index as usize, naming.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let code = code.ok_or("the compiled module has no code")?;
    let is_report = |index: usize| names.get(&index).is_some_and(|name| reports(name));
    let mut contents = Vec::new();
    length(&mut contents, bodies.len());
    let mut found = 0;
    for (index, body) in bodies.iter().enumerate() {
        if is_report(imported + index) {
            found += 1;
            contents.extend(TRAP);
        } else {
            length(&mut contents, body.len());
            contents.extend_from_slice(&module[body.clone()]);
        }
    }
    if found == 0 {
        return Err("the compiled module names no function that reports a panic: look at xtask/src/traps.rs".to_owned());
    }
    let header = crate::build::features::header_start(module, 10, &code)?;
    let mut out = module[..header].to_vec();
    out.push(10);
    length(&mut out, contents.len());
    out.extend(contents);
    out.extend_from_slice(&module[code.end..]);
    Ok(out)
}

/// Whether the function of this name does nothing but report a panic: one of the standard library's that is made for it, and
/// no method of a type that is called like it.
fn reports(name: &str) -> bool {
    let is_of_std = ["3std", "4core", "5alloc"].iter().any(|of| name.contains(of));
    let is_other = ["fmt3fmt", "7Display", "5Debug", "tablewarden", "granit"].iter().any(|of| name.contains(of));
    is_of_std && !is_other && REPORTS.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions without parameters, one that calls the other twice and one of a given name that does nothing.
    fn module(name: &str) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend_from_slice(&[1, 4, 1, 0x60, 0, 0]);
        module.extend_from_slice(&[3, 3, 2, 0, 0]);
        module.extend_from_slice(&[10, 11, 2, 6, 0, 0x10, 1, 0x10, 1, 0x0b, 2, 0, 0x0b]);
        let mut names = vec![4, b'n', b'a', b'm', b'e', 1, (name.len() + 3) as u8, 1, 1, name.len() as u8];
        names.extend_from_slice(name.as_bytes());
        module.extend([0, names.len() as u8]);
        module.extend(names);
        module
    }

    #[test]
    fn a_function_that_reports_a_panic_stops_at_once() {
        let before = module("_ZN4core9panicking5panic17h0E");
        let after = instead_of_panics(&before).expect("it is there");
        let at = before.len() - before.iter().rev().take_while(|byte| **byte != 10).count() - 1;
        assert_eq!(after[..at], before[..at]);
        let code = [10, 12, 2, 6, 0, 0x10, 1, 0x10, 1, 0x0b, 3, 0, 0, 0x0b];
        assert!(after.windows(code.len()).any(|window| window == code), "{after:?}");
        assert!(Parser::new(0).parse_all(&after).all(|payload| payload.is_ok()));
    }

    #[test]
    fn a_module_without_such_functions_is_refused() {
        assert!(instead_of_panics(&module("_ZN11tablewarden9panicking5panic17h0E")).is_err());
        assert!(instead_of_panics(&module("_ZN4core3fmt3fmt")).is_err());
        assert!(instead_of_panics(b"resources").is_err());
    }
}
