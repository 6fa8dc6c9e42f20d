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
