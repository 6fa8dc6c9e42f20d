//! What an editor shows about one file: what can be asked, and the answer.

use serde::{Deserialize, Serialize};

use crate::{CheckRequest, Location};

/// What an editor shows about a template, or about a Guard file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AssistRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// The file, and how it is checked: a name that ends with `.guard` is that of a Guard file, another one that of a template. Its
    /// files are in the blobs of this request; its own `blobs` stay empty.
    pub check: CheckRequest,
    /// What is asked.
    pub ask: Ask,
}

/// One question of an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Ask {
    /// What it is about.
    pub kind: AskKind,
    /// Where the cursor is, in bytes; an offset inside a character counts as the character's start, one past the end as the end.
    /// `symbols` and `lens` are about the whole file.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub offset: u32,
}

fn is_zero(offset: &u32) -> bool {
    *offset == 0
}

/// What an editor can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum AskKind {
    /// What is known about the place.
    Hover,
    /// What can be written at the place.
    Complete,
    /// Where the thing is defined that the place refers to.
    Define,
    /// What the file consists of.
    Symbols,
    /// A line of facts for each table.
    Lens,
}

/// The answer: what was asked for is there, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AssistResponse {
    /// The version of this shape: 1.
    pub version: u32,
    /// The file, as the request named it.
    pub file: String,
    /// What is known about the place; absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hover: Option<Hover>,
    /// What can be written, in the order in which it is shown: what is required first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub completions: Vec<Completion>,
    /// Where the thing is defined: places of the same file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<Location>,
    /// What the file consists of, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symbols: Vec<Symbol>,
    /// A line for each table, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lenses: Vec<Lens>,
}

/// What is known about a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Hover {
    /// What it is about.
    pub span: Location,
    /// Markdown.
    pub markdown: String,
}

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Completion {
    /// What the list shows, and what is compared with the text that is there.
    pub label: String,
    /// What is written, as plain text. Further lines have their indentation already.
    pub insert: String,
    /// What it replaces: a part of the cursor's line with the cursor in it or at its end.
    pub span: Location,
    /// What it is.
    pub kind: CompletionKind,
    /// One line about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CompletionKind {
    /// The name of a property.
    Property,
    /// A value of an enumeration.
    Value,
    /// A resource type.
    Type,
    /// The logical id of a resource.
    Resource,
    /// A parameter, or one of CloudFormation's own.
    Parameter,
    /// An attribute of a resource, or of a table's key.
    Attribute,
    /// A condition.
    Condition,
    /// A mapping.
    Mapping,
    /// A rule.
    Rule,
    /// A key of the facts about tables.
    Fact,
    /// A variable of a Guard file.
    Variable,
    /// The beginning of a comment.
    Snippet,
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// One line about it: the type of a resource, a table's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// All of it.
    pub span: Location,
    /// Its name, which is inside of `span`.
    pub selection: Location,
    /// Its parts, which are inside of `span`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Symbol>,
}

/// What a part of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SymbolKind {
    /// A section of a template.
    Section,
    /// A resource that is not a table.
    Resource,
    /// A table.
    Table,
    /// The key of a table.
    Key,
    /// An index of a table.
    Index,
    /// A parameter of a template.
    Parameter,
    /// A condition of a template.
    Condition,
    /// A mapping of a template.
    Mapping,
    /// An output of a template.
    Output,
    /// A rule of a Guard file.
    Rule,
    /// A variable of a Guard file.
    Variable,
}

/// A line above a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Lens {
    /// The logical id of the table.
    pub span: Location,
    /// The line.
    pub title: String,
}
