//! What is answered about rule files: how their tests came out, what was noticed in them, their tree, their canonical text.

use serde::{Deserialize, Serialize};

use crate::{Notice, Outcome, Status};

/// The answer to a run of the unit tests of rule files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TestRulesResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// `findings` where an expectation is not met, `incomplete` where something could not be run.
    pub outcome: Outcome,
    /// Expectations that are met.
    pub passed: u32,
    /// Expectations that are not.
    pub failed: u32,
    /// In the order of the rule files, then of the tests.
    pub cases: Vec<TestCase>,
    /// What could not be run, and rule files without a test.
    pub notices: Vec<Notice>,
    /// The same for people.
    pub text: String,
}

/// One case of a file of tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TestCase {
    /// The rule file.
    pub rules: String,
    /// The file of tests.
    pub tests: String,
    /// From 1, in its file.
    pub number: u32,
    /// Its name, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it says of each rule, in the order of the rule file.
    pub expectations: Vec<Expectation>,
}

/// What one case says of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Expectation {
    /// The rule's name.
    pub rule: String,
    /// What is expected; absent where the case says nothing of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Status>,
    /// What the rules of this name came to; one of them is to be what is expected.
    pub evaluated: Vec<Status>,
    /// Whether the expectation is met; true where there is none.
    pub met: bool,
    /// Why a rule could not be evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The answer to a look over rule files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CheckRulesResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// `findings` where something was noticed, `incomplete` where a file could not be read.
    pub outcome: Outcome,
    /// What was noticed: gravity `notice`; and what is wrong: gravity `incomplete`.
    pub notices: Vec<Notice>,
    /// The same for people.
    pub text: String,
}

// `T` is how the tree is held: as its text, or as what the engine writes it from.
/// The answer to a question for a syntax tree.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ParseRulesResponse<T = Box<serde_json::value::RawValue>> {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// `incomplete` where the file has syntax errors: the tree is then what could be read.
    pub outcome: Outcome,
    /// The syntax errors.
    pub notices: Vec<Notice>,
    /// The tree; spans are byte offsets.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub tree: T,
}

/// The answer to a question for the canonical text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FormatRulesResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// `clean` where the text is canonical already, `findings` where it is not, `incomplete` where it cannot be read.
    pub outcome: Outcome,
    /// The syntax errors.
    pub notices: Vec<Notice>,
    /// The canonical text; absent where the file cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
