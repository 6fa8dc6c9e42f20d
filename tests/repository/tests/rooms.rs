//! The files of a crate do not use each other in a circle, and no folder has more of them than one can look over. What does not
//! hold yet is in `known.txt`, which may only get shorter.

use std::collections::{BTreeMap, BTreeSet};

use tablewarden_repository::{Circle, circles, crates, root, text};

/// How many Rust files may lie side by side.
const MOST_FILES: usize = 15;

/// The grammar: a tree of rules, values and queries that are in each other, and what reads and prints it.
fn is_grammar(circle: &Circle) -> bool {
    let is_of_it = |file: &String| ["src/ast", "src/parse", "src/print"].iter().any(|part| file.starts_with(part));
    circle.folder == "policy/guard" && circle.files.iter().all(is_of_it)
}

/// What `known.txt` says: the circles, each as its first line and its files, and the crowded folders.
fn known() -> (BTreeSet<String>, BTreeSet<String>) {
    let text = text(&root().join("tests/repository/known.txt"));
    let (mut circles, mut folders) = (Vec::<String>::new(), BTreeSet::new());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("crowded "), circles.last_mut()) {
            (Some(folder), _) => drop(folders.insert(folder.to_owned())),
            (None, Some(circle)) if line.starts_with("  ") => circle.push_str(&format!("{line}\n")),
            (None, _) => circles.push(format!("{line}\n")),
        }
    }
    (circles.into_iter().collect(), folders)
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let mut found: BTreeMap<String, Circle> = BTreeMap::new();
    let mut grammar = 0;
    for each in crates() {
        for circle in circles(&each).expect("the sources are sound") {
            if is_grammar(&circle) {
                grammar += 1;
            } else {
                let files = circle.files.iter().map(|file| format!("  {file}\n")).collect::<String>();
                found.insert(format!("circle in {}\n{files}", circle.folder), circle);
            }
        }
    }
    println!("{} circles of files, and {grammar} in the grammar of policy/guard", found.len());
    let (known, _) = known();
    let fresh: String = found.iter().filter(|(key, _)| !known.contains(*key)).map(|(_, c)| format!("{c}\n")).collect();
    let stale: String = known.iter().filter(|key| !found.contains_key(*key)).map(|key| format!("{key}\n")).collect();
    assert!(
        fresh.is_empty() && stale.is_empty(),
        "files that use each other in a circle, with the lines that make it: put what both need into a file of its own, or \
         give it along as an argument\n\n{fresh}circles that are in tests/repository/known.txt and not there any more: take \
         them out; where a circle lost files, write the smaller one\n\n{stale}"
    );
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
    let crowded: BTreeMap<&String, usize> =
        folders.iter().filter(|(_, files)| **files > MOST_FILES).map(|(folder, files)| (folder, *files)).collect();
    println!("{} crowded folders", crowded.len());
    let (_, known) = known();
    let fresh: Vec<_> = crowded.iter().filter(|(folder, _)| !known.contains(**folder)).collect();
    let stale: Vec<_> = known.iter().filter(|folder| !crowded.contains_key(*folder)).collect();
    assert!(
        fresh.is_empty(),
        "more than {MOST_FILES} files side by side; make rooms that a reader would look for: {fresh:?}"
    );
    assert!(stale.is_empty(), "not crowded any more; take it out of tests/repository/known.txt: {stale:?}");
}
