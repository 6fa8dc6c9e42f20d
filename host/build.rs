//! Puts the pages of the rules, all of `docs/rules` but the list, into one table by id that the command includes. On Windows, asks
//! the linker for the stack that the command needs.

#![allow(clippy::expect_used, reason = "a build stops by a panic")]

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    give_windows_a_stack();
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../docs/rules");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(&folder).expect("docs/rules is there: `cargo xtask pages` makes it");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    pages.retain(|path| path.file_name().is_some_and(|name| name != "README.md"));
    pages.sort();
    let mut table = String::from("static PAGES: &[(&str, &str)] = &[\n");
    for path in &pages {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path).expect("a page can be read");
        let id = path.file_stem().and_then(|stem| stem.to_str()).expect("a page is named after its rule");
        table.push_str(&format!("({id:?}, {text:?}),\n"));
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("pages.rs");
    fs::write(&out, table).expect("the build folder can be written");
}

/// The first thread of a program has 1 MiB on Windows, which is what frames of WebAssembly alone may take (`host/image`). Elsewhere it
/// has 8.
fn give_windows_a_stack() {
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "windows" {
        let argument = if target("ENV") == "msvc" { "/STACK:8388608" } else { "-Wl,--stack,8388608" };
        println!("cargo::rustc-link-arg-bins={argument}");
    }
}
