//! What the command finds in the templates of a package: its files in, the findings out. Judges nothing.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::package::Package;
use crate::error::Result;
use crate::programs::process;

/// The types of tables: a file that names none of them is no template for us.
const TABLES: [&str; 3] = ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable"];

/// What was found in a package.
pub(super) struct Report {
    pub(super) package: String,
    pub(super) version: String,
    pub(super) files: Vec<Checked>,
}

/// The answer to one file.
#[derive(Deserialize)]
pub(super) struct Checked {
    pub(super) file: String,
    pub(super) skipped: bool,
    pub(super) findings: Vec<Finding>,
    counts: Counts,
}

impl Checked {
    pub(super) fn has_tables(&self) -> bool {
        self.counts.tables > 0
    }
}

#[derive(Deserialize)]
struct Counts {
    tables: u32,
}

/// A finding, as far as it is counted and judged.
#[derive(Deserialize)]
pub(super) struct Finding {
    pub(super) rule: String,
    pub(super) severity: String,
    pub(super) message: String,
    pub(super) span: Span,
}

#[derive(Deserialize)]
pub(super) struct Span {
    pub(super) start: Start,
}

#[derive(Deserialize)]
pub(super) struct Start {
    pub(super) line: u32,
}

#[derive(Deserialize)]
struct Answer {
    files: Vec<Checked>,
}

/// Checks the templates with tables that are below `folder`.
pub(super) fn of(package: &Package, folder: &Path, command: &Path) -> Result<Report> {
    let mut templates = Vec::new();
    find(folder, folder, &mut templates)?;
    templates.sort();
    let mut files = Vec::new();
    if !templates.is_empty() {
        let mut check = process::command(&command.to_string_lossy(), folder);
        check.args(["check", "--format", "json", "--skip-other-files", "--fail-on", "never"]).args(&templates);
        let output = check.output().map_err(|error| format!("cannot run {}: {error}", command.display()))?;
        let answer: Answer = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("{}: the report cannot be read: {error}", package.name))?;
        files = answer.files;
    }
    Ok(Report { package: package.name.clone(), version: package.version.clone(), files })
}

/// The files below `folder` that name a type of table, as paths from `root`.
fn find(folder: &Path, root: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        if kind.is_dir() {
            find(&path, root, found)?;
        } else if kind.is_file() && is_template(&path) {
            found.push(path.strip_prefix(root).unwrap_or(&path).to_owned());
        }
    }
    Ok(())
}

fn is_template(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is_text = matches!(ending, Some("yaml" | "yml" | "json" | "template" | "cfn"));
    is_text && std::fs::read_to_string(path).is_ok_and(|text| TABLES.iter().any(|name| text.contains(name)))
}
