//! Writing a waiver into a template: what can be asked, and the answer.

use serde::{Deserialize, Serialize};

use crate::{CheckRequest, Location, Notice, Outcome};

/// Write a waiver into one template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct WaiveRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The template, and how it is checked: only what is found can be waived, whatever the profile. Its files are in the blobs of
    /// this request; its own `blobs` stay empty.
    pub check: CheckRequest,
    /// The id or the name of the rule.
    pub rule: String,
    /// Why: one line of text.
    pub reason: String,
    /// The last day of the waiver, `YYYY-MM-DD`; absent: it holds for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// The logical id of the resource; absent: the one in which the rule finds something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
}

/// The answer: edits, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct WaiveResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// `error` where it is refused, else `clean`.
    pub outcome: Outcome,
    /// What kept the template from being checked whole.
    pub notices: Vec<Notice>,
    /// Why nothing can be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
    /// Whether all of it is waived already, so that nothing is to be written.
    pub is_waived: bool,
    /// What is to be written: replacements that do not overlap, in the order of the file.
    pub edits: Vec<TextEdit>,
}

/// Why nothing can be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Refusal {
    /// One line.
    pub message: String,
    /// Where in the file; absent where it is about no place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Location>,
}

/// One replacement in the bytes of the template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TextEdit {
    /// Offset of the first byte that is replaced.
    pub start_byte: u32,
    /// Offset one past the last; equal to `startByte` where something is inserted.
    pub end_byte: u32,
    /// What comes in its place.
    pub text: String,
}
