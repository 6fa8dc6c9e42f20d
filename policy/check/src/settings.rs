//! What a settings file says for one template: read from its bytes, with the place of everything in it that cannot be meant.
//! Finds no file; what a request says itself goes before what is here.

mod in_force;
mod literal;
mod of_files;
mod production;
mod read;

pub(crate) use in_force::Settings;
pub use of_files::{FileSettings, file_settings};
pub(crate) use production::{Production, Sign};
pub(crate) use read::of_request;
#[cfg(test)]
use read::{SettingsFile, read};

#[cfg(test)]
mod tests;
