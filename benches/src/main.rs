//! One measurement in one process: an engine, a document and rule files in; one line of JSON with time, memory and
//! verdicts out. `cargo xtask bench guard` starts it; it never compares anything itself.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod document;
mod measured;
mod ours;
mod rules;
mod theirs;

const USAGE: &str = "\
guard document TABLES FILE                       writes a template with so many tables
guard measure ours|cfn-guard DOCUMENT RULES...   measures one engine; RULES are files, or folders of *.guard files
guard rules TABLES FOLDER                        measures the rule pack in FOLDER on a template with so many tables";

/// What goes wrong, in one line.
type Result<T> = std::result::Result<T, String>;

/// A rule file.
struct RuleText {
    name: String,
    text: String,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["document", tables, file] => write_document(tables, Path::new(file)),
        ["rules", tables, folder] => measure_rules(tables, Path::new(folder)),
        ["measure", engine, document, rules @ ..] if !rules.is_empty() => measure(engine, Path::new(document), rules),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn write_document(tables: &str, file: &Path) -> Result<()> {
    let tables = number(tables)?;
    let text = document::template(tables).map_err(|error| error.to_string())?;
    std::fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

fn number(tables: &str) -> Result<usize> {
    tables.parse().map_err(|_| format!("`{tables}` is no number of tables"))
}

fn measure_rules(tables: &str, folder: &Path) -> Result<()> {
    print(&rules::measure(number(tables)?, folder)?)
}

fn measure(engine: &str, document: &Path, rules: &[&str]) -> Result<()> {
    let document = read(document)?;
    let rules = read_rules(rules)?;
    let measured = match engine {
        "ours" => ours::measure(&document, &rules)?,
        "cfn-guard" => theirs::measure(&document, &rules)?,
        other => return Err(format!("no engine `{other}`\n{USAGE}")),
    };
    print(&measured)
}

fn print(measured: &impl serde::Serialize) -> Result<()> {
    println!("{}", serde_json::to_string(measured).map_err(|error| error.to_string())?);
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// The rule files named, and those in the folders named, in the order of their paths.
fn read_rules(places: &[&str]) -> Result<Vec<RuleText>> {
    let mut waiting: Vec<PathBuf> = places.iter().map(PathBuf::from).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let failed = |error: std::io::Error| format!("cannot list {}: {error}", path.display());
            for entry in std::fs::read_dir(&path).map_err(failed)? {
                let path = entry.map_err(failed)?.path();
                if path.is_dir() || path.extension().is_some_and(|extension| extension == "guard") {
                    waiting.push(path);
                }
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    files.iter().map(|path| Ok(RuleText { name: path.display().to_string(), text: read(path)? })).collect()
}
