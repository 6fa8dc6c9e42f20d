//! How much input and work one request may be.

use serde::{Deserialize, Serialize};

/// Caps. What goes over one is answered with its place, never by a crash or a silent pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct Limits {
    /// Bytes of one template; 67108863 at most.
    pub bytes: u32,
    /// Nodes of one template, what aliases expand to included.
    pub nodes: u32,
    /// Depth of nesting.
    pub depth: u32,
    /// Steps of the evaluation of rules on one template, of about twenty nanoseconds each.
    pub steps: u64,
    /// How many findings of one rule are listed of one file; also how many of its notices of one gravity, its unknown values, and
    /// the second places of one finding. Others are counted. Absent: what the settings say, or 100. 4294967295 lists all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<u32>,
}

impl Limits {
    /// How many findings are listed, as people write it: a number from 1, or `all`.
    #[must_use]
    pub fn findings_of(word: &str) -> Option<u32> {
        if word == "all" { Some(u32::MAX) } else { word.parse().ok().filter(|most| *most > 0) }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 * 1024 * 1024, nodes: 4_000_000, depth: 256, steps: 60_000_000, findings: None }
    }
}
