//! The formats, one file each: here only which writer a format has.

mod json;
mod text;

use tablewarden_wire::Format;

use crate::writer::{Style, Writer};

/// The writer of a format.
pub(crate) fn writer(format: Format, style: Style) -> Box<dyn Writer> {
    match format {
        Format::Text => Box::new(text::Text::new(style)),
        Format::Json => Box::new(json::Json::default()),
    }
}

/// What formats need of the answers of checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// The lines that findings and notices are about.
    pub excerpts: bool,
    /// The rules that found something.
    pub rules: bool,
}

impl Needs {
    /// What all of these formats need together.
    pub fn of(formats: impl IntoIterator<Item = Format>) -> Self {
        let mut needs = Self::default();
        for format in formats {
            match format {
                Format::Text => needs.excerpts = true,
                Format::Json => {}
            }
        }
        needs
    }
}
