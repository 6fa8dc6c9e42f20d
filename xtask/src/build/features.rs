//! The list of features that a compiled module says it uses (the custom section `target_features`). Takes a module,
//! gives it without one name in the list; never touches code.

use std::ops::Range;

use wasmparser::{BinaryReader, Parser, Payload};

use crate::error::Result;

const SECTION: &str = "target_features";

/// Takes `feature` from the list of `module`.
///
/// The linker writes down what any object was compiled with, the ready-made standard library's included, which has
/// reference types on. Our code is compiled without and nothing uses them, but wasm-bindgen goes by the list: it would
/// add a table of references and an import to fill it. Should the claim be wrong, wasm-opt refuses the module, and so
/// does wasmtime: neither is given reference types.
pub(crate) fn without(module: &[u8], feature: &str) -> Result<Vec<u8>> {
    let broken = |error: wasmparser::BinaryReaderError| format!("the compiled module is broken: {error}");
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload.map_err(broken)? else { continue };
        if section.name() != SECTION {
            continue;
        }
        let kept: Vec<(u8, &str)> =
            list(section.data()).map_err(broken)?.into_iter().filter(|(_, name)| *name != feature).collect();
        let mut contents = Vec::new();
        text(&mut contents, SECTION);
        length(&mut contents, kept.len());
        for (prefix, name) in kept {
            contents.push(prefix);
            text(&mut contents, name);
        }
        // A section is its number, the length of its contents, its contents; a custom one has the number 0.
        let header = header_start(module, &section.range())?;
        let mut out = module[..header].to_vec();
        out.push(0);
        length(&mut out, contents.len());
        out.extend(contents);
        out.extend_from_slice(&module[section.range().end..]);
        return Ok(out);
    }
    Err(format!("the compiled module has no section {SECTION}: the profile must not strip it"))
}

/// The entries: `+` or `-`, and a name.
fn list(data: &[u8]) -> std::result::Result<Vec<(u8, &str)>, wasmparser::BinaryReaderError> {
    let mut reader = BinaryReader::new(data, 0);
    let count = reader.read_var_u32()?;
    (0..count).map(|_| Ok((reader.read_u8()?, reader.read_string()?))).collect()
}

/// Where the custom section begins that has these contents: before them its length, which may be written with more
/// bytes than it needs, and before that its number.
fn header_start(module: &[u8], contents: &Range<usize>) -> Result<usize> {
    for width in 1..=5 {
        let Some(start) = contents.start.checked_sub(width + 1) else { break };
        let mut reader = BinaryReader::new(&module[start + 1..contents.start], 0);
        let is_length = reader.read_var_u32().is_ok_and(|read| read as usize == contents.len()) && reader.eof();
        if module[start] == 0 && is_length {
            return Ok(start);
        }
    }
    Err("a section of the compiled module has no header".to_owned())
}

fn text(out: &mut Vec<u8>, text: &str) {
    length(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// LEB128, the way of WebAssembly to write lengths.
fn length(out: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        out.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(list: &[u8]) -> Vec<u8> {
        let mut contents = Vec::new();
        text(&mut contents, SECTION);
        contents.extend_from_slice(list);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(0);
        length(&mut module, contents.len());
        module.extend(contents);
        // A second custom section, to see that what follows is kept.
        module.extend_from_slice(&[0, 2, 1, b'x']);
        module
    }

    #[test]
    fn one_feature_is_taken_away() {
        let before = module(b"\x02+\x08sign-ext+\x0freference-types");
        assert_eq!(without(&before, "reference-types").as_deref(), Ok(&*module(b"\x01+\x08sign-ext")));
    }

    #[test]
    fn a_feature_that_is_not_there_changes_nothing() {
        let before = module(b"\x01+\x08sign-ext");
        assert_eq!(without(&before, "reference-types"), Ok(before.clone()));
    }

    #[test]
    fn a_stripped_module_is_refused() {
        assert!(without(b"\0asm\x01\0\0\0", "reference-types").is_err());
    }

    #[test]
    fn a_damaged_list_is_refused() {
        assert!(without(&module(b"\x09+\x08sign-ext"), "reference-types").is_err());
        assert!(without(b"resources", "reference-types").is_err());
    }
}
