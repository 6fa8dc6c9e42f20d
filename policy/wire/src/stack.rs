//! The stack that a template is deployed as, where whoever asks knows it, and the templates that are deployed with it.

use serde::{Deserialize, Serialize};

/// A stack, as the manifest of a CDK cloud assembly has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Stack {
    /// What reports call it: `Stage/Stack`, and `Stage/Stack/Nested` for a nested one.
    pub name: String,
    /// The path of its construct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub construct_path: Option<String>,
    /// The Region it is deployed to. It counts before that of the request, which may be about several stacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The account it is deployed to; it counts as `region` does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// A resource of the template that deploys another template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct NestedStack {
    /// Its logical id.
    pub logical_id: String,
    /// The file that its metadata names as its template, relative to the file that it is in; absent where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The path of its construct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub construct_path: Option<String>,
}
