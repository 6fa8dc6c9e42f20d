//! Why an edit is not made, and where. What is refused changes nothing.

use tablewarden_source::Place;

/// Why nothing can be written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where, if at a place of the template.
    pub place: Option<Place>,
    /// One or two sentences.
    pub message: String,
}

impl Refused {
    pub(crate) fn at(place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), message: message.into() }
    }
}
