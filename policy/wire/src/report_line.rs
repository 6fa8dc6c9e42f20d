//! A line of `--format jsonl`.

use serde::{Deserialize, Serialize};

use crate::{
    BaselineCounts, ColumnUnit, Counts, Finding, KnownFinding, Notice, Outcome, Stack, UnknownValue, Unlisted,
};

/// One line: a finding or a notice of a file, then the file itself, and at the end the run. A report without a line about the run
/// was cut off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ReportLine {
    /// What was found; what is waived says so in `waiver`, what is known in `baseline`.
    Finding(Box<Finding>),
    /// What the check says about itself.
    Notice(Notice),
    /// A file that was checked or skipped; its findings and notices are the lines before it.
    File(Box<FileLine>),
    /// What all files come to.
    Run(RunLine),
}

/// A file that was checked or skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FileLine {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file.
    pub file: String,
    /// Its stack, where it is one of an assembly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<Stack>,
    /// The settings file that counts for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<String>,
    /// What it came to.
    pub outcome: Outcome,
    /// True where the file is no template and was passed over.
    pub skipped: bool,
    /// How many of each, listed or not.
    pub counts: Counts,
    /// What is counted and not listed, by the ids of rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlisted: Vec<Unlisted>,
    /// The baseline that its findings were compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// What the baseline has and was not found any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<KnownFinding>,
    /// Parameters of the request that the template does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused_parameters: Vec<String>,
    /// For each of these the parameter of the template that was meant; empty text where none is like it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meant_parameters: Vec<String>,
    /// The values of it that are not known, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_values: Vec<UnknownValue>,
    /// What the columns of its findings and notices count.
    #[serde(default, skip_serializing_if = "ColumnUnit::is_utf8")]
    pub columns: ColumnUnit,
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RunLine {
    /// The version of this shape: 1.
    pub version: u32,
    /// The heaviest outcome.
    pub outcome: Outcome,
    /// Summed over the files.
    pub counts: Counts,
    /// How much a baseline knows; absent where there is no baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineCounts>,
    /// How many files were checked.
    pub checked: u32,
    /// How many files were passed over because they are no templates.
    pub skipped: u32,
}
