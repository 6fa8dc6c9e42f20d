//! Names the settings in which each replica of a global table differs from the first one. An unknown setting differs from
//! nothing. Never says which replica is right.

use tablewarden_order::sort;

use crate::replicas::replica::Replica;
use crate::resource::fact::{Fact, Is};
use crate::resource::property::Property;

/// A setting of a replica, in words, and what it says: nothing where that is not known.
type Compared = (&'static str, fn(&Property<'_, '_>) -> Option<String>);

const SETTINGS: [Compared; 4] = [
    ("tag keys", tag_keys),
    ("point-in-time recovery", |property| {
        flag(&property.find(&["PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"]).bool())
    }),
    ("deletion protection", |property| flag(&property.get("DeletionProtectionEnabled").bool())),
    ("table class", |property| {
        let class = property.get("TableClass").text();
        if class.is_absent() { Some("STANDARD".to_owned()) } else { class.text().map(str::to_owned) }
    }),
];

/// For each replica, what is certainly not as in the first one: words with commas between, or nothing.
pub(crate) fn differences(replicas: &[Replica<'_, '_>]) -> Vec<String> {
    let mut found = vec![String::new(); replicas.len()];
    for (words, read) in SETTINGS {
        let mut values = replicas.iter().map(|replica| read(&replica.written));
        let Some(Some(first)) = values.next() else { continue };
        for (value, differences) in values.zip(found.iter_mut().skip(1)) {
            if value.is_some_and(|value| value != first) {
                differences.push_str(if differences.is_empty() { "" } else { ", " });
                differences.push_str(words);
            }
        }
    }
    found
}

/// A setting that is off where it is not there.
fn flag(fact: &Fact<'_>) -> Option<String> {
    match (&fact.is, fact.bool()) {
        (_, Some(value)) => Some(value.to_string()),
        (Is::Absent, _) => Some(false.to_string()),
        _ => None,
    }
}

fn tag_keys(property: &Property<'_, '_>) -> Option<String> {
    let tags = property.get("Tags").items();
    let keys: Option<Vec<String>> =
        tags.list.iter().map(|tag| tag.get("Key").text().text().map(str::to_owned)).collect();
    let mut keys = keys.filter(|_| tags.is_whole)?;
    sort(&mut keys);
    Some(keys.join("\n"))
}
