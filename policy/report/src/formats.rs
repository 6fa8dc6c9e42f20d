//! The formats, one file each: here only which writer a format has.

mod cdk;
mod changes;
mod concise;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod sarif;
mod text;

use tablewarden_wire::Format;

use crate::writer::{Style, Writer};

/// The writer of a format.
pub(crate) fn writer(format: Format, style: Style) -> Box<dyn Writer> {
    match format {
        Format::Json if style.changes => Box::new(changes::Json::default()),
        Format::Markdown if style.changes => Box::new(changes::Markdown::default()),
        _ if style.changes => Box::new(changes::Text::default()),
        Format::Text => Box::new(text::Text::new(style)),
        Format::Concise => Box::new(concise::Concise),
        Format::Json => Box::new(json::Json::new(style)),
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::Sarif => Box::new(sarif::Sarif::default()),
        Format::Junit => Box::new(junit::Junit),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab::default()),
        Format::Cdk => Box::new(cdk::Cdk::default()),
        Format::Markdown => Box::new(markdown::Markdown::default()),
    }
}

/// What formats need of the answers of checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// The lines that findings and notices are about.
    pub excerpts: bool,
    /// The rules that found something.
    pub rules: bool,
    /// The values that are not known.
    pub unknown_values: bool,
    /// The status of each rule, where it was asked for.
    pub statuses: bool,
    /// What happens to each table.
    pub changes: bool,
    /// How findings can be fixed.
    pub fixes: bool,
}

impl Needs {
    /// What reports of changes need.
    #[must_use]
    pub fn of_changes() -> Self {
        Self { changes: true, ..Self::default() }
    }

    /// What all of these formats need together.
    pub fn of(formats: impl IntoIterator<Item = Format>) -> Self {
        let mut needs = Self::default();
        for format in formats {
            match format {
                Format::Text => (needs.excerpts, needs.rules, needs.fixes) = (true, true, true),
                Format::Cdk => (needs.excerpts, needs.rules) = (true, true),
                Format::Sarif => (needs.rules, needs.fixes) = (true, true),
                Format::Junit | Format::Markdown => needs.rules = true,
                Format::Json => (needs.statuses, needs.unknown_values, needs.fixes) = (true, true, true),
                Format::Jsonl => (needs.unknown_values, needs.fixes) = (true, true),
                Format::Concise | Format::Github | Format::Gitlab => {}
            }
        }
        needs
    }
}
