//! `cargo xtask wasm-size`: what the wasm file weighs and what it has to do with its host. Also the check that it has no
//! import, which every build makes. How much it may weigh is said in tests/tests/module.rs. Never changes the file.

use std::io::Write;
use std::process::ExitCode;

use flate2::{Compression, write::GzEncoder};
use wasmparser::{Parser, Payload};

use crate::error::Result;
use crate::freshness::sha256;
use crate::places::{Places, read};

/// What a module wants and offers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Borders {
    /// `module.name` of each import.
    pub(crate) imports: Vec<String>,
    /// The name of each export.
    pub(crate) exports: Vec<String>,
}

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask wasm-size".to_owned());
    }
    let path = Places::find()?.wasm();
    let wasm = read(&path).map_err(|error| format!("{error}: `cargo xtask build` makes it"))?;
    let borders = borders(&wasm)?;
    println!("file     {}", path.display());
    println!("sha256   {}", sha256(&wasm));
    println!("raw      {} bytes", wasm.len());
    println!("gzip     {} bytes", gzip(&wasm)?);
    println!("exports  {}", borders.exports.join(", "));
    println!("imports  {}", if borders.imports.is_empty() { "none".to_owned() } else { borders.imports.join(", ") });
    Ok(ExitCode::SUCCESS)
}

/// The size after gzip at its best.
pub(crate) fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map(|packed| packed.len()).map_err(|error| format!("cannot compress: {error}"))
}

/// # Errors
/// Where the module imports something: no other host than the one that has it could run the file.
pub(crate) fn without_imports(wasm: &[u8]) -> Result<()> {
    let imports = borders(wasm)?.imports;
    if imports.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the wasm file imports {}: it must import nothing (no JsValue, no thrown error, no panic hook in policy/wasm)",
        imports.join(", ")
    ))
}

/// Reads the import and export sections.
pub(crate) fn borders(wasm: &[u8]) -> Result<Borders> {
    let broken = |error: wasmparser::BinaryReaderError| format!("the wasm file is broken: {error}");
    let mut borders = Borders::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(broken)? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import.map_err(broken)?;
                    borders.imports.push(format!("{}.{}", import.module, import.name));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    borders.exports.push(export.map_err(broken)?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(borders)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exports its one function as `f`; with `import` it is `host.f`, without it is its own and does nothing.
    fn module(import: bool) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend_from_slice(&[1, 4, 1, 0x60, 0, 0]);
        if import {
            module.extend_from_slice(&[2, 10, 1, 4, b'h', b'o', b's', b't', 1, b'f', 0, 0]);
        } else {
            module.extend_from_slice(&[3, 2, 1, 0]);
        }
        module.extend_from_slice(&[7, 5, 1, 1, b'f', 0, 0]);
        if !import {
            module.extend_from_slice(&[10, 4, 1, 2, 0, 0x0b]);
        }
        module
    }

    #[test]
    fn imports_and_exports_are_listed() {
        let found = borders(&module(true));
        assert_eq!(found, Ok(Borders { imports: vec!["host.f".to_owned()], exports: vec!["f".to_owned()] }));
        assert_eq!(borders(&module(false)), Ok(Borders { imports: Vec::new(), exports: vec!["f".to_owned()] }));
    }

    #[test]
    fn a_module_with_an_import_is_refused_by_name() {
        assert_eq!(without_imports(&module(false)), Ok(()));
        let error = without_imports(&module(true)).err().unwrap_or_default();
        assert!(error.contains("host.f"), "{error}");
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(borders(b"resources").is_err());
    }
}
