//! Compares the indexes of a table before and after: which are new or gone, and what is other of those that stay. Never says
//! what that does.

use crate::changes::change::Change;
use crate::changes::fate::Fate;
use crate::changes::keys::{differ, known};
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

/// Global and vector indexes count together; local ones are a matter of their own.
const KINDS: [&[&str]; 2] = [&["Global", "Vector"], &["Local"]];
/// What has one value, and what that is for people.
const VALUES: [(&str, &str); 4] = [
    ("Projection", "projection"),
    ("Dimensions", "dimensions"),
    ("Distance", "distance function"),
    ("Vector", "vector attribute"),
];

/// How many indexes are new or gone, and what is other of those that stay.
pub(crate) fn changed(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    for keys in table.variants("Keys") {
        if [keys.old, keys.new].iter().all(|side| side.items("Indexes").all(|index| known(index, "Name").is_some())) {
            KINDS.iter().for_each(|kinds| of_kinds(table, &keys, kinds, changes));
        }
    }
}

fn of_kinds(table: &Pair<'_, '_, '_>, keys: &Pair<'_, '_, '_>, kinds: &[&str], changes: &mut Vec<Change>) {
    let is_local = kinds.contains(&"Local");
    let is_global_table = table.new.text("Type") == Some("GlobalTable");
    // The local indexes of a global table change with the table alone, which is replaced.
    let (kind, fate) = match (is_local, is_global_table) {
        (true, true) => ("replaced-indexes", Fate::of_replaced(table, keys.when)),
        (true, false) => ("local-index", Fate::Stays),
        (false, _) => ("indexes", Fate::Stays),
    };
    let (old, new) = (of(keys.old, kinds), of(keys.new, kinds));
    let mut moved = Vec::new();
    let mut place = None;
    for (name, index) in &new {
        let Some((_, was)) = old.iter().find(|(other, _)| other == name) else {
            place = place.or(Some(*index));
            moved.push(["`", name, "` is new"].concat());
            continue;
        };
        let pair = table.with(*was, *index);
        let different = different(&pair);
        if is_local && !different.is_empty() {
            place = place.or(Some(*index));
            moved.push(["`", name, "` changes"].concat());
        } else if !different.is_empty() {
            let what = index.text("What").unwrap_or_default();
            let subject = ["the ", &different.join(" and the "), " of ", what].concat();
            changes.push(Change::of("index-keys", keys, subject, *was, *index));
        }
    }
    for (name, _) in old.iter().filter(|(name, _)| !new.iter().any(|(other, _)| other == name)) {
        moved.push(["`", name, "` is removed"].concat());
    }
    if moved.is_empty() {
        return;
    }
    let new = place.or_else(|| keys.new.get("Indexes")).unwrap_or(keys.new);
    let old = keys.old.get("Indexes").unwrap_or(keys.old);
    let change = Change::of(kind, keys, moved.join(", "), old, new);
    changes.push(Change { number: moved.len(), fate, ..change });
}

/// The indexes of some kinds with their names.
fn of<'f>(side: WrittenFact<'f>, kinds: &[&str]) -> Vec<(&'f str, WrittenFact<'f>)> {
    let of_kinds = side.items("Indexes").filter(|index| index.text("Kind").is_some_and(|kind| kinds.contains(&kind)));
    of_kinds.filter_map(|index| Some((known(index, "Name")?, index))).collect()
}

/// What is certainly other of an index, for people.
fn different(index: &Pair<'_, '_, '_>) -> Vec<&'static str> {
    let mut different = Vec::new();
    if ["Partition", "Sort"].iter().any(|list| differ(index, list).is_some()) {
        different.push("keys");
    }
    for (key, words) in VALUES {
        if index.both(key).is_some_and(|(_, _, was, is)| was != is) {
            different.push(words);
        }
    }
    let are_other = |read: fn(WrittenFact<'_>) -> Option<Vec<String>>| {
        read(index.old).zip(read(index.new)).is_some_and(|(was, is)| was != is)
    };
    if !different.contains(&"projection") && are_other(projected) {
        different.push("projection");
    }
    if are_other(searched) {
        different.push("search schema");
    }
    different
}

/// The attributes that an index projects by name, in alphabetical order; none where one of them is not known.
fn projected(index: WrittenFact<'_>) -> Option<Vec<String>> {
    let mut names: Vec<String> = index.items("Attributes").filter_map(|name| name.plain().map(str::to_owned)).collect();
    let number = match index.get("Included")?.value()? {
        Value::Known(number) => number.parse().ok()?,
        Value::Absent => 0,
    };
    tablewarden_order::sort(&mut names);
    (names.len() == number).then_some(names)
}

/// The attributes that a search can be narrowed by, each with how; none where there is none or one is not
/// known.
fn searched(index: WrittenFact<'_>) -> Option<Vec<String>> {
    let one = |element: WrittenFact<'_>| Some([known(element, "Name")?, " ", known(element, "Kind")?].concat());
    let mut list = index.items("Search").map(one).collect::<Option<Vec<String>>>()?;
    tablewarden_order::sort(&mut list);
    Some(list).filter(|list| !list.is_empty())
}
