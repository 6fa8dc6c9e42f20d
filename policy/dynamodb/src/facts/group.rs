//! What a group of facts about a table is: its key, its name for people, and the properties that it reads. Reads none itself.

use tablewarden_cloudformation::ConditionSet;
use tablewarden_template::At;

/// One group of facts.
pub(crate) struct Group {
    /// Its key in the table.
    pub(crate) key: &'static str,
    /// What it says of the table, for people: `keys`.
    pub(crate) what: &'static str,
    /// The properties of the table that it reads, and no others: the conditions in them make its variants. With debug
    /// assertions reading another one stops.
    pub(crate) reads: &'static [&'static str],
    /// Properties that it reads too, and for which parameters have no other values than their own.
    pub(crate) also: &'static [&'static str],
}

/// What a group depends on beside properties.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside<'b> {
    /// Values of the resource that are no properties.
    pub(crate) values: &'b [At],
    /// Conditions that other resources have.
    pub(crate) conditions: Option<&'b ConditionSet>,
}
