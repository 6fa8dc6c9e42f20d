//! Fixes that are made together, and the checks of a file before and after them.

use tablewarden_edit::Edit;
use tablewarden_order::{Map, Set};
use tablewarden_wire::{CheckResponse, Finding, Fix, RefusedFix};

/// What a check of the file came to.
pub(super) struct Checked {
    pub(super) response: CheckResponse,
    pub(super) refused: Vec<RefusedFix>,
    /// The fingerprints of the findings whose fix corrects what is there.
    pub(super) corrections: Vec<String>,
}

impl Checked {
    pub(super) fn corrected(&self) -> Set<&str> {
        self.corrections.iter().map(String::as_str).collect()
    }
}

/// Fixes that are made together.
pub(super) struct Round {
    /// The places of their findings in the answer.
    pub(super) findings: Vec<usize>,
    pub(super) edits: Vec<Edit>,
    /// The file with them; none where they do not fit.
    pub(super) text: Option<Vec<u8>>,
}

impl Round {
    /// Its findings, of the check that they were found in.
    pub(super) fn findings_in<'c>(&self, checked: &'c Checked) -> impl Iterator<Item = &'c Finding> {
        self.findings.iter().filter_map(|place| checked.response.findings.get(*place))
    }
}

/// The fingerprint and the title of a fix, and how many findings had both.
pub(super) type Key = (String, String, usize);

/// How many findings have a fingerprint and the title of a fix: two indexes of one name have the same.
pub(super) type Alike<'f> = Map<(&'f str, &'f str), usize>;

pub(super) fn alike(response: &CheckResponse) -> Alike<'_> {
    let mut alike = Alike::new();
    for (finding, fix) in response.findings.iter().filter_map(|one| Some((one, one.fixes.first()?))) {
        *alike.or_insert_with((finding.fingerprint.as_str(), fix.title.as_str()), || 0) += 1;
    }
    alike
}

pub(super) fn key(finding: &Finding, fix: &Fix, alike: &Alike<'_>) -> Key {
    let count = alike.get(&(finding.fingerprint.as_str(), fix.title.as_str())).copied().unwrap_or_default();
    (finding.fingerprint.clone(), fix.title.clone(), count)
}
