//! The rule files of a folder: one folder for each letter of their ids, one file for each rule.

use std::fs;
use std::path::{Path, PathBuf};

use crate::header::{self, Header};
use crate::queries;
use crate::wrong::Wrong;

/// One rule file.
#[derive(Debug, Clone)]
pub struct RuleFile {
    /// Its path below the folder, with `/`.
    pub file: String,
    /// Its header.
    pub header: Header,
    /// The whole text.
    pub text: String,
}

impl RuleFile {
    /// The Guard text behind the header, without blank lines and indentation.
    #[must_use]
    pub fn body(&self) -> String {
        let behind = self.text.lines().skip_while(|line| line.starts_with('#'));
        behind.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Whether it asks for nothing until settings say for what: no template breaks it as it is.
    #[must_use]
    pub fn is_off(&self) -> bool {
        header::is_off(&self.header, &self.text)
    }

    /// The path of its unit tests below the folder of the rules.
    #[must_use]
    pub fn tests(&self) -> String {
        format!("{}/tests/{}_tests.yaml", self.folder(), self.header.name)
    }

    /// The folder it is in.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.file.split_once('/').map_or("", |(folder, _)| folder)
    }
}

/// The folders that rule files are in: `folder` and those directly below it.
///
/// # Errors
/// One line, where a folder cannot be listed.
pub fn folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut folders = vec![folder.to_owned()];
    folders.extend(entries(folder)?.into_iter().filter(|path| path.is_dir()));
    Ok(folders)
}

/// Every rule file in the folders below `folder`, in the order of their ids.
///
/// # Errors
/// A line for each thing that is wrong: it names the file, the line and what it is.
pub fn read(folder: &Path) -> Result<Vec<RuleFile>, String> {
    let mut files = Vec::new();
    for below in folders(folder)? {
        for path in entries(&below)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "guard")) {
            files.push(read_one(&path, folder)?);
        }
    }
    files.sort_by(|a, b| a.header.id.cmp(&b.header.id));
    match files.iter().find_map(|rule| among(rule, &files)) {
        Some(wrong) => Err(wrong),
        None => Ok(files),
    }
}

fn read_one(path: &Path, folder: &Path) -> Result<RuleFile, String> {
    let file = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    match header::read(&text, &name) {
        Ok(header) => queries::check(&file, &text, &header.edits).map(|()| RuleFile { file, header, text }),
        Err(wrong) => Err(wrong.of(&file)),
    }
}

/// What is wrong with a rule among the others.
fn among(rule: &RuleFile, all: &[RuleFile]) -> Option<String> {
    let wrong = |key: &str, what: String| Wrong::at(&rule.text, &format!("# {key}:"), format!("{key}: {what}"));
    let id = &rule.header.id;
    let letter = |of: &RuleFile| of.header.id.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned();
    let other = all.iter().find(|other| other.file != rule.file && other.header.id == *id);
    let stranger = all.iter().find(|other| (letter(other) == letter(rule)) != (other.folder() == rule.folder()));
    let lost = rule.header.supersedes.iter().find(|id| !all.iter().any(|other| other.header.id == **id));
    let wrong = if let Some(other) = other {
        wrong("id", format!("`{id}` is the id of {} too", other.file))
    } else if let Some(other) = stranger {
        wrong("id", format!("`{id}` and `{}` of {}: a letter is for a folder", other.header.id, other.file))
    } else {
        wrong("supersedes", format!("there is no rule `{}`", lost?))
    };
    Some(wrong.of(&rule.file))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
    let entries: Result<Vec<PathBuf>, std::io::Error> =
        fs::read_dir(folder).map_err(failed)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut entries = entries.map_err(failed)?;
    entries.sort();
    Ok(entries)
}
