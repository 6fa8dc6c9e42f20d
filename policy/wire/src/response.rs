//! What is answered.

use serde::{Deserialize, Serialize};

use crate::{
    BaselineCounts, Changes, ColumnUnit, FailOn, Finding, KnownFinding, Location, NestedStack, Severity, Stack,
};

/// The one word a host turns into an exit code: 0, 1, 2, 2. Ordered by weight: over several files the heaviest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Everything was looked at, nothing fails.
    Clean,
    /// Something fails.
    Findings,
    /// Something could not be looked at.
    Incomplete,
    /// Nothing could be looked at.
    Error,
}

/// How a rule came out on a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// There was nothing it is about.
    Skip,
    /// It could not be evaluated.
    Error,
}

/// What a [`Notice`] means for the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// Everything was looked at.
    Notice,
    /// A part was not.
    Incomplete,
    /// Nothing was.
    Error,
}

/// Something to know about the check itself: a syntax error, a cap, an unused waiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Notice {
    /// What it means for the outcome.
    pub gravity: Gravity,
    /// One line.
    pub message: String,
    /// The file.
    pub file: String,
    /// Where, if it has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Location>,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Counts {
    /// Errors that are neither waived nor known.
    pub errors: u32,
    /// Warnings that are neither waived nor known.
    pub warnings: u32,
    /// Notes that are neither waived nor known.
    pub notes: u32,
    /// Waived findings of any severity.
    pub waived: u32,
    /// Tables that were looked at.
    pub tables: u32,
    /// Values that cannot be known from the template.
    pub unknown_values: u32,
}

/// A value that cannot be known from the template, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct UnknownValue {
    /// One sentence: what is not known, and why.
    pub message: String,
    /// What would make it known, where something can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What it depends on: a parameter, an export, a resource, a condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The parameters that have no value and would make it known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
    /// Where it is.
    pub span: Location,
    /// The same as a JSON pointer.
    pub path: String,
    /// The resource that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logical_id: Option<String>,
}

/// A rule of a file and its status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RuleStatus {
    /// The rule file.
    pub file: String,
    /// The rule's name in it.
    pub rule: String,
    /// How it came out.
    pub status: Status,
    /// Why it could not be evaluated, one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The answer to a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CheckResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// Its stack, as the request had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<Stack>,
    /// The stacks that are nested in the template, in its order; empty where the request had no stack.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nested: Vec<NestedStack>,
    /// The settings file that counts for it, as the request named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<String>,
    /// What a host makes its exit code of.
    pub outcome: Outcome,
    /// The least severity that made the outcome `findings`; absent: `warning`.
    #[serde(default, skip_serializing_if = "FailOn::is_warning")]
    pub fail_on: FailOn,
    /// True where the file is no template and was passed over.
    pub skipped: bool,
    /// What is neither waived nor known, by severity, then in the order of the file, then of the rule ids.
    pub findings: Vec<Finding>,
    /// What a waiver covers, in the same order; each says which. Nothing of it fails a run.
    pub waived: Vec<Finding>,
    /// The baseline that the findings were compared with, as the request named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// What the baseline has, in the same order. Nothing of it fails a run, and the counts leave it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Finding>,
    /// What the baseline has and was not found any more; empty where the template could not be checked whole. A finding that this
    /// check would not report is not in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<KnownFinding>,
    /// What the baseline is to have of the file, listed or not; empty where none is written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<KnownFinding>,
    /// What is counted and not listed, by the ids of rules: a rule has more findings in this file than are listed of one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlisted: Vec<Unlisted>,
    /// What the check says about itself.
    pub notices: Vec<Notice>,
    /// How many of each, listed or not.
    pub counts: Counts,
    /// The values that are not known, in the order of the file; empty where they were not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_values: Vec<UnknownValue>,
    /// What happens to each table; absent where it was not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// Per rule file and rule; empty where the request wants none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<RuleStatus>,
    /// Parameters of the request that the template does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused_parameters: Vec<String>,
    /// For each of these the parameter of the template that was meant; empty text where none is like it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meant_parameters: Vec<String>,
    /// The lines that findings and notices are about, each once; empty where they were not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excerpts: Vec<Excerpt>,
    /// The rules that found something, in the order of their ids; empty where they were not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<ReportedRule>,
    /// What its columns count.
    #[serde(default, skip_serializing_if = "ColumnUnit::is_utf8")]
    pub columns: ColumnUnit,
}

