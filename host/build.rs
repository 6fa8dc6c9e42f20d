//! Puts the pages of the rules, all of `docs/rules` but the list, into one table by id that the command includes.

#![allow(clippy::expect_used, reason = "a build stops by a panic")]

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
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
