//! The rules that count only in production, and what says that a table is for production: tags, or a parameter.

use tablewarden_order::Set;

/// A name and the values by which it says production.
pub(crate) type Sign = (String, Vec<String>);

/// The rules that count only in production, and what says that something is.
#[derive(Debug, Default)]
pub(crate) struct Production {
    /// Ids and names as they are compared.
    pub(crate) rules: Set<String>,
    pub(crate) tags: Vec<Sign>,
    pub(crate) parameters: Vec<Sign>,
}
