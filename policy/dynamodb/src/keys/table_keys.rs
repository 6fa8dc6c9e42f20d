//! The keys of a table and of its indexes, attribute by attribute, and the definitions of attributes. Never says what a
//! good key is.

use tablewarden_cloudformation::Parts;
use tablewarden_source::Place;

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::keys::definitions::{Definitions, KeyUses};
use crate::keys::index_twins::IndexTwins;
use crate::keys::indexes::{self, Index, IndexKind};
use crate::keys::key::{Attribute, Key, Role};
use crate::keys::name_words::words;
use crate::keys::projection::ProjectedAttributes;
use crate::keys::reserved_words::is_reserved;
use crate::keys::vector_index::VectorDimensions;
use crate::resource::fact::Fact;
use crate::resource::name_letters;
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};

const GROUP: Group = Group {
    key: "Keys",
    what: "keys",
    reads: &[
        "KeySchema",
        "AttributeDefinitions",
        "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes",
        "VectorIndexes",
        "PrimaryKey",
        "GlobalTableSourceArn",
        "ImportSourceSpecification",
    ],
    also: &[],
};

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        let properties = case.properties(table.resource);
        match table.kind {
            TableKind::Simple => simple(writer, table, &properties),
            TableKind::Table | TableKind::Global => variant(writer, table, &properties),
        }
    });
}

fn variant<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, properties: &Property<'_, 'd>) {
    let place = table.resource.key_place;
    // The keys of a copy are those of the table it is copied from.
    if !properties.get("GlobalTableSourceArn").is_absent() {
        writer.fact("Form", &Fact::absent(place));
        for key in ["Partition", "Sort", "Untyped", "Indexes", "Definitions", "Doubled"] {
            writer.list(key, place, |_| {});
        }
        writer.fact("Projected", &Fact::absent(place));
        writer.fact("Import", &Fact::absent(place));
        writer.flag("Whole", place, false);
        return;
    }
    let schema = properties.get("KeySchema");
    let mut key = Key::read(&schema);
    // The schema of a global table requires none: a copy has that of its source.
    if table.kind == TableKind::Global && schema.is_absent() {
        key.form = Fact::known("", schema.nearest());
    }
    let mut gathered = Gathered {
        table,
        definitions: Definitions::read(&properties.get("AttributeDefinitions")),
        uses: KeyUses::default(),
        index_twins: IndexTwins::of(&key, table.words().to_owned()),
        projected: ProjectedAttributes::none(),
        dimensions: VectorDimensions::default(),
        key: &key,
    };
    gathered.uses.add(&key);
    // Nothing follows from a key that is missing.
    gathered.uses.is_whole &= !schema.is_absent();
    write_key(writer, &key, &gathered.definitions, &Owner { what: table.words(), part: None, place, base: None });
    writer.fact("Import", &properties.get("ImportSourceSpecification").given());
    let mut has_all = true;
    writer.list("Indexes", place, |writer| {
        for kind in IndexKind::ALL {
            let (list, is_whole) = indexes::list(properties, kind);
            gathered.uses.is_whole &= is_whole;
            has_all &= is_whole;
            if !is_whole {
                gathered.index_twins.has_others();
                gathered.projected.has_others();
            }
            for index in list {
                gathered.write_index(writer, &index);
            }
        }
    });
    writer.flag("Whole", place, has_all);
    writer.fact("Projected", &gathered.projected.fact(place));
    let Gathered { definitions, uses, .. } = gathered;
    writer.list("Definitions", properties.get("AttributeDefinitions").nearest(), |writer| {
        for (name, type_of) in &definitions.list {
            write_definition(writer, name, type_of, &uses.of(name));
        }
    });
}

fn write_definition<'d>(writer: &mut Writer<'_, 'd>, name: &Fact<'d>, type_of: &Fact<'d>, used: &Fact<'d>) {
    writer.map(name.place, |writer| {
        writer.fact("Name", name);
        writer.fact("Type", type_of);
        writer.fact("Use", used);
        writer.derived(name.default_of, |writer| {
            writer.flag("Reserved", name.place, name.text().is_some_and(is_reserved));
        });
    });
}

/// What was met of a table so far.
struct Gathered<'s, 't, 'd> {
    table: &'s Table<'t, 'd>,
    definitions: Definitions<'d>,
    uses: KeyUses,
    index_twins: IndexTwins<'d>,
    projected: ProjectedAttributes,
    dimensions: VectorDimensions<'d>,
    /// The key of the table.
    key: &'s Key<'d>,
}

