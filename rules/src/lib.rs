//! Reads the rule files of the pack: what their headers say, and the Guard text behind them. For what is built from the rules
//! (the pack, the pages) and what tests them; nothing of it is in the module.

mod queries;

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tablewarden_guard::{Dialect, parse};
use tablewarden_source::{Columns, LineIndex};

/// The header of a rule file: YAML in the comments at its top (docs/rule-files.md).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Header {
    /// `DDB-B001`
    pub id: String,
    /// The kebab name; the file's name.
    pub name: String,
    /// What holds when the rule passes, one line.
    pub title: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// The least profile that reports it: `recommended` or `strict`.
    pub profile: String,
    /// Where a finding points.
    pub reports: String,
    /// What happens if it is left as it is.
    pub why: String,
    /// What to do.
    pub fix: String,
    /// When it is right to waive it.
    #[serde(default)]
    pub waive: String,
    /// A template that breaks the rule. Under the line of the first finding stand carets below what it points at.
    #[serde(default)]
    pub bad: String,
    /// The earlier template, for a rule about changes: the bad one breaks the rule when it replaces this one.
    #[serde(default)]
    pub before: String,
    /// The same template as it should be.
    #[serde(default)]
    pub good: String,
    /// The names of `let`s that settings may replace.
    #[serde(default)]
    pub parameters: Vec<String>,
    /// The ids whose findings at the same place give way.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// Ids of other tools for the same thing.
    #[serde(default)]
    pub also_known_as: Vec<String>,
    /// Addresses.
    #[serde(default)]
    pub references: Vec<String>,
}

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
}

/// An example with a mark: the text without the line of carets, and the line and the columns they stand below, both from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What is to be checked.
    pub text: String,
    /// Line, first column, and the column behind the last caret; none without carets.
    pub mark: Option<(u32, u32, u32)>,
}

/// Takes the line of carets out of an example.
#[must_use]
pub fn marked(example: &str) -> Marked {
    let (mut text, mut mark, mut line) = (String::new(), None, 0);
    for each in example.lines() {
        let carets = each.trim_start();
        if !carets.is_empty() && carets.chars().all(|letter| letter == '^') {
            let first = number(each.len() - carets.len()) + 1;
            mark = mark.or(Some((line, first, first + number(carets.len()))));
        } else {
            text.push_str(each);
            text.push('\n');
            line += 1;
        }
    }
    Marked { text, mark }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
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
/// One line that names the file and what is wrong with it.
pub fn read(folder: &Path) -> Result<Vec<RuleFile>, String> {
    let mut files = Vec::new();
    for below in folders(folder)? {
        for path in entries(&below)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "guard")) {
            files.push(read_one(&path, folder)?);
        }
    }
    files.sort_by(|a, b| a.header.id.cmp(&b.header.id));
    match files.windows(2).find(|pair| pair[0].header.id == pair[1].header.id) {
        Some([one, other]) => Err(format!("{} and {} have one id", one.file, other.file)),
        _ => Ok(files),
    }
}

fn read_one(path: &Path, folder: &Path) -> Result<RuleFile, String> {
    let file = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    let yaml: String =
        lines.map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line.trim_start_matches('#')))).collect();
    let header: Header = serde_yaml::from_str(&yaml).map_err(|error| format!("{file}: header: {error}"))?;
    let problem = problem(&header, path);
    match problem {
        Some(problem) => Err(format!("{file}: header: {problem}")),
        None => questions(&file, &text).map(|()| RuleFile { file, header, text }),
    }
}

/// Holds the Guard text of a rule file against the table of facts.
fn questions(file: &str, text: &str) -> Result<(), String> {
    let lines = LineIndex::new(text);
    let said = |at: u32, message: &str| {
        let position = lines.position(text, at, Columns::Utf8);
        format!("{file}:{}:{}: {message}", position.line, position.column)
    };
    let tree = parse(text, Dialect::default()).into_result();
    let problems: Vec<String> = match &tree {
        Ok(tree) => queries::problems(tree).iter().map(|one| said(one.span.start, &one.message)).collect(),
        Err(errors) => errors.iter().map(|error| said(error.span.start, &error.message)).collect(),
    };
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

fn problem(header: &Header, path: &Path) -> Option<String> {
    if path.file_stem().is_some_and(|stem| *stem != *header.name) {
        return Some(format!("the name is `{}`, it should be the file's", header.name));
    }
    let known = [
        ("severity", &header.severity, ["error", "warning", "note"]),
        ("profile", &header.profile, ["minimal", "recommended", "strict"]),
    ];
    if let Some(id) = header.also_known_as.iter().find(|id| id.contains(char::is_whitespace)) {
        return Some(format!("also-known-as: `{id}` has a blank"));
    }
    let wrong = known.iter().find(|(_, word, words)| !words.contains(&word.as_str()));
    wrong.map(|(key, word, words)| format!("{key}: `{word}` is none of {words:?}"))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
    let entries: Result<Vec<PathBuf>, std::io::Error> =
        fs::read_dir(folder).map_err(failed)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut entries = entries.map_err(failed)?;
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_mark_what_is_above_them() {
        let example = "Resources:\n  Orders:\n  ^^^^^^\n    Type: AWS::DynamoDB::Table\n";
        let text = "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n".to_owned();
        assert_eq!(marked(example), Marked { text: text.clone(), mark: Some((2, 3, 9)) });
        assert_eq!(marked(&text), Marked { text, mark: None });
    }
}
