//! The forms of a report.

use serde::{Deserialize, Serialize};

/// The form of a rendered output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people: excerpts with carets, and a summary.
    Text,
    /// One line a finding.
    Concise,
    /// For programs: [`crate::Report`].
    Json,
    /// For programs that read while it is written: a [`crate::ReportLine`] on each line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// The report of a validation plugin of the AWS CDK.
    Cdk,
    /// A table for a pull request.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
        Self::Cdk,
        Self::Markdown,
    ];
}
