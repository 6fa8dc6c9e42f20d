//! Fixing what a check finds in one file: what can be asked, and the answer.

use serde::{Deserialize, Serialize};

use crate::{CheckRequest, Counts, FailOn, Location, Notice, Outcome, Severity, TextEdit};

/// Fix what a check finds in one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FixRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The file, and how it is checked: what this check reports is fixed. Its files are in the blobs of this request; its own `blobs`
    /// stay empty.
    pub check: CheckRequest,
    /// Whether fixes that are a guess, or that add or remove something, are made too.
    #[serde(default, rename = "unsafe", skip_serializing_if = "std::ops::Not::not")]
    pub with_unsafe: bool,
    /// The ids or names of the rules whose findings are fixed; none: those of every rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// The answer: what was fixed, and the edits that do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FixResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// That of the check of the fixed file.
    pub outcome: Outcome,
    /// The least severity that made the outcome `findings`; absent: `warning`.
    #[serde(default, skip_serializing_if = "FailOn::is_warning")]
    pub fail_on: FailOn,
    /// True where the file is no template and was passed over.
    pub skipped: bool,
    /// What the check says about itself.
    pub notices: Vec<Notice>,
    /// What was fixed, in the order in which it was.
    pub fixed: Vec<FixedFinding>,
    /// The findings whose fix can't be written, in the order of the file.
    pub refused: Vec<RefusedFix>,
    /// What is left in the fixed file.
    pub left: Counts,
    /// How many of the findings that are left have an unsafe fix, which was not asked for.
    pub left_unsafe: u32,
    /// What is to be written: replacements that do not overlap, in the order of the file.
    pub edits: Vec<TextEdit>,
}

/// A finding that was fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FixedFinding {
    /// The id of the rule.
    pub rule: String,
    /// How bad it was.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// What the fix did, one line.
    pub title: String,
    /// Whether the fix is safe.
    pub is_safe: bool,
    /// Where the finding was, in the file as it was given.
    pub span: Location,
}

/// A finding whose fix can't be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RefusedFix {
    /// The id of the rule.
    pub rule: String,
    /// What the fix would do, one line.
    pub title: String,
    /// Why it can't be written, one sentence.
    pub message: String,
    /// Where what can't be written stands in the fixed file; where that is no place, where the finding is.
    pub span: Location,
}
