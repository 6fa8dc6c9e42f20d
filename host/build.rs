//! Puts the files that are shipped beside the module into one table by path that the command includes: the pages of the rules, which
//! are all of `docs/rules` but the list, the completions of the shells, the manual page.

#![allow(clippy::expect_used, reason = "a build stops by a panic")]

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where they are in `docs`, and where the module has them.
const FOLDERS: [(&str, &str); 3] = [("rules", "pages"), ("completions", "completions"), ("man", "man")];

fn main() {
    let docs = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../docs");
    let mut table = String::from("static SHIPPED: &[(&str, &str)] = &[\n");
    for (from, to) in FOLDERS {
        let folder = docs.join(from);
        println!("cargo::rerun-if-changed={}", folder.display());
        let entries =
            fs::read_dir(&folder).expect("docs is whole: `cargo xtask pages` and `cargo xtask usage` make it");
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
        files.retain(|path| path.file_name().is_some_and(|name| name != "README.md"));
        files.sort();
        for path in &files {
            println!("cargo::rerun-if-changed={}", path.display());
            let text = fs::read_to_string(path).expect("a file can be read");
            let name = path.file_name().and_then(|name| name.to_str()).expect("its name is Unicode");
            table.push_str(&format!("({:?}, {text:?}),\n", format!("{to}/{name}")));
        }
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("shipped.rs");
    fs::write(&out, table).expect("the build folder can be written");
}
