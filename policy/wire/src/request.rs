//! What can be asked, kind by kind. Unknown fields are refused: a misspelt option must not be a silent default.

use serde::{Deserialize, Serialize};

use crate::{BaselineOfFile, Format, Limits, Severity, Stack};

/// The version of every shape of this crate. A changed meaning is a new number.
pub const VERSION: u32 = 1;

/// A file: the name that reports show, and which blob holds its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FileBlob {
    /// The path that reports show: `/`-separated, relative to the root the host was given.
    pub name: String,
    /// Index into the frame's blobs.
    pub blob: u32,
}

/// Check one template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CheckRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The template.
    pub file: FileBlob,
    /// The earlier version of the template, for the rules about changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<FileBlob>,
    /// Where an earlier version was looked for and is none: a revision, or a folder. A notice says so of a template with tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_since: Option<String>,
    /// Whether the template is deleted, and `file` is its earlier version. Only what becomes of its tables is checked. The answer is
    /// `skipped` where there is nothing to say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// Which rules are reported; absent: what the settings say, or `recommended`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// The least severity that makes the outcome `findings`; absent: what the settings say, or `warning`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// The stack of the template. The answer repeats it, and lists the stacks that are nested in the template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<Stack>,
    /// The region the stack is deployed to; it makes `AWS::Region` known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The account the stack is deployed to, twelve digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The partition: `aws`, `aws-cn`, `aws-us-gov`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    /// Values of parameters, each `NAME=VALUE`; of one name the last counts, and it counts before those of files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
    /// Files of parameter values, as the tools of AWS take them; of one name the last counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameter_files: Vec<FileBlob>,
    /// Epoch seconds. Absent: nothing that needs a clock is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<i64>,
    /// What a column counts.
    #[serde(default)]
    pub columns: ColumnUnit,
    /// Caps on the input and on the work.
    #[serde(default)]
    pub limits: Limits,
    /// Whether a file that is no template is passed over (true) or an error. One that cannot be read whole is passed over where
    /// nothing in it is a sign of CloudFormation.
    #[serde(default)]
    pub skip_other_files: bool,
    /// Rule files to be evaluated on the plain template, besides the built-in rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<FileBlob>,
    /// Whether the built-in rules are left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_default_rules: bool,
    /// Whose verdicts the rule files give.
    #[serde(default)]
    pub dialect: Dialect,
    /// Documents whose keys are added to the root of the template before the rule files are evaluated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub input_parameters: Vec<FileBlob>,
    /// The settings file; what this request says itself goes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<FileBlob>,
    /// What a baseline knows of the template; absent: there is no baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineOfFile>,
    /// Whether the answer carries the lines that it is about, so that it can be rendered as text without the files.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excerpts: bool,
    /// Whether the answer describes the rules that found something, for formats that list them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub describe_rules: bool,
    /// Whether the answer names the values that are not known, and what would make them known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown_values: bool,
    /// Whether the answer says what happens to each table of both versions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub changes: bool,
    /// Whether findings have their fixes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fixes: bool,
    /// Whether fixes have their difference too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub diffs: bool,
    /// Whether the answer has the status of each rule, which is most of an answer; it has if nothing is said.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub statuses: bool,
}

const fn yes() -> bool {
    true
}

/// The facts about the tables of one template, as the rules see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FactsRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The template.
    pub file: FileBlob,
    /// The region the stack is deployed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The account the stack is deployed to, twelve digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The partition: `aws`, `aws-cn`, `aws-us-gov`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    /// Values of parameters, each `NAME=VALUE`; of one name the last counts, and it counts before those of files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
    /// Files of parameter values, as the tools of AWS take them; of one name the last counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameter_files: Vec<FileBlob>,
    /// Caps on the input and on the work.
    #[serde(default)]
    pub limits: Limits,
    /// The settings file, for region, account, partition and profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<FileBlob>,
}

/// Turn the answers of several checks into one output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RenderRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The answers of the checks: indices of blobs that hold a check's response as it came.
    pub responses: Vec<u32>,
    /// Files that the host could not read: they make the outcome an error.
    #[serde(default)]
    pub unread: Vec<UnreadFile>,
    /// The form of the output.
    pub format: Format,
    /// Whether to colour with ANSI escapes; only `text` has colours.
    #[serde(default)]
    pub color: bool,
    /// Whether to add what no template can show.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advice: bool,
    /// Whether the answer is the output itself, on one line: of the format `json` alone, for who reads it at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
}

/// A file that a host could not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct UnreadFile {
    /// The path as reports show it.
    pub name: String,
    /// Why, one line.
    pub message: String,
    /// Its stack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<Stack>,
}

/// The rules that are built in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RulesRequest {
    /// The version of this shape: 1.
    pub version: u32,
}

/// Rule files, and the files of their unit tests.
///
/// With one rule file all tests are its own. With several a test belongs to the rule file whose name its name begins with,
/// in the folder above its own: `rules/a.guard` and `rules/tests/a_tests.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RuleFilesRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The rule files.
    pub rules: Vec<FileBlob>,
    /// The files of unit tests.
    #[serde(default)]
    pub tests: Vec<FileBlob>,
    /// Whose verdicts the rules give.
    #[serde(default)]
    pub dialect: Dialect,
    /// Epoch seconds, for `now()`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<i64>,
    /// Caps on the input and on the work for one test file.
    #[serde(default)]
    pub limits: Limits,
    /// What a column counts.
    #[serde(default)]
    pub columns: ColumnUnit,
}

/// One rule file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RuleFileRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The rule file.
    pub file: FileBlob,
    /// Which cfn-guard it is read like.
    #[serde(default)]
    pub dialect: Dialect,
    /// What a column counts.
    #[serde(default)]
    pub columns: ColumnUnit,
}

/// Whose verdicts rule files give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Dialect {
    /// cfn-guard 3.2.0.
    #[serde(rename = "3.2.0")]
    V3_2_0,
    /// cfn-guard 3.2.1.
    #[default]
    #[serde(rename = "3.2.1")]
    V3_2_1,
}

/// Which rules are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Only what cannot work.
    Minimal,
    /// What nearly everybody wants.
    #[default]
    Recommended,
    /// Everything.
    Strict,
}

/// The least severity that makes the outcome `findings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors only.
    Error,
    /// Errors and warnings.
    #[default]
    Warning,
    /// Everything that is reported.
    Note,
    /// Nothing: findings are shown, the outcome is clean.
    Never,
}

impl FailOn {
    /// Whether it is what counts where nothing is said.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        *self == Self::Warning
    }

    /// Whether a finding of `severity` fails the run.
    #[must_use]
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity == Severity::Error,
            Self::Warning => severity != Severity::Note,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// What one column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ColumnUnit {
    /// Bytes of UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Code units of UTF-16, as browsers and editors count.
    #[serde(rename = "utf-16")]
    Utf16,
}

impl ColumnUnit {
    /// Whether columns count bytes of UTF-8.
    #[must_use]
    pub fn is_utf8(&self) -> bool {
        *self == Self::Utf8
    }
}
