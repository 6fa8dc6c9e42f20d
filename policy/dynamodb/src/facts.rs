//! The facts document: how it is written, what is known of each of its nodes, and which keys it has. Gathers nothing.

pub(crate) mod document;
pub(crate) mod variant;
pub(crate) mod vocabulary;
pub(crate) mod writer;
