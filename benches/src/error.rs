//! What goes wrong here is told to a person, in one line.

pub(crate) type Result<T> = std::result::Result<T, String>;
