//! Compares the indexes of a table before and after: which are new or gone, and what is other of those that stay. Never says
//! what that does.

use crate::changes::change::Change;
use crate::changes::fate::Fate;
use crate::changes::keys::{differ, known};
use crate::changes::matching::Matched;
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
        KINDS.iter().for_each(|kinds| of_kinds(table, &keys, kinds, changes));
    }
}

fn of_kinds<'c>(table: &Pair<'c, '_, '_>, keys: &Pair<'c, '_, '_>, kinds: &[&str], changes: &mut Vec<Change>) {
    let is_local = kinds.contains(&"Local");
    let is_global_table = table.new.text("Type") == Some("GlobalTable");
    // The local indexes of a global table change with the table alone, which is replaced.
    let (kind, fate) = match (is_local, is_global_table) {
        (true, true) => ("replaced-indexes", Fate::of_replaced(table, keys.when)),
        (true, false) => ("local-index", Fate::Stays),
        (false, _) => ("indexes", Fate::Stays),
    };
    let is_whole = [keys.old, keys.new].map(|side| side.text("Whole") == Some("true"));
    let (mut both, mut came, mut went) = (Vec::new(), Vec::new(), Vec::new());
    // An index of another kind is another one, though it has the name.
    for kind in kinds {
        let of = |side: WrittenFact<'c>| -> Vec<WrittenFact<'c>> {
            side.items("Indexes").filter(|index| index.text("Kind") == Some(kind)).collect()
        };
        let matched = Matched::by("Name", keys, &of(keys.old), &of(keys.new), is_whole);
        both.extend(matched.both);
        came.extend(matched.came);
        went.extend(matched.went);
    }
    let mut place = came.first().copied();
    let mut moved: Vec<String> = Vec::new();
    for index in came.iter().filter_map(|index| index.get("Name")) {
        moved.push([&keys.words_now(index), " is new"].concat());
    }
    for [was, index] in both {
        let different = different(&table.with(was, index));
        if different.is_empty() {
            continue;
        }
        if is_local {
            place = place.or(Some(index));
            moved.extend(index.get("Name").map(|name| [&keys.words_now(name), " changes"].concat()));
        } else {
            let what = index.text("What").unwrap_or_default();
            let subject = ["the ", &different.join(" and the "), " of ", what].concat();
            changes.push(Change::of("index-keys", keys, subject, was, index));
        }
    }
    for index in went.iter().filter_map(|index| index.get("Name")) {
        moved.push([&keys.words_before(index), " is removed"].concat());
    }
    if moved.is_empty() {
        return;
    }
    let new = place.or_else(|| keys.new.get("Indexes")).unwrap_or(keys.new);
    let old = keys.old.get("Indexes").unwrap_or(keys.old);
    let change = Change::of(kind, keys, moved.join(", "), old, new);
    let change = Change { number: moved.len(), fate, ..change };
    // One index can go: then its queries end.
    match (went.as_slice(), moved.len()) {
        ([gone], 1) if kind == "indexes" => {
            let what = gone.text("What").unwrap_or_default().to_owned();
            let (part, was) = (gone.text("Part").map(str::to_owned), Some(gone.place()));
            changes.push(Change { kind: "index-gone", what, part, was, ..change });
        }
        _ => changes.push(change),
    }
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
