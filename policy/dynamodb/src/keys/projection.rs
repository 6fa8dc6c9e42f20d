//! What an index copies of the items beside their keys. Never says whether it should.

use tablewarden_order::Set;

use crate::facts::writer::Writer;
use crate::keys::indexes::Index;
use crate::keys::key::Key;
use crate::resource::fact::{Datum, Fact, Is};

/// Which attributes an index or a table has beside their keys, as far as it is known.
pub(crate) enum Projection {
    All,
    /// In order.
    These(Vec<String>),
    Unknown,
}

impl Projection {
    /// Which of two has every attribute that the other has: this, the other, both or neither; none where it is not known.
    pub(crate) fn overlap(&self, other: &Self) -> Option<&'static str> {
        let (covers, is_covered) = match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => return None,
            (Self::All, Self::All) => (true, true),
            (Self::All, Self::These(_)) => (true, false),
            (Self::These(_), Self::All) => (false, true),
            (Self::These(one), Self::These(two)) => {
                let has = |all: &[String], name: &String| all.binary_search(name).is_ok();
                (two.iter().all(|name| has(one, name)), one.iter().all(|name| has(two, name)))
            }
        };
        Some(match (covers, is_covered) {
            (true, true) => "both",
            (true, false) => "index",
            (false, true) => "twin",
            (false, false) => "neither",
        })
    }
}

/// How many attributes all indexes of a table copy by name.
pub(crate) struct ProjectedAttributes {
    count: i64,
    is_known: bool,
}

impl ProjectedAttributes {
    pub(crate) fn none() -> Self {
        Self { count: 0, is_known: true }
    }

    /// Notes that there may be indexes that nobody can see.
    pub(crate) fn has_others(&mut self) {
        self.is_known = false;
    }

    /// Writes the projection of an index, counts what it names, and gives what it projects. `keys` are that of the index and
    /// that of its table.
    pub(crate) fn write<'d>(
        &mut self,
        writer: &mut Writer<'_, 'd>,
        index: &Index<'_, 'd>,
        keys: [&Key<'d>; 2],
    ) -> Projection {
        let projection = index.written.get("Projection");
        let kind = projection.get("ProjectionType").text();
        let named = projection.get("NonKeyAttributes");
        let elements = named.items();
        let included = if named.is_absent() {
            Fact::absent(named.place())
        } else if elements.is_whole && elements.list.iter().all(|element| element.is_there()) {
            Fact::number(i64::try_from(elements.list.len()).unwrap_or(i64::MAX), named.nearest())
        } else {
            Fact::unknown(named.nearest())
        };
        match (kind.text(), &included.is) {
            (Some("INCLUDE"), Is::Known(Datum::Int(count))) => self.count += count,
            (None, Is::Known(_)) | (_, Is::Unknown) => self.is_known &= kind.is_absent(),
            _ => {}
        }
        writer.fact("Projecting", &projection.given());
        writer.fact("Projection", &kind);
        writer.fact("Included", &included);
        let is_given =
            if named.is_there() { elements.list.iter().any(|element| element.is_there()) } else { named.is_given() };
        writer.flag("Named", named.nearest(), is_given);
        let names: Vec<_> = elements.list.iter().map(|element| element.text()).collect();
        let known = names.iter().filter_map(|name| name.text());
        writer.texts("Attributes", named.nearest(), known);
        let (mut named_before, mut beside_keys) = (Set::new(), Vec::new());
        writer.list("Repeated", named.nearest(), |writer| {
            for name in &names {
                let is_key = keys.iter().any(|key| key.role_of(name).is_known());
                let text = name.text().filter(|_| !is_key);
                let is_new = text.is_none_or(|text| named_before.insert(text.to_owned()));
                beside_keys.extend(text.map(str::to_owned));
                if is_key || !is_new {
                    writer.map(name.place, |writer| {
                        writer.fact("Name", name);
                        writer.derived(name.default_of, |writer| {
                            writer.word("As", name.place, if is_key { "key" } else { "attribute" });
                        });
                    });
                }
            }
        });
        tablewarden_order::sort(&mut beside_keys);
        match (kind.text(), included.is_unknown() || names.iter().any(|name| !name.is_known())) {
            (Some("ALL"), _) => Projection::All,
            (Some("KEYS_ONLY"), _) => Projection::These(Vec::new()),
            (Some("INCLUDE"), false) => Projection::These(beside_keys),
            _ => Projection::Unknown,
        }
    }

    /// The number of them, at `place`.
    pub(crate) fn fact<'d>(&self, place: tablewarden_source::Place) -> Fact<'d> {
        if self.is_known { Fact::number(self.count, place) } else { Fact::unknown(place) }
    }
}
