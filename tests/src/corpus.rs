//! The corpus: templates and what is found in them. An expectation stands on the line it is about,
//! `# finds: DDB-R001`, several separated by blanks. A file whose lines cannot carry one (JSON, broken text, hostile
//! bytes) has a second file beside it, `NAME.finds`, with lines like `12 DDB-R001`. Settings are in comments
//! `# profile: strict`, `# outcome: incomplete`, `# parameter: Stage=prod`, or in such lines of the second file;
//! `# settings: {failOn: note}` is the text of a settings file in the folder of the corpus. A second file can stand alone and
//! say with `template: examples/pattern1.yaml` what it is about. A comment `# word: ` with another word is a mistake.

use std::path::Path;

use serde::de::DeserializeOwned;
use tablewarden_repository::{files_below, read, root, text};
use tablewarden_wire::{CheckRequest, FileBlob, Outcome, Profile};

use crate::checkers;

/// The words before a colon that are no setting: what the file is about, what is found, and what templates say to tools.
const OTHER_WORDS: [&str; 4] = ["template", "finds", "tablewarden", "checkov"];

/// One case.
#[derive(Debug)]
pub struct Case {
    /// Its path in `tests/corpus`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The bytes of its settings file, where it has one.
    pub settings: Option<Vec<u8>>,
    /// What is asked about it.
    pub request: CheckRequest,
    /// The expected findings: line and rule id, in the order of the report.
    pub finds: Vec<(u32, String)>,
    /// The expected outcome, where it is not what the findings make.
    pub outcome: Option<Outcome>,
}

/// All cases, sorted by name.
///
/// # Panics
/// Where a file of the corpus says something that is no expectation and no setting: with the file, the line, and what is wrong.
#[must_use]
pub fn cases() -> Vec<Case> {
    let folder = root().join("tests/corpus");
    let files = files_below(&folder);
    let is_case = |path: &&std::path::PathBuf| {
        path.extension().is_none_or(|end| end != "finds") || !path.with_extension("").exists()
    };
    let case = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(&folder).expect("it was found there").to_string_lossy().replace('\\', "/");
        case(path, name).unwrap_or_else(|wrong| panic!("{wrong}"))
    };
    files.iter().filter(is_case).map(case).collect()
}

fn case(path: &Path, name: String) -> Result<Case, String> {
    if name.ends_with(".finds") {
        let finds = text(path);
        let template = finds.lines().find_map(|line| line.strip_prefix("template: "));
        let template =
            template.ok_or_else(|| format!("{name}: it says no `template: `, and there is none beside it"))?;
        return Case::with_finds(name, read(&root().join(template)), &finds);
    }
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let beside = path.with_extension(format!("{ending}.finds"));
    let bytes = read(path);
    if beside.exists() { Case::with_finds(name, bytes, &text(&beside)) } else { Case::with_comments(name, bytes) }
}

impl Case {
    /// The files of its request.
    #[must_use]
    pub fn blobs(&self) -> Vec<&[u8]> {
        std::iter::once(&self.bytes).chain(&self.settings).map(Vec::as_slice).collect()
    }

    fn new(name: String, bytes: Vec<u8>) -> Self {
        let request = checkers::request(&name, &bytes);
        Self { request, name, bytes, settings: None, finds: Vec::new(), outcome: None }
    }

