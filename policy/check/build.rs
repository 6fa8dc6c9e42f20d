//! Writes the rule files of `rules/dynamodb` into one table that the crate includes. A header that is wrong stops the build
//! with its file and what is wrong.

#![allow(clippy::expect_used, clippy::panic, reason = "a build stops by a panic")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tablewarden_rules::{Change, EditRow, Header, Value, WITH_WAIVERS};

/// Where another copy of the repository is, whose rules are to be built in.
const ROOT: &str = "TABLEWARDEN_ROOT";

fn main() {
    println!("cargo::rerun-if-env-changed={ROOT}");
    let own = || Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../..");
    let root = env::var_os(ROOT).map_or_else(own, PathBuf::from).join("rules/dynamodb");
    for folder in tablewarden_rules::folders(&root).unwrap_or_else(|error| panic!("{error}")) {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let mut table =
        String::from("/// The rule files, in the order of their ids.\npub(super) static FILES: &[PackFile] = &[\n");
    for rule in tablewarden_rules::read(&root).unwrap_or_else(|error| panic!("{error}")) {
        println!("cargo::rerun-if-changed={}", root.join(&rule.file).display());
        let header = &rule.header;
        writeln!(
            table,
            "PackFile {{ file: {:?}, id: {:?}, name: {:?}, title: {:?}, severity: Severity::{}, \
             profile: Profile::{}, help: {:?}, parameters: &{:?}, supersedes: &{:?}, also_known_as: &[{}], fixes: &[{}], text: {:?} }},",
            rule.file,
            header.id,
            header.name,
            header.title,
            variant(&header.severity),
            variant(&header.profile),
            header.fix.trim(),
            header.parameters,
            header.supersedes,
            also_known_as(header),
            header.edits.iter().map(fix_row).collect::<String>(),
            rule.body(),
        )
        .expect("a string takes everything");
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("pack.rs");
    fs::write(&out, table).expect("the build folder can be written");
}

/// The ids of the tools whose waivers are read.
fn also_known_as(header: &Header) -> String {
    let read = header.also_known_as.iter().filter(|(tool, _)| WITH_WAIVERS.contains(&tool.as_str()));
    read.map(|(tool, ids)| format!("(Tool::{}, &{ids:?}), ", variant(tool))).collect()
}

/// A row of fixes.
fn fix_row(row: &EditRow) -> String {
    let EditRow { title, rule, when, needs, resource, at, change, is_safe } = row;
    let when: String = when.iter().map(|(name, texts)| format!("({name:?}, &{texts:?}), ")).collect();
    let change = match change {
        Change::Set(entries) => format!("Set({})", entries_of(entries)),
        Change::Append(entries) => format!("Append({})", entries_of(entries)),
        Change::Replace(value) => format!("Replace({})", value_of(value)),
        Change::Remove(paths) => format!("Remove(&{paths:?})"),
        Change::Rename(key) => format!("Rename({key:?})"),
        Change::Move(path) => format!("Move({path:?})"),
        Change::Add(entries) => format!("Add({})", entries_of(entries)),
    };
    format!(
        "FixRow {{ title: {title:?}, rule: {rule:?}, when: &[{when}], needs: &{needs:?}, resource: {resource:?}, \
         at: &{at:?}, change: Change::{change}, is_safe: {is_safe} }}, "
    )
}

fn entries_of(entries: &[(String, Value)]) -> String {
    let entries: String = entries.iter().map(|(key, value)| format!("({key:?}, {}), ", value_of(value))).collect();
    format!("&[{entries}]")
}

fn value_of(value: &Value) -> String {
    let inner = match value {
        Value::Text(text) => format!("Text({text:?})"),
        Value::Number(text) => format!("Number({text:?})"),
        Value::Bool(value) => format!("Bool({value})"),
        Value::List(list) => {
            format!("List(&[{}])", list.iter().map(|value| value_of(value) + ", ").collect::<String>())
        }
        Value::Map(entries) => format!("Map({})", entries_of(entries)),
        Value::Function(name, argument) => format!("Function({name:?}, &{})", value_of(argument)),
    };
    format!("Value::{inner}")
}

/// The variant of an enum that a word of the header names.
fn variant(word: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    word.split(['-', '_']).map(capital).collect()
}
