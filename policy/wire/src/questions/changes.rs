//! What an update does to the tables of a template.

use serde::{Deserialize, Serialize};

use crate::Location;

/// What an update does to the tables of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Changes {
    /// The earlier version, as the request named it; absent where there is none, and where only that is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<String>,
    /// Whether the template is deleted: its name is that of its earlier version.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// Every table of both versions, the worst outcome first, then in the order of the file.
    pub tables: Vec<TableChange>,
}

/// What an update does to one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TableChange {
    /// Its logical id.
    pub logical_id: String,
    /// Its `TableName`, with what is not known as it is written; absent where CloudFormation makes one up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The worst of what happens.
    pub outcome: TableOutcome,
    /// When the table is there, where it is not always: "`IsProd` is true".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Where its logical id stands; absent where the table is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Location>,
    /// Where its logical id stood in the earlier version; absent where the table is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Location>,
    /// The properties and policies that are written otherwise than they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<String>,
    /// What happens, the worst first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<TableEffect>,
}

/// One thing that an update does to a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TableEffect {
    /// What comes of it.
    pub outcome: TableOutcome,
    /// The message of the finding, or what changes.
    pub message: String,
    /// The property or policy that it is a change of, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// When it happens, where that is not always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The rule that finds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Where it is.
    pub span: Location,
    /// Where that was in the earlier version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Location>,
}

/// What comes of an update for a table, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TableOutcome {
    /// It is deleted with its data.
    Deleted,
    /// It can be deleted with its data: the templates don't say.
    MayBeDeleted,
    /// The update fails.
    Fails,
    /// It stays outside of the stack, and an empty table takes its place.
    Replaced,
    /// It leaves the stack and stays.
    Kept,
    /// It is less protected than before.
    Lowered,
    /// What reads its stream gets nothing more.
    Consumers,
    /// Queries of it fail.
    Queries,
    /// It changes in place.
    Changed,
    /// It is new.
    New,
    /// Nothing of it changes.
    Unchanged,
}
