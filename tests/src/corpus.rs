//! The corpus: templates and what is found in them. An expectation stands on the line it is about,
//! `# finds: DDB-R001`, several separated by blanks. A file whose lines cannot carry one (JSON, broken text, hostile
//! bytes) has a second file beside it, `NAME.finds`, with lines like `12 DDB-R001`. Settings are in comments
//! `# profile: strict`, `# outcome: incomplete`, `# parameter: Stage=prod`, or in such lines of the second file;
//! `# settings: {failOn: note}` is the text of a settings file in the folder of the corpus. A second file can stand alone and
//! say with `template: examples/pattern1.yaml` what it is about.

use std::path::{Path, PathBuf};

use tablewarden_wire::{CheckRequest, FileBlob, Limits, Outcome, Profile};

use crate::checkers;
use crate::repository;

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
#[must_use]
pub fn cases() -> Vec<Case> {
    let folder = repository::root().join("tests/corpus");
    let files = repository::files_below(&folder);
    let is_case = |path: &&PathBuf| match path.extension().is_some_and(|end| end == "finds") {
        false => true,
        true => !path.with_extension("").exists(),
    };
    files.iter().filter(is_case).map(PathBuf::as_path).map(case).collect()
}

fn case(path: &Path) -> Case {
    let folder = repository::root().join("tests/corpus");
    let name = path.strip_prefix(folder).expect("it was found there").to_string_lossy().replace('\\', "/");
    let is_beside = name.ends_with(".finds");
    let bytes = repository::read(&if is_beside { elsewhere(path) } else { path.to_owned() });
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let beside = if is_beside { path.to_owned() } else { path.with_extension(format!("{ending}.finds")) };
    let request = checkers::request(&name, &bytes);
    let mut case = Case { request, name, bytes, settings: None, finds: Vec::new(), outcome: None };
    if beside.exists() {
        let text = String::from_utf8(repository::read(&beside)).expect("expectations are UTF-8");
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(' ') {
                Some((key, value)) if key.ends_with(':') => case.set(key.trim_end_matches(':'), value),
                Some((line, rule)) => case.finds.push((line.parse().expect("a line number"), rule.trim().to_owned())),
                None => panic!("{}: `{line}` is neither `LINE RULE` nor `SETTING: VALUE`", case.name),
            }
        }
    } else {
        case.read_comments();
    }
    case
}

/// The template that a second file without one beside it is about.
fn elsewhere(finds: &Path) -> PathBuf {
    let text = String::from_utf8(repository::read(finds)).expect("expectations are UTF-8");
    let template = text.lines().find_map(|line| line.strip_prefix("template: "));
    repository::root().join(template.unwrap_or_else(|| panic!("{}: says no template", finds.display())))
}

impl Case {
    /// The files of its request.
    #[must_use]
    pub fn blobs(&self) -> Vec<&[u8]> {
        std::iter::once(&self.bytes).chain(&self.settings).map(Vec::as_slice).collect()
    }

    fn read_comments(&mut self) {
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        for (index, line) in text.lines().enumerate() {
            if let Some((_, rules)) = line.split_once("# finds:") {
                let line = u32::try_from(index + 1).expect("a line number");
                self.finds.extend(rules.split_whitespace().map(|rule| (line, rule.to_owned())));
            } else if let Some((key, value)) = line.strip_prefix("# ").and_then(|line| line.split_once(": ")) {
                self.set(key, value.trim());
            }
        }
    }

    fn set(&mut self, key: &str, value: &str) {
        match key {
            "profile" => {
                self.request.profile = Some(match value {
                    "minimal" => Profile::Minimal,
                    "recommended" => Profile::Recommended,
                    "strict" => Profile::Strict,
                    _ => panic!("{}: `{value}` is no profile", self.name),
                });
            }
            "outcome" => {
                self.outcome = Some(match value {
                    "clean" => Outcome::Clean,
                    "findings" => Outcome::Findings,
                    "incomplete" => Outcome::Incomplete,
                    "error" => Outcome::Error,
                    _ => panic!("{}: `{value}` is no outcome", self.name),
                });
            }
            "settings" => {
                self.settings = Some(value.into());
                self.request.settings = Some(FileBlob { name: "tablewarden.yaml".to_owned(), blob: 1 });
            }
            "parameter" => self.request.parameters.push(value.to_owned()),
            "region" => self.request.region = Some(value.to_owned()),
            "nodes" => self.request.limits = Limits { nodes: number(value), ..self.request.limits },
            "depth" => self.request.limits = Limits { depth: number(value), ..self.request.limits },
            "bytes" => self.request.limits = Limits { bytes: number(value), ..self.request.limits },
            _ => {}
        }
    }
}

fn number(text: &str) -> u32 {
    text.parse().expect("a number")
}
