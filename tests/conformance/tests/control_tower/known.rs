//! tests/conformance/known.toml: the differences from cfn-guard that are known, and the statuses that the templates do
//! not reach. Every entry says why it is there, and one that is not needed is a mistake.

use serde::Deserialize;
use tablewarden_repository::{read, root};

use crate::compare::Comparison;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Known {
    #[serde(default)]
    difference: Vec<Difference>,
    #[serde(default)]
    not_reached: Vec<NotReached>,
}

/// One difference: a rule file and a template, and what both engines say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    /// The rule file, such as `ct-dynamodb-pr-1`.
    file: String,
    /// The name of the template in the test's message.
    template: String,
    /// The statuses of our rules, in order.
    ours: String,
    /// Those of cfn-guard, or its error.
    theirs: String,
    /// A defect of cfn-guard, or a limit that docs/guard-dialect.md states.
    why: String,
}

/// A rule that no template makes pass, or none fail.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotReached {
    file: String,
    /// Its position among the rules of the file that have no parameters, from 0.
    rule: usize,
    /// PASS or FAIL.
    status: String,
    why: String,
}

impl Known {
    pub(crate) fn read() -> Self {
        let text = String::from_utf8(read(&root().join("tests/conformance/known.toml"))).expect("it is UTF-8");
        let known: Self = toml::from_str(&text).unwrap_or_else(|error| panic!("tests/conformance/known.toml: {error}"));
        let reasons = known.difference.iter().map(|entry| &entry.why);
        let mut reasons = reasons.chain(known.not_reached.iter().map(|entry| &entry.why));
        assert!(reasons.all(|why| why.len() > 20), "every entry of tests/conformance/known.toml says why");
        known
    }

    /// What is not as this file says, one text each.
    pub(crate) fn complaints(&self, comparisons: &[Comparison]) -> Vec<String> {
        let mut complaints = self.about_differences(comparisons);
        complaints.extend(self.about_statuses(comparisons));
        complaints
    }

    fn about_differences(&self, comparisons: &[Comparison]) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut unused: Vec<&Difference> = self.difference.iter().collect();
        for comparison in comparisons {
            let file = &comparison.file;
            for found in &comparison.differences {
                let is_it = |entry: &&Difference| {
                    (&entry.file, &entry.template, &entry.ours, &entry.theirs)
                        == (file, &found.template, &found.ours, &found.theirs)
                };
                match unused.iter().position(is_it) {
                    Some(index) => drop(unused.swap_remove(index)),
                    None => complaints.push(format!(
                        "{file} on {}: ours {}, theirs {}\n  {}",
                        found.template, found.ours, found.theirs, found.text
                    )),
                }
            }
        }
        complaints.extend(unused.iter().map(|entry| format!("known.toml: this is no difference any more: {entry:?}")));
        complaints
    }

    fn about_statuses(&self, comparisons: &[Comparison]) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut unused: Vec<&NotReached> = self.not_reached.iter().collect();
        for comparison in comparisons {
            let all = (0..comparison.rules).flat_map(|rule| [(rule, "PASS"), (rule, "FAIL")]);
            for (rule, status) in all.filter(|shown| !comparison.statuses.contains(shown)) {
                let is_it = |entry: &&NotReached| {
                    (entry.file.as_str(), entry.rule, entry.status.as_str()) == (&comparison.file, rule, status)
                };
                match unused.iter().position(is_it) {
                    Some(index) => drop(unused.swap_remove(index)),
                    None => complaints.push(format!("{}: no template gives rule {rule} a {status}", comparison.file)),
                }
            }
        }
        complaints.extend(unused.iter().map(|entry| format!("known.toml: this is reached: {entry:?}")));
        complaints
    }
}
