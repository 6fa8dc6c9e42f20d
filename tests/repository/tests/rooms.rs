//! The files of a crate do not use each other in a circle, each is compiled, and no folder has more of them than one can look
//! over.

use std::collections::BTreeMap;

use tablewarden_repository::{Circle, Crate, circles, crates, undeclared};

/// How many Rust files may lie side by side.
const MOST_FILES: usize = 15;

/// The grammar: a tree of rules, values and queries that are in each other, and what reads and prints it.
fn is_grammar(circle: &Circle) -> bool {
    let is_of_it = |file: &String| ["src/ast", "src/parse", "src/print"].iter().any(|part| file.starts_with(part));
    circle.folder == "policy/guard" && circle.files.iter().all(is_of_it)
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let all = crates().iter().flat_map(|each| circles(each).expect("the sources are sound")).collect::<Vec<_>>();
    let (grammar, found): (Vec<_>, Vec<_>) = all.into_iter().partition(is_grammar);
    println!("{} circles of files, and {} in the grammar of policy/guard", found.len(), grammar.len());
    let found: String = found.iter().map(|circle| format!("{circle}\n")).collect();
    assert!(
        found.is_empty(),
        "files that use each other in a circle, with the lines that make it: put what both need into a file of its own, or \
         give it along as an argument\n\n{found}"
    );
}

#[test]
fn every_file_is_compiled() {
    let left = undeclared(&crates());
    assert!(left.is_empty(), "no module declares these files: declare them, or remove them: {left:?}");
}

#[test]
fn a_file_that_no_module_declares_is_found() {
    let files = [("src/lib.rs", "mod door;\n"), ("src/door.rs", "pub(crate) mod key;\n"), ("src/door/key.rs", "")];
    let files = files.into_iter().chain([("src/door/old.rs", ""), ("src/quoted.rs", "include!(\"quoted.rs\");\n")]);
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    assert_eq!(undeclared(&[Crate { folder: "house".to_owned(), files }]), ["house/src/door/old.rs"]);
}

#[test]
fn no_folder_is_crowded() {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for each in crates() {
        for path in each.files.keys() {
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("/{folder}"));
            *folders.entry(format!("{}{folder}", each.folder)).or_default() += 1;
        }
    }
    let crowded: Vec<_> = folders.iter().filter(|(_, files)| **files > MOST_FILES).collect();
    println!("{} crowded folders of {}", crowded.len(), folders.len());
    assert!(
        crowded.is_empty(),
        "more than {MOST_FILES} files side by side; make rooms that a reader would look for: {crowded:?}"
    );
}
