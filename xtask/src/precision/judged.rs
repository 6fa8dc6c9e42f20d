//! What people decided about errors in templates of packages: whether each is right, and why. Holds the judgements against what is
//! found, both ways: each error is judged right, and each judgement is about an error that is found.

use std::path::Path;

use serde::Deserialize;

use super::report::Report;
use crate::error::Result;
use crate::places::read;

/// The judgement of the errors of one rule in one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgement {
    package: String,
    /// The end of the file's path.
    file: String,
    rules: Vec<String>,
    is_right: bool,
    pub(super) why: String,
}

impl Judgement {
    fn is_about(&self, package: &str, file: &str, rule: &str) -> bool {
        self.package == package && file.ends_with(&self.file) && self.rules.iter().any(|one| one == rule)
    }
}

pub(super) struct Judgements(Vec<Judgement>);

impl Judgements {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let judgements = serde_yaml::from_slice(&read(path)?);
        judgements.map(Self).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The judgement of a rule's errors in a file.
    pub(super) fn of(&self, package: &str, file: &str, rule: &str) -> Option<&Judgement> {
        self.0.iter().find(|one| one.is_about(package, file, rule))
    }

    /// Errors that are not judged or judged wrong, and judgements of what is not found.
    pub(super) fn complaints(&self, reports: &[Report]) -> Vec<String> {
        let mut complaints = Vec::new();
        for (package, file, rule, line, message) in errors(reports) {
            match self.of(package, file, rule) {
                None => complaints.push(format!("not judged: {package} {file}:{line} {rule} {message}")),
                Some(one) if !one.is_right => {
                    complaints.push(format!("wrong: {package} {file}:{line} {rule} {}", one.why))
                }
                Some(_) => {}
            }
        }
        let is_found =
            |one: &Judgement| errors(reports).any(|(package, file, rule, ..)| one.is_about(package, file, rule));
        let unused = self.0.iter().filter(|one| !is_found(one));
        complaints.extend(unused.map(|one| format!("nothing is found: {} {} {:?}", one.package, one.file, one.rules)));
        complaints
    }
}

/// Package, file, rule, line and message of each error.
fn errors(reports: &[Report]) -> impl Iterator<Item = (&str, &str, &str, u32, &str)> {
    let files = reports.iter().flat_map(|report| report.files.iter().map(|checked| (&*report.package, checked)));
    let found = files.flat_map(|(package, checked)| checked.findings.iter().map(move |one| (package, checked, one)));
    found
        .filter(|(.., one)| one.severity == "error")
        .map(|(package, checked, one)| (package, &*checked.file, &*one.rule, one.span.start.line, &*one.message))
}
