//! Pictures of tables: what can be asked of them, and the answer.

use serde::{Deserialize, Serialize};

use crate::{CheckRequest, Notice, Outcome};

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// A drawing.
    #[default]
    Svg,
    /// A flowchart in the language of Mermaid.
    Mermaid,
}

/// Draw the tables of one template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct DrawRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The template, and how it is checked: what is found is marked in the pictures. Its files are in the blobs of this request;
    /// its own `blobs` stay empty.
    pub check: CheckRequest,
    /// The form of the pictures.
    #[serde(default)]
    pub format: PictureFormat,
    /// The logical id of the one table that is drawn; absent: all are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// A line of the template, from 1: only the table is drawn whose resource has it, or that the resource there belongs to, or
    /// else the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// The answer to a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct DrawResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// That of the check.
    pub outcome: Outcome,
    /// What the check says about itself.
    pub notices: Vec<Notice>,
    /// One for each table that is drawn, in the order of the template.
    pub pictures: Vec<TablePicture>,
}

/// The picture of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TablePicture {
    /// The logical id of the table.
    pub logical_id: String,
    /// The first line of the table's resource.
    pub first_line: u32,
    /// The last line of the table's resource.
    pub last_line: u32,
    /// How wide it is, in pixels; 0 where its form has no size.
    pub width: u32,
    /// How high it is, in pixels; 0 where its form has no size.
    pub height: u32,
    /// The picture.
    pub text: String,
}
