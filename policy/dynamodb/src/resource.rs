//! How a resource of the template is read: its properties in one case of the conditions, each a value that may be unknown;
//! which tables there are and which of them a text names. Writes no fact, and knows no topic.

pub(crate) mod declared;
pub(crate) mod fact;
pub(crate) mod name_letters;
pub(crate) mod outcomes;
pub(crate) mod property;
pub(crate) mod references;
pub(crate) mod table;
pub(crate) mod table_names;
pub(crate) mod types;
