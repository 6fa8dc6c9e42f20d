//! The commands of the group `rules`: what is done with rule files, and the list of the built-in rules. Each is in a file of its own.

mod files;
mod format;
mod list;

pub(crate) use files::{NO_RULE_FILE, check, parse, test};
pub(crate) use format::{digest, run as format};
pub(crate) use list::run as list;
