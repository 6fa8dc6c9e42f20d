//! What an index copies of the items beside their keys. Never says whether it should.

use crate::facts::writer::Writer;
use crate::keys::indexes::Index;
use crate::keys::key::Key;
use crate::resource::fact::{Datum, Fact, Is};

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

    /// Writes the projection of an index and counts what it names. `keys` are that of the index and that of its table.
    pub(crate) fn write<'d>(&mut self, writer: &mut Writer<'_, 'd>, index: &Index<'_, 'd>, keys: [&Key<'d>; 2]) {
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
        writer.fact("Projection", &kind);
        writer.fact("Included", &included);
        let names = elements.list.iter().map(|element| element.text());
        writer.texts("Attributes", named.nearest(), names.filter_map(|name| name.text().map(str::to_owned)));
        writer.list("Repeated", named.nearest(), |writer| {
            for name in elements.list.iter().map(|element| element.text()) {
                if keys.iter().any(|key| key.role_of(&name).is_known()) {
                    writer.map(name.place, |writer| writer.fact("Name", &name));
                }
            }
        });
    }

    /// The number of them, at `place`.
    pub(crate) fn fact<'d>(&self, place: tablewarden_source::Place) -> Fact<'d> {
        if self.is_known { Fact::number(self.count, place) } else { Fact::unknown(place) }
    }
}
