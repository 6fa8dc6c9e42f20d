//! The files of a command: which are meant, what they are called, what belongs to them.

mod assembly;
mod baseline;
mod create;
mod earlier;
mod ignore;
mod input;
mod manifest;
mod nested;
mod path;
mod read;
mod select;
mod settings;
mod unread;

pub(crate) use baseline::{Baseline, text as baseline_text};
pub(crate) use create::create;
pub(crate) use earlier::{Before, Earlier};
pub(crate) use input::{Input, Place};
pub(crate) use nested::{Follower, nested_in};
pub(crate) use path::{Here, file_name, is_inside, join, parent};
pub(crate) use read::{SourceFile, blobs_of, no_folder, read_all, read_each, read_named, stdin_once};
pub(crate) use select::{Folder, SETTINGS, Selection, Wanted, is_rule_file, select, selection};
pub(crate) use settings::{FoundSettings, Lookup, Settings, SettingsFile, is_left_out, settings_of};
pub(crate) use unread::{about, this_file};
