//! The one wasm file: it imports nothing, it is small, and it is the same file wherever it is shipped.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tablewarden_tests::repository;
use wasmparser::{Parser, Payload};

/// The most it may weigh when it is sent over the network, in bytes of gzip (docs/adr/0005-size-of-the-module.md).
const GZIP_LIMIT: usize = 956 * 1024;

/// The most that the code of one function has, in bytes.
const FUNCTION_LIMIT: usize = 32 * 1024;

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_module_imports_nothing() {
    let wasm = repository::read(&repository::wasm());
    let mut imports = Vec::new();
    for payload in Parser::new(0).parse_all(&wasm) {
        if let Payload::ImportSection(section) = payload.expect("the module is valid") {
            imports.extend(section.into_imports().map(|import| format!("{:?}", import.expect("the module is valid"))));
        }
    }
    println!("imports: {imports:?}");
    assert_eq!(imports, Vec::<String>::new());
}

#[test]
fn the_module_is_small_enough_for_a_page() {
    let wasm = repository::read(&repository::wasm());
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&wasm).expect("memory takes it");
    let size = gzip.finish().expect("memory takes it").len();
    println!("tablewarden.wasm: {} bytes, {size} bytes gzip, limit {GZIP_LIMIT}", wasm.len());
    assert!(size <= GZIP_LIMIT, "{size} bytes gzip");
}

#[test]
fn the_same_file_is_shipped_everywhere() {
    let built = digest(&repository::read(&repository::wasm()));
    let packed = digest(&repository::read(&repository::root().join("npm/dist/tablewarden.wasm")));
    assert_eq!(built, packed, "the npm package carries another file; run `npm run build` in npm/");
    let command = std::env::var_os("TABLEWARDEN_COMMAND").expect("`cargo xtask test` says where the command is");
    let version = std::process::Command::new(command).arg("--version").output().expect("the command starts");
    let version = String::from_utf8(version.stdout).expect("it is text");
    println!("sha256 {built} in the build, the npm package and the command");
    assert!(version.contains(&built), "the command was made from another file: {version}");
}

/// JavaScript engines compile a function whole when it is first called, and optimise it whole after some turns of a loop in it
/// (docs/adr/0010-ready-when-it-starts.md).
#[test]
fn no_function_is_large() {
    let wasm = repository::read(&repository::wasm());
    let mut largest = 0;
    for payload in Parser::new(0).parse_all(&wasm) {
        if let Payload::CodeSectionEntry(body) = payload.expect("the module is valid") {
            largest = largest.max(body.range().len());
        }
    }
    println!("the largest function: {largest} bytes, limit {FUNCTION_LIMIT}");
    assert!((1..=FUNCTION_LIMIT).contains(&largest), "a function has {largest} bytes: split off what is seldom run");
}
