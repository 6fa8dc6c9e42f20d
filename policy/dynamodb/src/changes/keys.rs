//! Compares the keys and indexes of a table before and after: what replaces the table, and which indexes are new, gone or
//! changed. Never says what that does.

use tablewarden_cloudformation::Template;
use tablewarden_template::At;

use crate::changes::change::{Change, Pair};
use crate::changes::written_fact::{Value, WrittenFact};

/// What can only change with a new table: its name, its key, the types of its attributes, where it was imported from.
pub(crate) fn replaced(
    table: &Pair<'_, '_>,
    template: &Template<'_>,
    before: &Template<'_>,
    changes: &mut Vec<Change>,
) {
    let mut change = |subject: String, old, new| changes.push(Change::of("replacement", table, subject, old, new));
    if let Some((old, new, was, is)) = table.both("Name")
        && was != is
    {
        change("`TableName`".to_owned(), old, new);
    }
    for keys in table.variants("Keys") {
        for (list, subject) in [("Partition", "the partition key"), ("Sort", "the sort key")] {
            if let Some((old, new)) = differ(&keys, list) {
                change(subject.to_owned(), old, new);
            }
        }
        for new in keys.new.items("Definitions") {
            let name = known(new, "Name");
            let old = keys.old.items("Definitions").find(|old| name.is_some() && known(*old, "Name") == name);
            let pair = old.map(|old| Pair { logical_id: table.logical_id, old, new });
            if let Some((old, new, Value::Known(was), Value::Known(is))) = pair.and_then(|pair| pair.both("Type"))
                && was != is
            {
                change(format!("the type of `{}`", name.unwrap_or_default()), old, new);
            }
        }
    }
    let source = |template: &Template<'_>| {
        let properties = template.resource(table.logical_id)?.properties?;
        let at: At = template.view().get(properties, "ImportSourceSpecification")?;
        template.digest(at)
    };
    if source(template) != source(before) {
        change("`ImportSourceSpecification`".to_owned(), table.old, table.new);
    }
}

/// The first attributes of two lists of key attributes that differ, where all names are known.
fn differ<'n, 'o>(keys: &Pair<'n, 'o>, list: &str) -> Option<(WrittenFact<'o>, WrittenFact<'n>)> {
    let names = |of: WrittenFact<'_>| {
        of.items(list).map(|attribute| known(attribute, "Name").map(str::to_owned)).collect::<Option<Vec<String>>>()
    };
    let (was, is) = (names(keys.old)?, names(keys.new)?);
    // A table without a partition key takes its keys from another one.
    let is_other = [keys.old, keys.new].iter().any(|side| side.items("Partition").next().is_none());
    if was == is || is_other {
        return None;
    }
    let name = |attribute: Option<WrittenFact<'_>>| attribute.and_then(|attribute| attribute.get("Name")).is_some();
    let (old, new) = (keys.old.items(list).next(), keys.new.items(list).next());
    debug_assert!(name(old) || name(new), "lists that differ are not both empty");
    let old = old.and_then(|old| old.get("Name")).or_else(|| keys.old.get(list))?;
    let new = new.and_then(|new| new.get("Name")).or_else(|| keys.new.get(list))?;
    Some((old, new))
}

fn known<'f>(of: WrittenFact<'f>, key: &str) -> Option<&'f str> {
    of.get(key)?.value()?.known()
}

/// How many global indexes are new or gone, which ones have other keys or another projection, and what is other of the local ones.
pub(crate) fn indexes(table: &Pair<'_, '_>, changes: &mut Vec<Change>) {
    for keys in table.variants("Keys") {
        if [keys.old, keys.new].iter().any(|side| side.items("Indexes").any(|index| known(index, "Name").is_none())) {
            continue;
        }
        of_kind(table, &keys, "Global", changes);
        of_kind(table, &keys, "Local", changes);
    }
}

fn of_kind(table: &Pair<'_, '_>, keys: &Pair<'_, '_>, kind: &str, changes: &mut Vec<Change>) {
    let of_kind =
        |side: WrittenFact<'_>| side.items("Indexes").filter(|index| index.text("Kind") == Some(kind)).count();
    if of_kind(keys.old) + of_kind(keys.new) == 0 {
        return;
    }
    let is_local = kind == "Local";
    let name = |index: WrittenFact<'_>| known(index, "Name").map(str::to_owned);
    let twin = |side: WrittenFact<'_>, wanted: &Option<String>| {
        side.items("Indexes").any(|index| index.text("Kind") == Some(kind) && name(index) == *wanted)
    };
    let mut others = Vec::new();
    let mut place = None;
    for new in keys.new.items("Indexes").filter(|index| index.text("Kind") == Some(kind)) {
        let wanted = name(new);
        let same = |old: &WrittenFact<'_>| old.text("Kind") == Some(kind) && name(*old) == wanted;
        match keys.old.items("Indexes").find(same) {
            None => {
                place = place.or(Some(new));
                others.push(format!("`{}` is new", wanted.unwrap_or_default()));
            }
            Some(old) => {
                let pair = Pair { logical_id: table.logical_id, old, new };
                let other = pair.both("Projection").is_some_and(|(_, _, was, is)| was != is);
                if other || differ(&pair, "Partition").is_some() || differ(&pair, "Sort").is_some() {
                    let subject = new.text("What").unwrap_or_default().to_owned();
                    let kind = if is_local { "local-index" } else { "index-keys" };
                    changes.push(Change::of(kind, table, subject, old, new));
                }
            }
        }
    }
    for old in keys.old.items("Indexes").filter(|index| index.text("Kind") == Some(kind)) {
        let wanted = name(old);
        if !twin(keys.new, &wanted) {
            others.push(format!("`{}` is gone", wanted.unwrap_or_default()));
        }
    }
    if others.is_empty() {
        return;
    }
    let new = place.or_else(|| keys.new.get("Indexes")).unwrap_or(keys.new);
    let old = keys.old.get("Indexes").unwrap_or(keys.old);
    let kind = if is_local { "local-index" } else { "indexes" };
    let change = Change::of(kind, table, others.join(", "), old, new);
    changes.push(Change { number: others.len(), node: Some(keys.new.node()), ..change });
}
