//! What `tablewarden changes --format json` prints.

use serde::{Deserialize, Serialize};

use crate::{Changes, Notice, Outcome};

/// What an update does to the tables of several templates: what `tablewarden changes --format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ChangesReport {
    /// The version of this shape: 1.
    pub version: u32,
    /// One element for each template, in the order of the request.
    pub files: Vec<FileChanges>,
    /// What could not be compared, and what else is said about the comparison.
    pub notices: Vec<Notice>,
    /// Clean, or incomplete or error where something could not be compared.
    pub outcome: Outcome,
}

/// What an update does to the tables of one template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FileChanges {
    /// The template, as the request named it.
    pub file: String,
    /// What happens to its tables.
    pub changes: Changes,
}
