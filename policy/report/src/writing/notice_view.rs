//! What is said about the check itself, wherever it comes from: an answer, a file that has none, or the run as a whole.

use tablewarden_wire::{Gravity, Notice, UnreadFile};

use super::level::Level;
use crate::answer::{Part, Place};

/// A notice, ready to be written.
pub(crate) struct NoticeView<'a> {
    pub(crate) gravity: Gravity,
    pub(crate) file: &'a str,
    pub(crate) place: Option<Place>,
    pub(crate) message: &'a str,
}

impl<'a> NoticeView<'a> {
    /// One of an answer.
    pub(crate) fn of(notice: &Part<'a>) -> Self {
        let gravity = match notice.text("gravity") {
            Some("notice") => Gravity::Notice,
            Some("incomplete") => Gravity::Incomplete,
            _ => Gravity::Error,
        };
        let text = |key| notice.text(key).unwrap_or("");
        Self { gravity, file: text("file"), place: notice.place(), message: text("message") }
    }

    /// Why a file has no answer.
    pub(crate) fn unread(file: &'a UnreadFile) -> Self {
        Self { gravity: Gravity::Error, file: &file.name, place: None, message: &file.message }
    }

    /// One about the run as a whole.
    pub(crate) fn of_run(notice: &'a Notice) -> Self {
        Self { gravity: notice.gravity, file: &notice.file, place: None, message: &notice.message }
    }

    /// `notice`, `incomplete` or `error`.
    pub(crate) fn word(&self) -> &'static str {
        match self.gravity {
            Gravity::Notice => "notice",
            Gravity::Incomplete => "incomplete",
            Gravity::Error => "error",
        }
    }

    /// As bad as a note, or as an error where something was not looked at.
    pub(crate) fn level(&self) -> Level {
        if self.gravity == Gravity::Notice { Level::Note } else { Level::Error }
    }
}
