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
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 * 1024 * 1024, nodes: 4_000_000, depth: 256, steps: 60_000_000 }
    }
}
