//! The rows, by what they are about; the whole document starts at [`ROOT`]. Data.

mod access;
mod alarms;
mod billing;
mod changes;
mod keys;
mod linked;
mod problems;
mod replicas;
mod root;
mod scaling;
mod table;

pub use root::ROOT;
