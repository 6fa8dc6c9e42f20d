//! The formats, one file each: here only which writer a format has.

mod cdk;
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
        Format::Text => Box::new(text::Text::new(style)),
        Format::Concise => Box::new(concise::Concise),
        Format::Json => Box::new(json::Json::default()),
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::Sarif => Box::new(sarif::Sarif::default()),
        Format::Junit => Box::new(junit::Junit),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab::default()),
        Format::Cdk => Box::new(cdk::Cdk::default()),
        Format::Markdown => Box::new(markdown::Markdown::default()),
    }
}
