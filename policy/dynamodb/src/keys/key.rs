//! One key, of a table or of an index: its attributes and the roles they have in it. Never says what a good key is.

use tablewarden_cloudformation::{Parts, Piece};

use crate::resource::fact::Fact;
use crate::resource::property::Property;

/// One attribute of a key.
pub(crate) struct Attribute<'d> {
    pub(crate) name: Fact<'d>,
    /// The name in pieces, where it is there.
    parts: Option<Parts<'d>>,
    pub(crate) role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Partition,
    Sort,
    /// Not known, or no such thing.
    Other,
}

/// How many attributes a key can have; longer ones are not looked through.
const MOST_ATTRIBUTES: usize = 8;

/// The attributes of one key.
pub(crate) struct Key<'d> {
    pub(crate) attributes: Vec<Attribute<'d>>,
    pub(crate) is_whole: bool,
    /// The types of its attributes in their order: `HASH, RANGE`.
    pub(crate) form: Fact<'d>,
}

impl<'d> Key<'d> {
    pub(crate) fn read(schema: &Property<'_, 'd>) -> Self {
        let elements = schema.items();
        let is_whole = elements.is_whole && elements.list.iter().all(|property| property.is_there());
        let attribute = |element: &Property<'_, 'd>| {
            let role = match element.get("KeyType").text().text() {
                Some("HASH") => Role::Partition,
                Some("RANGE") => Role::Sort,
                _ => Role::Other,
            };
            let name = element.get("AttributeName");
            Attribute { name: name.text(), parts: name.parts(), role }
        };
        let attributes: Vec<_> = elements.list.iter().map(attribute).collect();
        let place = schema.place();
        let form = if !is_whole || attributes.iter().any(|attribute| attribute.role == Role::Other) {
            Fact::unknown(place)
        } else if attributes.is_empty() {
            Fact::absent(place)
        } else {
            let mut types = String::new();
            for attribute in &attributes {
                types.push_str(if types.is_empty() { "" } else { ", " });
                types.push_str(attribute.role.key_type());
            }
            Fact::known(types, place)
        };
        Self { attributes, is_whole, form }
    }

    /// Whether it has more attributes than a key can have.
    pub(crate) fn is_too_long(&self) -> bool {
        self.attributes.len() > MOST_ATTRIBUTES
    }

    /// How many attributes have this role.
    pub(crate) fn count(&self, role: Role) -> usize {
        self.attributes.iter().filter(|attribute| attribute.role == role).count()
    }

    /// Its form and the names of its attributes, where the form is known: equal for equal keys.
    pub(crate) fn signature(&self) -> Option<(String, Vec<Parts<'d>>)> {
        let form = self.form.text()?.to_owned();
        let names: Option<Vec<_>> = self.attributes.iter().map(|attribute| attribute.parts.clone()).collect();
        Some((form, names?))
    }

    /// Whether its form and the names of its attributes are known.
    pub(crate) fn is_known(&self) -> bool {
        self.form.is_known() && self.attributes.iter().all(|attribute| attribute.name.is_known())
    }

    /// The attributes that an earlier one names too, each as text for people at its later name.
    pub(crate) fn doubled(&self) -> Vec<Fact<'d>> {
        let mut doubled = Vec::new();
        for (number, attribute) in self.attributes.iter().enumerate().take(MOST_ATTRIBUTES + 1) {
            let Some(parts) = &attribute.parts else { continue };
            if self.attributes.iter().take(number).any(|earlier| earlier.parts.as_ref() == Some(parts)) {
                let words = match parts.pieces() {
                    [Piece::Literal(name)] => ["`", name, "`"].concat(),
                    [Piece::Parameter(name)] => ["the value of `", name, "`"].concat(),
                    _ => "one attribute".to_owned(),
                };
                doubled.push(Fact::known(words, attribute.name.place).with_default_of(parts.default_of()));
            }
        }
        doubled
    }

    /// The role that an attribute has in this key: absent where it has none.
    pub(crate) fn role_of(&self, name: &Fact<'d>) -> Fact<'d> {
        let place = name.place;
        let Some(text) = name.text().filter(|_| !self.is_too_long()) else { return Fact::unknown(place) };
        match self.attributes.iter().find(|attribute| attribute.name.text() == Some(text)) {
            Some(attribute) if attribute.role != Role::Other => {
                let role = if attribute.role == Role::Partition { "partition" } else { "sort" };
                Fact::known(role, place).with_default_of(name.default_of)
            }
            None if self.is_whole && self.attributes.iter().all(|attribute| attribute.name.is_known()) => {
                Fact::absent(place)
            }
            _ => Fact::unknown(place),
        }
    }
}

impl Role {
    fn key_type(self) -> &'static str {
        if self == Self::Partition { "HASH" } else { "RANGE" }
    }
}
