//! Finds the rules: every `.guard` file under `rules/dynamodb`, its header read, into one table that the crate includes.
//! A header that is wrong stops the build with its file and what is wrong.

#![allow(clippy::expect_used, clippy::panic, reason = "a build stops by a panic")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The header of a rule file, as `docs/rule-files.md` has it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Header {
    id: String,
    name: String,
    title: String,
    severity: String,
    profile: String,
    #[serde(rename = "reports")]
    _reports: String,
    #[serde(rename = "why")]
    _why: String,
    fix: String,
    #[serde(default)]
    parameters: Vec<String>,
    #[serde(default)]
    supersedes: Vec<String>,
    #[serde(default, rename = "also-known-as")]
    _also_known_as: Vec<String>,
    #[serde(default, rename = "references")]
    _references: Vec<String>,
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../rules/dynamodb");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    for category in folders(&root) {
        println!("cargo::rerun-if-changed={}", category.display());
        files.extend(entries(&category).into_iter().filter(|path| path.extension().is_some_and(|end| end == "guard")));
    }
    files.sort();
    let mut rules: Vec<(Header, String, String)> = files.iter().map(|path| read(path, &root)).collect();
    rules.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    for pair in rules.windows(2) {
        assert!(pair[0].0.id != pair[1].0.id, "two rule files have the id {}", pair[0].0.id);
    }
    let mut table =
        String::from("/// The rule files, in the order of their ids.\npub(super) static FILES: &[PackFile] = &[\n");
    for (header, file, text) in &rules {
        let severity = variant(&header.severity, &["error", "warning", "note"], file);
        let profile = variant(&header.profile, &["minimal", "recommended", "strict"], file);
        writeln!(
            table,
            "PackFile {{ file: {file:?}, id: {:?}, name: {:?}, title: {:?}, severity: Severity::{severity}, \
             profile: Profile::{profile}, help: {:?}, parameters: &{:?}, supersedes: &{:?}, text: {text:?} }},",
            header.id,
            header.name,
            header.title,
            header.fix.trim(),
            header.parameters,
            header.supersedes
        )
        .expect("a string takes everything");
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("pack.rs");
    fs::write(&out, table).expect("the build folder can be written");
}

/// The header, the file's name from `rules/dynamodb`, and the Guard text behind the header.
fn read(path: &Path, root: &Path) -> (Header, String, String) {
    println!("cargo::rerun-if-changed={}", path.display());
    let file = path.strip_prefix(root).expect("it was found there").to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let header: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    let yaml: String =
        header.iter().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(&line[1..]))).collect();
    let header: Header = serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{file}: header: {error}"));
    let stem = path.file_stem().expect("it has a name").to_string_lossy();
    assert!(stem == header.name, "{file}: the header's name is `{}`, it should be the file's", header.name);
    let body = text.lines().skip_while(|line| line.starts_with('#')).map(str::trim).filter(|line| !line.is_empty());
    (header, file, body.collect::<Vec<_>>().join("\n"))
}

fn variant(word: &str, known: &[&str], file: &str) -> String {
    assert!(known.contains(&word), "{file}: header: `{word}` is none of {known:?}");
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn folders(path: &Path) -> Vec<PathBuf> {
    entries(path).into_iter().filter(|path| path.is_dir()).collect()
}

fn entries(path: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read.map(|entry| entry.expect("a folder can be listed").path()).collect()
}
