//! Something to be told about a file, before its place has lines and columns.

use tablewarden_source::{FileId, Place, Problem, Span};
use tablewarden_wire::Gravity;

/// A notice of a response, as the stages of a check give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawNotice {
    pub(crate) gravity: Gravity,
    /// The file it is about.
    pub(crate) file: FileId,
    /// Where in the file; none for the file as a whole.
    pub(crate) span: Option<Span>,
    pub(crate) message: String,
}

impl RawNotice {
    /// About a place.
    pub(crate) fn at(gravity: Gravity, place: Place, message: String) -> Self {
        Self { gravity, file: place.file(), span: Some(place.span()), message }
    }

    /// About a file as a whole.
    pub(crate) fn about(gravity: Gravity, file: FileId, message: String) -> Self {
        Self { gravity, file, span: None, message }
    }

    /// The findings from this place on are left out, because they would take too much memory.
    pub(crate) fn no_room(place: Place) -> Self {
        let message = "More was found than fits into the memory, and from here on it isn't listed. Split the template, or check fewer rules.";
        Self::at(Gravity::Incomplete, place, message.to_owned())
    }

    /// What kept a file from being read whole.
    pub(crate) fn of_problem(file: FileId, problem: &Problem) -> Self {
        let gravity = match problem.gravity {
            tablewarden_source::Gravity::Notice => Gravity::Notice,
            tablewarden_source::Gravity::Incomplete => Gravity::Incomplete,
            tablewarden_source::Gravity::Fatal => Gravity::Error,
        };
        Self::at(gravity, Place::new(file, problem.span), problem.message.clone())
    }
}
