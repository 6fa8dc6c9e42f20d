//! Compares the name and the keys of a table before and after: what replaces the table. Never says what that does.

use tablewarden_cloudformation::Template;
use tablewarden_template::At;

use crate::changes::change::Change;
use crate::changes::fate::Fate;
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

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
        for new in keys.new.items("Definitions") {
            let name = known(new, "Name");
            // One that stands there twice is refused; none of its types is new.
            let mut old = keys.old.items("Definitions").filter(|old| name.is_some() && known(*old, "Name") == name);
            let first = old.next().and_then(|old| keys.with(old, new).different("Type"));
            if let Some((was, is)) = first
                && old.all(|old| keys.with(old, new).different("Type").is_some())
            {
                change(&keys, format!("the type of `{}`", name.unwrap_or_default()), was, is);
            }
        }
    }
    let source = |template: &Template<'_>| {
        let properties = template.resource(table.logical_id)?.properties?;
        let at: At = template.view().get(properties, "ImportSourceSpecification")?;
        template.digest(at)
    };
    let (was, is) = (source(table.versions.old.template), source(table.versions.new.template));
    if was != is {
        let words = |source: Option<u64>, word: &str| if source.is_some() { word } else { "nothing" }.to_owned();
        let (old, new) = (words(was, "one import"), words(is, "another"));
        let change = Change::of("replacement", table, "`ImportSourceSpecification`".to_owned(), table.old, table.new);
        changes.push(Change { old, new, fate: Fate::of_replaced(table, table.when), ..change });
    }
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
