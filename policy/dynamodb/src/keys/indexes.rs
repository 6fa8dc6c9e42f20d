//! The indexes of a table that are written: global, local and vector. Never says whether they are right.

use tablewarden_cloudformation::Parts;

use crate::resource::fact::Fact;
use crate::resource::property::Property;
use crate::resource::table::Table;

/// What kind of index it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IndexKind {
    Global,
    Local,
    Vector,
}

impl IndexKind {
    pub(crate) const ALL: [Self; 3] = [Self::Global, Self::Local, Self::Vector];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Global => "Global",
            Self::Local => "Local",
            Self::Vector => "Vector",
        }
    }

    /// The property that lists indexes of this kind.
    pub(crate) fn property(self) -> &'static str {
        match self {
            Self::Global => "GlobalSecondaryIndexes",
            Self::Local => "LocalSecondaryIndexes",
            Self::Vector => "VectorIndexes",
        }
    }
}

/// One index.
pub(crate) struct Index<'t, 'd> {
    pub(crate) kind: IndexKind,
    pub(crate) name: Fact<'d>,
    /// The name in pieces, where it is there.
    pub(crate) parts: Option<Parts<'d>>,
    /// What is written of it; what is missing is reported at its name.
    pub(crate) written: Property<'t, 'd>,
}

impl<'d> Index<'_, 'd> {
    /// The index, for people.
    pub(crate) fn words(&self, table: &Table<'_, 'd>) -> String {
        let logical_id = table.resource.logical_id;
        match self.name.text() {
            Some(name) => ["index `", name, "` of `", logical_id, "`"].concat(),
            None => ["an index of `", logical_id, "`"].concat(),
        }
    }
}

/// The indexes of one kind, and whether there are certainly no others.
pub(crate) fn list<'t, 'd>(properties: &Property<'t, 'd>, kind: IndexKind) -> (Vec<Index<'t, 'd>>, bool) {
    let elements = properties.get(kind.property()).items();
    let is_whole = elements.is_whole && elements.list.iter().all(|property| property.is_there());
    let index = |property: Property<'t, 'd>| {
        let written = property.get("IndexName");
        let name = written.text();
        Index { kind, parts: written.parts(), written: property.near(name.place), name }
    };
    (elements.list.into_iter().map(index).collect(), is_whole)
}
