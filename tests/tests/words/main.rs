//! What people read of findings and notices: every word over the whole corpus as it was looked at, and what of the style of
//! messages a machine can check (docs/messages.md).

mod documents;
mod reviewed;
mod style;
