//! The keys and indexes of a table: their attributes, definitions, projections, and names. Never says what a good key is.

pub(crate) mod definitions;
pub(crate) mod index_twins;
pub(crate) mod indexes;
pub(crate) mod key;
pub(crate) mod name_words;
pub(crate) mod projection;
pub(crate) mod reserved_words;
pub(crate) mod table_keys;
pub(crate) mod vector_index;
