//! The facts document: how it is written, held against the table of facts, and what is known of each of its
//! nodes. Gathers nothing.

pub(crate) mod document;
pub(crate) mod group;
pub(crate) mod outline;
mod stages;
pub(crate) mod variant;
pub(crate) mod writer;
