//! What holds of single answers, whatever was asked.

mod consistent;
mod edits;
mod places;
mod readers;
mod twins;

pub(crate) use consistent::is_consistent;
pub(crate) use edits::applied;
pub(crate) use places::{Files, are_sound};
pub(crate) use readers::readers_agree;
pub(crate) use twins::are_alike;
