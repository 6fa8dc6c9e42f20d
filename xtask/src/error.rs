//! What goes wrong is told to a person: one line, what, where, what to do.

pub(crate) type Result<T> = std::result::Result<T, String>;
