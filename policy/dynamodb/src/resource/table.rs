//! A table of a template: its resource, and of which kind it is. Never says what it is called.

use tablewarden_cloudformation::{Resource, Template};
use tablewarden_template::At;

use crate::resource::types;

/// What kind of table a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableKind {
    Table,
    Global,
    Simple,
}

impl TableKind {
    pub(crate) fn of_type(type_name: &str) -> Option<Self> {
        match type_name {
            types::TABLE => Some(Self::Table),
            types::GLOBAL_TABLE => Some(Self::Global),
            types::SIMPLE_TABLE => Some(Self::Simple),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::Global => "GlobalTable",
            Self::Simple => "SimpleTable",
        }
    }
}

/// One table.
#[derive(Debug)]
pub(crate) struct Table<'t, 'd> {
    pub(crate) resource: &'t Resource<'d>,
    pub(crate) kind: TableKind,
    /// Its number among the tables.
    pub(crate) number: usize,
    /// The table, for people.
    words: String,
}

impl<'t, 'd> Table<'t, 'd> {
    pub(crate) fn new(resource: &'t Resource<'d>, kind: TableKind, number: usize) -> Self {
        Self { resource, kind, number, words: ["table `", resource.logical_id, "`"].concat() }
    }

    /// The table, for people.
    pub(crate) fn words(&self) -> &str {
        &self.words
    }

    /// The values of these properties, as they are written: where the conditions of a group stand.
    pub(crate) fn values(&self, template: &Template<'d>, keys: &[&str]) -> Vec<At> {
        property_values(template, self.resource, keys)
    }
}

/// The values of these properties; all of them where they stand under a function.
pub(crate) fn property_values<'d>(template: &Template<'d>, resource: &Resource<'d>, keys: &[&str]) -> Vec<At> {
    let view = template.view();
    let Some(properties) = resource.properties else { return Vec::new() };
    if view.intrinsic(properties).is_some() {
        return vec![properties];
    }
    view.entries(properties).filter(|entry| keys.contains(&entry.key)).map(|entry| entry.value).collect()
}
