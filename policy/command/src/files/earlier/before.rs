//! What can be said of a template and its earlier version: that there was one, none, or that only the earlier one is there.

use super::super::input::Deployed;
use super::super::path::has_ending;
use super::super::read::SourceFile;
use super::super::select::{TEMPLATES, is_gone_into};

/// What there was of a template.
#[derive(Clone)]
pub(crate) enum Before {
    /// Nobody asks.
    NotAsked,
    /// The same, under this name.
    Same(String),
    Was(SourceFile),
    /// Nothing, in this revision or folder.
    New(String),
}

/// A template that was, and is not any more.
pub(crate) struct Gone {
    /// The path that it would have.
    pub(super) path: String,
    pub(super) was: SourceFile,
    pub(super) deployed: Option<Deployed>,
}

/// Whether a file with this path below a folder would be found in the folder.
pub(super) fn is_found_at(below: &str) -> bool {
    let mut folders = below.split('/');
    folders.next_back().is_some_and(|name| has_ending(name, &TEMPLATES)) && folders.all(is_gone_into)
}
