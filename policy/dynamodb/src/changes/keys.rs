//! Compares the name and the keys of a table before and after: what replaces the table. Never says what that does.

use tablewarden_cloudformation::Template;
use tablewarden_template::At;

use crate::changes::change::Change;
use crate::changes::fate::Fate;
use crate::changes::pair::Pair;
use crate::changes::written_fact::WrittenFact;

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

/// The first attributes of two lists of key attributes that differ, where all names are known.
pub(crate) fn differ<'c>(keys: &Pair<'c, '_, '_>, list: &str) -> Option<(WrittenFact<'c>, WrittenFact<'c>)> {
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

pub(crate) fn known<'f>(of: WrittenFact<'f>, key: &str) -> Option<&'f str> {
    of.get(key)?.value()?.known()
}
