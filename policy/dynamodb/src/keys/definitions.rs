//! The definitions of a table's attributes, and which attributes its keys use. Never says whether a definition is needed.

use tablewarden_order::{Map, Set};

use crate::keys::key::Key;
use crate::resource::fact::{Fact, Is};
use crate::resource::property::Property;

/// The definitions of attributes.
pub(crate) struct Definitions<'d> {
    pub(crate) list: Vec<(Fact<'d>, Fact<'d>)>,
    types: Map<String, Fact<'d>>,
    is_whole: bool,
}

impl<'d> Definitions<'d> {
    pub(crate) fn read(written: &Property<'_, 'd>) -> Self {
        let elements = written.items();
        let mut is_whole = elements.is_whole;
        let mut list = Vec::new();
        let mut types = Map::new();
        for element in &elements.list {
            let (name, type_of) = (element.get("AttributeName").text(), element.get("AttributeType").text());
            match name.text() {
                Some(text) => {
                    types.or_insert_with(text.to_owned(), || type_of.clone());
                }
                None => is_whole = false,
            }
            list.push((name, type_of));
        }
        Self { list, types, is_whole }
    }

    /// The type of an attribute and whether it is defined, both at its name.
    pub(crate) fn of(&self, name: &Fact<'d>) -> (Fact<'d>, Fact<'d>) {
        let place = name.place;
        match name.text().map(|text| self.types.get(text)) {
            Some(Some(type_of)) => (type_of.clone(), Fact::known("defined", place)),
            Some(None) if self.is_whole => (Fact::absent(place), Fact::absent(place)),
            _ => (Fact::unknown(place), Fact::unknown(place)),
        }
    }
}

/// Attributes that keys use.
#[derive(Default)]
pub(crate) struct KeyUses {
    names: Set<String>,
    pub(crate) is_whole: bool,
    is_started: bool,
}

impl KeyUses {
    pub(crate) fn add(&mut self, key: &Key<'_>) {
        self.is_whole = (self.is_whole || !self.is_started) && key.is_whole;
        self.is_started = true;
        for attribute in &key.attributes {
            self.add_name(&attribute.name);
        }
    }

    /// What a vector index searches by counts as use.
    pub(crate) fn add_vector(&mut self, index: &Property<'_, '_>) {
        let schema = index.get("SearchSchema").items();
        self.is_whole &= schema.is_whole;
        for element in &schema.list {
            self.add_name(&element.get("AttributeName").text());
        }
        self.add_name(&index.find(&["VectorAttribute", "AttributeName"]).text());
    }

    pub(crate) fn add_name(&mut self, name: &Fact<'_>) {
        match name.text() {
            Some(text) => {
                self.names.insert(text.to_owned());
            }
            None => self.is_whole &= name.is_absent(),
        }
    }

    pub(crate) fn of<'d>(&self, name: &Fact<'d>) -> Fact<'d> {
        let is = match name.text() {
            Some(text) if self.names.contains(text) => return Fact::known("key", name.place),
            Some(_) if self.is_whole => Is::Absent,
            _ => Is::Unknown,
        };
        Fact::new(is, name.place)
    }
}
