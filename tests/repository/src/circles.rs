//! The files of a crate that use each other in a circle: from file to file along what is declared and used, back to the first.
//! Gives each circle with the lines that make it; says nothing about which are allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::crates::Crate;
use crate::reader::read;
use crate::resolve::files;

/// One file that uses another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The file that uses.
    pub from: String,
    /// The file that is used.
    pub to: String,
    /// The lines, from 1, each with what is written there.
    pub lines: Vec<(usize, String)>,
}

/// Files that use each other in a circle: from each of them one comes to every other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// The folder of the crate.
    pub folder: String,
    /// The files, sorted.
    pub files: Vec<String>,
    /// Which of them uses which.
    pub uses: Vec<Use>,
}

/// The circles of a crate.
///
/// # Errors
/// One line that names the file: it is not there, or it is no Rust.
pub fn circles(of: &Crate) -> Result<Vec<Circle>, String> {
    let uses = uses(of)?;
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Use { from, to, .. } in &uses {
        next.entry(from).or_default().insert(to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|file| (*file, reached(&next, file))).collect();
    let both = |one: &str, other: &str| reached.get(one).is_some_and(|reached| reached.contains(other));
    let mut circles: Vec<Circle> = Vec::new();
    for file in reached.keys().filter(|file| both(file, file)) {
        if circles.iter().any(|circle| circle.files.iter().any(|known| known == file)) {
            continue;
        }
        let of_circle = |other: &str| both(file, other) && both(other, file);
        let files = reached.keys().filter(|other| of_circle(other)).map(|file| (*file).to_owned()).collect();
        let uses = uses.iter().filter(|each| of_circle(&each.from) && of_circle(&each.to)).cloned().collect();
        circles.push(Circle { folder: of.folder.clone(), files, uses });
    }
    Ok(circles)
}

/// Which file of a crate uses which other.
fn uses(of: &Crate) -> Result<Vec<Use>, String> {
    let read = read(of)?;
    let mut lines: BTreeMap<(usize, usize), BTreeSet<(usize, String)>> = BTreeMap::new();
    for (from, to, line) in &read.declared {
        lines.entry((*from, *to)).or_default().insert((*line, DECLARED.to_owned()));
    }
    for mention in &read.mentions {
        let from = read.modules[mention.module].file;
        for to in files(&read, mention) {
            lines.entry((from, to)).or_default().insert((mention.line, mention.path.join("::")));
        }
    }
    let of_files = |((from, to), mut lines): ((usize, usize), BTreeSet<(usize, String)>)| {
        // A name alone is there by a `use`, and that says more.
        if lines.iter().any(|(_, what)| what.contains("::")) {
            lines.retain(|(_, what)| what.contains("::") || what == DECLARED);
        }
        Use { from: read.files[from].clone(), to: read.files[to].clone(), lines: lines.into_iter().collect() }
    };
    Ok(lines.into_iter().filter(|((from, to), _)| from != to).map(of_files).collect())
}

/// The files that one comes to from `file`.
fn reached<'a>(next: &BTreeMap<&'a str, BTreeSet<&'a str>>, file: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(file) = open.pop() {
        for other in next.get(file).into_iter().flatten() {
            if reached.insert(*other) {
                open.push(other);
            }
        }
    }
    reached
}

/// What is said of a line that declares a module.
const DECLARED: &str = "mod";

/// How many lines are shown of each file that uses another.
const MOST_LINES: usize = 4;

impl fmt::Display for Circle {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "circle in {}", self.folder)?;
        for file in &self.files {
            writeln!(to, "  {file}")?;
        }
        for each in &self.uses {
            writeln!(to, "    {} uses {}", each.from, each.to)?;
            for (line, what) in each.lines.iter().take(MOST_LINES) {
                writeln!(to, "      {}/{}:{line}: `{what}`", self.folder, each.from)?;
            }
            if each.lines.len() > MOST_LINES {
                writeln!(to, "      and {} lines more", each.lines.len() - MOST_LINES)?;
            }
        }
        Ok(())
    }
}
