//! A baseline: findings that were known when it was written. The file that has them all, what of it goes with the check of one
//! template, and what answers and reports say of it.

#[cfg(feature = "schema")]
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A baseline file: what `--write-baseline` writes and `--baseline` reads.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
pub struct Baseline {
    /// The version of this shape: 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// The known findings of each template, by its path from the folder of the baseline; standard input is `-`. Paths are sorted, and
    /// the findings by rule, place and fingerprint.
    pub files: BTreeMap<String, Vec<KnownFinding>>,
}

/// A finding of a baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    /// The id of the rule, for people.
    pub rule: String,
    /// The path of the place in the template when it was written, for people.
    pub place: String,
    /// What it is known by.
    pub fingerprint: String,
    /// The fingerprints of the other places that have the same fault. It is known again at all or some of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// How many findings have this fingerprint; absent: one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
}

/// What of a baseline goes with the check of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct BaselineOfFile {
    /// What reports call the baseline.
    pub name: String,
    /// What it knows of the template.
    pub findings: Vec<KnownFinding>,
    /// Whether whatever is found is known, because the baseline is being written.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_written: bool,
}

/// How much of a run a baseline knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BaselineCounts {
    /// Findings that are known. None of them fails a run.
    pub known: u32,
    /// Findings that are known and were not found any more.
    pub gone: u32,
}

/// Whether a finding is in the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum BaselineState {
    /// It is not.
    New,
    /// It is.
    Known,
}

fn one() -> u32 {
    1
}

fn is_one(count: &u32) -> bool {
    *count == 1
}
