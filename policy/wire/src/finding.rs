//! What a finding says, to people and to programs.

mod baseline;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
pub use baseline::Baseline;
pub use baseline::{BaselineCounts, BaselineOfFile, BaselineState, KnownFinding};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The deployment fails, or the thing can never work.
    Error,
    /// A risk to data, money or availability.
    Warning,
    /// Advice.
    Note,
}

/// A line and a column, both from 1; the column in the units the request asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

/// A range of a file, in bytes and in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Location {
    /// Offset of the first byte.
    pub start_byte: u32,
    /// Offset one past the last byte.
    pub end_byte: u32,
    /// Where the first character is.
    pub start: Position,
    /// Where the character after the last is.
    pub end: Position,
}

/// A second place that helps to understand a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Related {
    /// The file.
    pub file: String,
    /// Where in it.
    pub span: Location,
    /// What is there.
    pub message: String,
}

/// One fault in a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Finding {
    /// The rule's id, `DDB-B001`.
    pub rule: String,
    /// The rule's name, `provisioned-without-autoscaling`.
    pub name: String,
    /// How bad it is here.
    pub severity: Severity,
    /// What is there and what follows from it.
    pub message: String,
    /// The file, as the request named it.
    pub file: String,
    /// The bad thing itself; where something is missing, the key of its nearest parent.
    pub span: Location,
    /// Path of the place from the template's root: keys and 0-based indices joined by `/`, keys with `~0` for `~` and
    /// `~1` for `/` (RFC 6901).
    pub path: String,
    /// The logical id of the resource it stands in, where it stands in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logical_id: Option<String>,
    /// The CDK construct path of that resource, from its metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub construct_path: Option<String>,
    /// When it holds, where it does not hold always: "`IsProd` is false".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Second places.
    pub related: Vec<Related>,
    /// What to do about it: what the clause says behind `Fix: `, or else the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The same for the same fault in a later version of the file: 16 hexadecimal digits.
    pub fingerprint: String,
    /// How it can be fixed, one way at most; empty where fixes were not asked for.
    pub fixes: Vec<Fix>,
    /// The waiver that covers it. A waived finding never fails a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverNote>,
    /// The fingerprints of the other places that have the same fault, such as other indexes; empty where there is no baseline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related_fingerprints: Vec<String>,
    /// Whether the baseline has it; absent where there is no baseline. What it has never fails a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineState>,
}

/// A proposed edit of the template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Fix {
    /// What it does, one line.
    pub title: String,
    /// Whether there is one right value, and a deployment over an existing stack replaces, deletes and stops nothing.
    pub is_safe: bool,
    /// Replacements that do not overlap, in the order of the file.
    pub edits: Vec<FixEdit>,
    /// The same as a unified diff; absent where that was not asked for, and where its lines are too long to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diff: Option<String>,
}

/// One replacement in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FixEdit {
    /// The file.
    pub file: String,
    /// What is replaced.
    pub span: Location,
    /// What comes in its place.
    pub text: String,
}

/// Why a finding is waived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct WaiverNote {
    /// The reason that was given.
    pub reason: String,
    /// Where the waiver stands.
    pub span: Location,
    /// The last day it holds, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}
