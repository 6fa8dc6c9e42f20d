//! The parameters of a template: what can be asked of them, and the answer.

use serde::{Deserialize, Serialize};

use crate::{FileBlob, Limits, Notice, Outcome};

/// The parameters of one template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ParametersRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The template.
    pub file: FileBlob,
    /// Caps on the input.
    #[serde(default)]
    pub limits: Limits,
}

/// The answer to a question for parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ParametersResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// `incomplete` where a part of the file could not be read, `error` where it is no template: the parameters are then those
    /// that could be read.
    pub outcome: Outcome,
    /// What could not be read.
    pub notices: Vec<Notice>,
    /// In the order of the template.
    pub parameters: Vec<TemplateParameter>,
}

/// One parameter. Values are texts, as they are written in the template.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TemplateParameter {
    /// Its name.
    pub name: String,
    /// The line of its name, from 1.
    pub line: u32,
    /// Its `Type`: `String`, `Number`, `CommaDelimitedList`, `List<…>` or one of AWS; empty where there is none.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Whether it has no default, so that a stack has to give it a value.
    pub required: bool,
    /// Its default; absent where there is none, and where `noEcho` is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Whether its value is a secret. What is written as `NoEcho` and is not plainly false counts as true.
    pub no_echo: bool,
    /// The values that it may have; empty where it may have any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_values: Vec<String>,
    /// The regular expression that its whole value has to match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_pattern: Option<String>,
    /// The fewest characters of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<String>,
    /// The most characters of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<String>,
    /// The smallest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_value: Option<String>,
    /// The largest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_value: Option<String>,
    /// What people are told where a value is not allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint_description: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
