//! The Rust files of a crate that nothing compiles: no module declares them, no attribute or macro names their path. Takes
//! crates, gives paths.

use crate::crates::Crate;

/// The files among `all` that no file of their crate declares as a module, and no file of any names in quotes.
#[must_use]
pub fn undeclared(all: &[Crate]) -> Vec<String> {
    let mut found = Vec::new();
    for of in all {
        for path in of.files.keys().filter(|path| !of.roots().any(|root| root == *path)) {
            if !is_declared(of, path) && !is_quoted(all, path) {
                found.push(format!("{}/{path}", of.folder));
            }
        }
    }
    found
}

/// Whether the module around a file says `mod name;`.
fn is_declared(of: &Crate, path: &str) -> bool {
    let module = path.strip_suffix("/mod.rs").or(path.strip_suffix(".rs")).unwrap_or(path);
    let Some((folder, name)) = module.rsplit_once('/') else { return false };
    let around = [".rs", "/mod.rs", "/lib.rs", "/main.rs"].map(|end| format!("{folder}{end}"));
    let declaration = format!("mod {name};");
    let says = |text: &String| text.lines().any(|line| line.trim_end().ends_with(&declaration));
    around.iter().filter_map(|file| of.files.get(file)).any(says)
}

/// Whether a path in quotes ends with the file's name: `#[path = "…"]`, `include!("…")`.
fn is_quoted(all: &[Crate], path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let quoted = [format!("/{name}\""), format!("\"{name}\"")];
    all.iter().flat_map(|of| of.files.values()).any(|text| quoted.iter().any(|end| text.contains(end)))
}
