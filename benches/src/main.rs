//! One measurement in one process: an engine, a document and rule files in; one line of JSON with time, memory and
//! verdicts out. `cargo xtask bench guard` starts it; it never compares anything itself.

use std::path::Path;
use std::process::ExitCode;

mod document;
mod error;
mod measured;
mod ours;
mod rule_files;
mod rules;
mod theirs;

use error::Result;

const USAGE: &str = "\
guard document TABLES FILE                       writes a template with so many tables
guard measure ours|cfn-guard DOCUMENT RULES...   measures one engine; RULES are files, or folders of *.guard files
guard rules TABLES FOLDER                        measures the rule pack in FOLDER on a template with so many tables";

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
    let document = rule_files::text(document)?;
    let rules = rule_files::read(rules)?;
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