/// Findings of one rule in one file that are counted and not listed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Unlisted {
    /// The rule's id.
    pub rule: String,
    /// Those that are neither waived nor known.
    pub findings: u32,
    /// Those that a waiver covers.
    pub waived: u32,
    /// Those that the baseline has.
    pub known: u32,
    /// Those that the baseline has and were not found any more.
    pub gone: u32,
}

/// A rule that found something: a built-in one, or one of the request's rule files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ReportedRule {
    /// What findings name it by: `DDB-B001`, or the name of a rule whose file gives no id.
    pub id: String,
    /// `provisioned-without-autoscaling`
    pub name: String,
    /// One line: what holds where it finds nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where it is documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The severity that its file gives it; a finding may have another.
    pub severity: Severity,
}

/// The line that a place starts on, cut to what fits a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Excerpt {
    /// The file of the place.
    pub file: String,
    /// Offset of the first byte of the place in the file.
    pub start_byte: u32,
    /// Offset one past the last byte of the place in the file.
    pub end_byte: u32,
    /// The line, or a part of it, without its line break.
    pub text: String,
    /// Offset in `text` of the first byte that the place covers.
    pub covered_from: u32,
    /// Offset in `text` one past the last byte that the place covers.
    pub covered_to: u32,
    /// Whether the line starts before `text`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut_before: bool,
    /// Whether the line goes on behind `text`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut_behind: bool,
}

/// The answers of several checks: what `--format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Report {
    /// The version of this shape: 1.
    pub version: u32,
    /// The heaviest outcome.
    pub outcome: Outcome,
    /// Summed over the files.
    pub counts: Counts,
    /// How many files were passed over because they are no templates.
    pub skipped: u32,
    /// One answer per file, in the order of the request.
    pub files: Vec<CheckResponse>,
    /// What concerns no checked file: files that could not be read, parameters that no template has.
    pub notices: Vec<Notice>,
    /// How much a baseline knows; absent where there is no baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineCounts>,
    /// What no template can show, one line each; empty where it was not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<String>,
}

/// The answer to a rendering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RenderResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The heaviest outcome: what a host makes its exit code of.
    pub outcome: Outcome,
    /// The output.
    pub text: String,
}

// `D` is how the document is held: as its text, or as what the engine writes it from.
/// The answer to a question for facts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FactsResponse<D = Box<serde_json::value::RawValue>> {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// Clean, incomplete or error; facts never judge.
    pub outcome: Outcome,
    /// What the check says about itself.
    pub notices: Vec<Notice>,
    /// The template with its facts under `DynamoDB`, in the order of the template; of a file with several templates, a list of
    /// these.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub document: D,
}

/// One built-in rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RuleEntry {
    /// `DDB-B001`
    pub id: String,
    /// `provisioned-without-autoscaling`
    pub name: String,
    /// One line.
    pub title: String,
    /// The severity its header gives.
    pub severity: Severity,
    /// The least profile that reports it.
    pub profile: crate::Profile,
    /// The names of its parameters, which settings may replace.
    pub parameters: Vec<String>,
}

/// The rules that are built in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RulesResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// In the order of their ids.
    pub rules: Vec<RuleEntry>,
}

/// The answer where a call could not be understood or carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ErrorResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// Always `error`.
    pub outcome: Outcome,
    /// One line: what, where, what to do.
    pub error: String,
}