impl<'d> Gathered<'_, '_, 'd> {
    fn write_index(&mut self, writer: &mut Writer<'_, 'd>, index: &Index<'_, 'd>) {
        let place = index.name.place;
        let what = index.words(self.table);
        let key = if index.kind == IndexKind::Vector {
            self.uses.add_vector(&index.written);
            Key { attributes: Vec::new(), is_whole: false, form: Fact::absent(place) }
        } else {
            let schema = index.written.get("KeySchema");
            let key = Key::read(&schema);
            self.uses.add(&key);
            self.uses.is_whole &= !schema.is_absent();
            key
        };
        writer.map(place, |writer| {
            writer.fact("Name", &index.name);
            let default_of = index.parts.as_ref().and_then(Parts::default_of);
            let wrong = index.parts.as_ref().map(name_letters::wrong).unwrap_or_default();
            writer.derived(default_of, |writer| writer.text("Wrong", place, &wrong));
            writer.word("Kind", place, index.kind.name());
            writer.text("What", place, &what);
            let part = index.name.text();
            writer.part(place, part);
            let base = (index.kind == IndexKind::Local).then_some(self.key);
            write_key(writer, &key, &self.definitions, &Owner { what: &what, part, place, base });
            let projection = self.projected.write(writer, index, [&key, self.key]);
            self.index_twins.write(writer, index, &key, &what, projection);
            if index.kind == IndexKind::Vector {
                self.dimensions.write(writer, index, &self.definitions, &what);
            }
        });
    }
}

/// The one key of a serverless table, which is `id` where none is given.
fn simple<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, properties: &Property<'_, 'd>) {
    let place = table.resource.key_place;
    let key = properties.get("PrimaryKey");
    let (mut name, mut type_of) = (key.get("Name").text(), key.get("Type").text());
    if key.is_absent() {
        (name, type_of) = (Fact::known("id", key.place()), Fact::known("String", key.place()));
    }
    let short = match type_of.text() {
        Some("String") => Some("S"),
        Some("Number") => Some("N"),
        Some("Binary") => Some("B"),
        _ => None,
    };
    if let Some(short) = short {
        type_of = Fact::known(short, type_of.place).with_default_of(type_of.default_of);
    }
    let defined = Fact::known("defined", name.place);
    writer.fact("Form", &Fact::known("HASH", key.nearest()));
    writer.list("Partition", place, |writer| {
        let owner = Owner { what: table.words(), part: None, place, base: None };
        write_attribute(writer, &name, [&type_of, &defined], &owner, true);
    });
    for key in ["Sort", "Untyped", "Indexes", "Doubled"] {
        writer.list(key, place, |_| {});
    }
    writer.flag("Whole", place, true);
    writer.fact("Projected", &Fact::absent(place));
    writer.fact("Import", &Fact::absent(place));
    writer.list("Definitions", place, |writer| {
        write_definition(writer, &name, &type_of, &Fact::known("key", name.place));
    });
}

/// The table or the index that a key is of.
struct Owner<'s, 'd> {
    /// For people.
    what: &'s str,
    /// The name of the index, where it is one.
    part: Option<&'s str>,
    place: Place,
    /// The key of the table, where it is a local index.
    base: Option<&'s Key<'d>>,
}

fn write_key<'d>(writer: &mut Writer<'_, 'd>, key: &Key<'d>, definitions: &Definitions<'d>, owner: &Owner<'_, 'd>) {
    let place = owner.place;
    let is_sole = key.is_whole && key.count(Role::Partition) == 1 && key.count(Role::Other) == 0;
    writer.fact("Form", &key.form);
    for (list, role) in [("Partition", Role::Partition), ("Sort", Role::Sort), ("Untyped", Role::Other)] {
        writer.list(list, place, |writer| {
            for Attribute { name, .. } in key.attributes.iter().filter(|attribute| attribute.role == role) {
                let (type_of, defined) = definitions.of(name);
                write_attribute(writer, name, [&type_of, &defined], owner, is_sole);
            }
        });
    }
    writer.list("Doubled", place, |writer| {
        for name in key.doubled() {
            writer.map(name.place, |writer| {
                writer.derived(name.default_of, |writer| {
                    writer.text("Name", name.place, name.text().unwrap_or_default());
                });
            });
        }
    });
}

fn write_attribute<'d>(
    writer: &mut Writer<'_, 'd>,
    name: &Fact<'d>,
    [type_of, defined]: [&Fact<'d>; 2],
    owner: &Owner<'_, 'd>,
    is_sole: bool,
) {
    let place = name.place;
    let words = name.text().map(words).unwrap_or_default();
    let is_flag = words.len() > 1 && words.first().is_some_and(|first| first == "is" || first == "has");
    writer.map(place, |writer| {
        writer.fact("Name", name);
        writer.derived(name.default_of, |writer| {
            writer.texts("Words", place, &words);
            writer.text("Last", place, words.last().map_or("", AsRef::as_ref));
            writer.flag("Flag", place, is_flag);
        });
        writer.fact("Type", type_of);
        writer.fact("Defined", defined);
        writer.text("What", place, owner.what);
        writer.part(place, owner.part);
        writer.flag("Sole", place, is_sole);
        if let Some(base) = owner.base {
            writer.fact("TableRole", &base.role_of(name));
        }
    });
}

#[cfg(test)]
mod tests;