    /// A case whose expectations are in a second file.
    fn with_finds(name: String, bytes: Vec<u8>, finds: &str) -> Result<Self, String> {
        let mut case = Self::new(name, bytes);
        for (line, number) in finds.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with('#')) {
            let read = match line.split_once(' ') {
                Some((key, value)) if key.ends_with(':') => case.set(key.trim_end_matches(':'), value),
                Some((line, rule)) => line
                    .parse()
                    .map(|line| case.finds.push((line, rule.trim().to_owned())))
                    .map_err(|_| format!("`{line}` is no line")),
                None => Err(format!("`{line}` is neither `LINE RULE` nor `SETTING: VALUE`")),
            };
            read.map_err(|wrong| format!("{}.finds:{number}: {wrong}", case.name.trim_end_matches(".finds")))?;
        }
        Ok(case)
    }

    /// A case whose expectations are in its comments.
    fn with_comments(name: String, bytes: Vec<u8>) -> Result<Self, String> {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut case = Self::new(name, bytes);
        for (line, number) in text.lines().zip(1..) {
            case.comment(line, number).map_err(|wrong| format!("{}:{number}: {wrong}", case.name))?;
        }
        Ok(case)
    }

    /// What the comments of a line say. A setting is a line of its own, and its value may have a `#` in it.
    fn comment(&mut self, line: &str, number: u32) -> Result<(), String> {
        for comment in line.split('#').skip(1) {
            match said(comment) {
                Some(("finds", rules)) => {
                    self.finds.extend(rules.split_whitespace().map(|rule| (number, rule.to_owned())));
                }
                Some((key, _)) if OTHER_WORDS.contains(&key) => {}
                Some((key, _)) if line.starts_with('#') => {
                    let (_, value) = line.split_once(':').unwrap_or_default();
                    return self.set(key, value.trim());
                }
                Some((key, _)) => return Err(format!("`# {key}:` at the end of a line is not `# finds:`")),
                None => {}
            }
        }
        Ok(())
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let limits = &mut self.request.limits;
        match key {
            "profile" => self.request.profile = Some(word::<Profile>(key, value)?),
            "outcome" => self.outcome = Some(word(key, value)?),
            "settings" => {
                self.settings = Some(value.into());
                self.request.settings = Some(FileBlob { name: "tablewarden.yaml".to_owned(), blob: 1 });
            }
            "parameter" => self.request.parameters.push(value.to_owned()),
            "region" => self.request.region = Some(value.to_owned()),
            "nodes" => limits.nodes = word(key, value)?,
            "depth" => limits.depth = word(key, value)?,
            "bytes" => limits.bytes = word(key, value)?,
            _ if OTHER_WORDS.contains(&key) => {}
            _ => return Err(format!("`{key}:` is no setting of the corpus")),
        }
        Ok(())
    }
}

/// What a comment says: the one word before its colon, and what is behind it.
fn said(comment: &str) -> Option<(&str, &str)> {
    let (key, value) = comment.trim_start().split_once(':')?;
    let is_word = !key.is_empty() && key.chars().all(|letter| letter.is_alphabetic() || "-_".contains(letter));
    is_word.then_some((key, value))
}

/// A value of the request by its word.
fn word<T: DeserializeOwned>(key: &str, value: &str) -> Result<T, String> {
    serde_yaml::from_str(value).map_err(|error| format!("{key}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_comments(text: &str) -> Result<Case, String> {
        Case::with_comments("a.yaml".to_owned(), text.as_bytes().to_vec())
    }

    fn with_finds(text: &str) -> Result<Case, String> {
        Case::with_finds("a.json".to_owned(), b"{}".to_vec(), text)
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "# Two words: no setting.\n# outcome: incomplete\n# nodes: 7\nA: b  # tablewarden: waive X y  # finds: DDB-R001 DDB-R002\n# tablewarden: waive X y\n";
        let case = with_comments(text).expect("it is sound");
        assert_eq!((case.outcome, case.request.limits.nodes), (Some(Outcome::Incomplete), 7));
        assert_eq!(case.finds, [(4, "DDB-R001".to_owned()), (4, "DDB-R002".to_owned())]);
        let case = with_finds("# What it is: prose.\nprofile: strict\n12 DDB-R001\n").expect("it is sound");
        assert_eq!((case.request.profile, case.finds), (Some(Profile::Strict), vec![(12, "DDB-R001".to_owned())]));
    }

    #[test]
    fn a_word_that_is_none_is_an_error_with_its_line() {
        let error = |text: &str| with_comments(text).expect_err("it is not sound");
        assert_eq!(error("A: b\n# outcom: clean\n"), "a.yaml:2: `outcom:` is no setting of the corpus");
        assert_eq!(error("#Profile: strict\n"), "a.yaml:1: `Profile:` is no setting of the corpus");
        assert_eq!(error("A: b  # find: DDB-R001\n"), "a.yaml:1: `# find:` at the end of a line is not `# finds:`");
        assert_eq!(error("A: b  # profile: strict\n"), "a.yaml:1: `# profile:` at the end of a line is not `# finds:`");
        assert!(error("# outcome: cleen\n").starts_with("a.yaml:1: outcome: unknown variant `cleen`"));
        assert!(error("# nodes: few\n").starts_with("a.yaml:1: nodes: "));
        let error = |text: &str| with_finds(text).expect_err("it is not sound");
        assert_eq!(error("outcom: clean\n"), "a.json.finds:1: `outcom:` is no setting of the corpus");
        assert_eq!(error("\nten DDB-R001\n"), "a.json.finds:2: `ten` is no line");
        assert_eq!(error("DDB-R001\n"), "a.json.finds:1: `DDB-R001` is neither `LINE RULE` nor `SETTING: VALUE`");
    }
}
