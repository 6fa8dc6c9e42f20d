//! The three severities, and what each format calls them: here once. Judges nothing.

use crate::answer::Part;

/// How bad a finding is, or what a notice means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    /// That of a finding.
    pub(crate) fn of(finding: &Part<'_>) -> Self {
        match finding.text("severity") {
            Some("warning") => Self::Warning,
            Some("note") => Self::Note,
            _ => Self::Error,
        }
    }

    /// In our own reports and in SARIF.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// As a workflow command of GitHub.
    pub(crate) fn in_github(self) -> &'static str {
        match self {
            Self::Note => "notice",
            other => other.word(),
        }
    }

    /// In GitLab's code quality reports.
    pub(crate) fn in_gitlab(self) -> &'static str {
        match self {
            Self::Error => "major",
            Self::Warning => "minor",
            Self::Note => "info",
        }
    }
}
