//! Compares the name and the keys of a table before and after: what replaces the table. Never says what that does.

use tablewarden_cloudformation::Template;
use tablewarden_cloudformation::schema::{Update, known_type};
use tablewarden_order::Map;

use crate::changes::change::Change;
use crate::changes::fate::Fate;
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

/// How many definitions of one attribute are looked at.
const MOST_OF_ONE_NAME: usize = 8;

/// What can only change with a new table: its name, its key, the types of its attributes, where it was imported from.
pub(crate) fn replaced(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let mut change = |of: &Pair<'_, '_, '_>, subject: String, old, new| {
        let change = Change::of("replacement", of, subject, old, new);
        changes.push(Change { fate: Fate::of_replaced(table, of.when), ..change });
    };
    for naming in table.variants("Naming") {
        if let Some((old, new)) = naming.different("TableName") {
            change(&naming, "`TableName`".to_owned(), old, new);
        }
    }
    for keys in table.variants("Keys") {
        for (list, subject) in [("Partition", "the partition key"), ("Sort", "the sort key")] {
            if let Some((old, new)) = differ(&keys, list) {
                change(&keys, subject.to_owned(), old, new);
            }
        }
        let mut defined: Map<&str, Vec<WrittenFact<'_>>> = Map::new();
        for old in keys.old.items("Definitions") {
            let same = known(old, "Name").map(|name| defined.or_default(name));
            same.filter(|same| same.len() < MOST_OF_ONE_NAME).into_iter().for_each(|same| same.push(old));
        }
        for new in keys.new.items("Definitions") {
            let name = known(new, "Name");
            // One that stands there twice is refused; none of its types is new.
            let mut old = name.and_then(|name| defined.get(name)).into_iter().flatten().copied();
            let first = old.next().and_then(|old| keys.with(old, new).different("Type"));
            if let Some((was, is)) = first
                && old.all(|old| keys.with(old, new).different("Type").is_some())
            {
                change(&keys, format!("the type of `{}`", name.unwrap_or_default()), was, is);
            }
        }
    }
    let schema =
        table.versions.new.template.resource(table.logical_id).and_then(|resource| known_type(resource.type_name?));
    for property in schema.into_iter().flat_map(|schema| schema.root.properties) {
        if property.update != Update::Free
            && !COMPARED.contains(&property.name)
            && let Some([was, is]) = other(table, property.name)
        {
            let name = ["`", property.name, "`"].concat();
            let change = Change::of("replacement", table, name, table.old, table.new);
            let (old, new) = (was.to_owned(), is.to_owned());
            changes.push(Change { old, new, fate: Fate::of_replaced(table, table.when), ..change });
        }
    }
}

/// What replaces a table by its schema, and has facts of its own.
const COMPARED: [&str; 3] = ["TableName", "KeySchema", "LocalSecondaryIndexes"];

/// Both values of a property for people, where they certainly differ: as it is written before and after.
fn other(table: &Pair<'_, '_, '_>, name: &str) -> Option<[&'static str; 2]> {
    let old = written(table.versions.old.template, table.logical_id, name);
    let new = written(table.versions.new.template, table.logical_id, name);
    match (old, new) {
        // One that is written out and one that is not may be the same.
        (Some((was_text, was)), Some((is_text, is))) => {
            (was_text == is_text && was != is).then_some(["one value", "another"])
        }
        (Some(_), None) => Some(["a value", "nothing"]),
        (None, Some(_)) => Some(["nothing", "a value"]),
        (None, None) => None,
    }
}

/// Whether a property of a resource is one text, and its digest; none where it is not there.
fn written(template: &Template<'_>, logical_id: &str, name: &str) -> Option<(bool, Option<u64>)> {
    let properties = template.resource(logical_id)?.properties?;
    let at = template.view().get(properties, name)?;
    Some((template.view().text(at).is_some(), template.digest(at)))
}

/// The first attributes of two lists of key attributes that certainly differ, whether their names are known or not.
pub(crate) fn differ<'c>(keys: &Pair<'c, '_, '_>, list: &str) -> Option<(WrittenFact<'c>, WrittenFact<'c>)> {
    // A table without a partition key takes its keys from another one.
    if [keys.old, keys.new].iter().any(|side| side.items("Partition").next().is_none()) {
        return None;
    }
    let is_named = |name: WrittenFact<'_>| name.value() != Some(Value::Absent);
    for (old, new) in keys.old.items(list).zip(keys.new.items(list)) {
        if let Some((old, new)) = keys.with(old, new).different("Name")
            && is_named(old)
            && is_named(new)
        {
            return Some((old, new));
        }
    }
    // One has more attributes, where all of both are known by their types.
    let [old, new] = [keys.old, keys.new].map(|side| side.items(list).count());
    if old == new || [keys.old, keys.new].iter().any(|side| known(*side, "Form").is_none()) {
        return None;
    }
    let name = |side: WrittenFact<'c>, at: usize| side.items(list).nth(at).and_then(|attribute| attribute.get("Name"));
    let at = old.min(new);
    Some((name(keys.old, at).or_else(|| keys.old.get(list))?, name(keys.new, at).or_else(|| keys.new.get(list))?))
}

pub(crate) fn known<'f>(of: WrittenFact<'f>, key: &str) -> Option<&'f str> {
    of.get(key)?.value()?.known()
}
