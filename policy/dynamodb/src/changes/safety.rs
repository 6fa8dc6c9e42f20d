//! Compares what protects a table before and after: what is switched off or lowered, a stream that is made again, replicas
//! that come and go. Never says what that does.

use tablewarden_cloudformation::Template;

use crate::changes::change::{Change, Pair};
use crate::changes::written_fact::{Value, WrittenFact};

const ON: Value<'static> = Value::Known("true");

/// Recovery, protection, retention, encryption, time to live and alarms that there were.
pub(crate) fn lowered(table: &Pair<'_, '_>, changes: &mut Vec<Change>) {
    let lower = |subject: &str, old, new| Change::of("lowered", table, subject.to_owned(), old, new);
    for (group, subject) in [("Recovery", "point-in-time recovery"), ("Protection", "deletion protection")] {
        for copy in table.variants(group).iter().flat_map(copies) {
            changes.extend(off(&copy).map(|(old, new)| lower(subject, old, new)));
        }
    }
    for variant in &table.variants("TimeToLive") {
        changes.extend(off(variant).map(|(old, new)| lower("time to live", old, new)));
    }
    for variant in &table.variants("Protection") {
        for (key, subject) in [("DeletionPolicy", "`DeletionPolicy`"), ("ReplacePolicy", "`UpdateReplacePolicy`")] {
            let both = variant.both(key).filter(|(_, _, was, is)| keeps(*was) && !keeps(*is));
            changes.extend(both.map(|(old, new, ..)| lower(subject, old, new)));
        }
    }
    for variant in &table.variants("Encryption") {
        let both = variant.both("Tier").filter(|(_, _, was, is)| was.known() > is.known());
        changes.extend(both.map(|(old, new, ..)| lower("the tier of the encryption key", old, new)));
    }
    for variant in &table.variants("Monitoring") {
        for new in variant.new.items("Watches") {
            let what = new.text("What");
            let Some(old) = variant.old.items("Watches").find(|old| old.text("What") == what) else { continue };
            if let (Some(was), Some(is)) = (old.get("State"), new.get("State"))
                && was.plain() == Some("covered")
                && matches!(is.plain(), Some("partial" | "uncovered"))
            {
                changes.push(lower("the alarms on throttled requests", was, is));
            }
        }
    }
}

/// What was enabled and no longer is.
fn off<'n, 'o>(pair: &Pair<'n, 'o>) -> Option<(WrittenFact<'o>, WrittenFact<'n>)> {
    let (old, new, was, is) = pair.both("Enabled")?;
    (was == ON && is != ON).then_some((old, new))
}

fn keeps(policy: Value<'_>) -> bool {
    matches!(policy, Value::Known("Retain" | "RetainExceptOnCreate"))
}

/// The table, or each replica, as it was and as it is.
fn copies<'n, 'o>(variant: &Pair<'n, 'o>) -> Vec<Pair<'n, 'o>> {
    let pair = |new: WrittenFact<'n>| {
        let old = variant.old.items("Copies").find(|old| old.text("What") == new.text("What"))?;
        Some(Pair { logical_id: variant.logical_id, old, new })
    };
    variant.new.items("Copies").filter_map(pair).collect()
}

/// A stream with another view.
pub(crate) fn stream(table: &Pair<'_, '_>, changes: &mut Vec<Change>) {
    for variant in table.variants("Stream") {
        if let Some((old, new, Value::Known(was), Value::Known(is))) = variant.both("View")
            && was != is
        {
            changes.push(Change::of("stream", table, "`StreamViewType`".to_owned(), old, new));
        }
    }
}

/// Regions that come or go: how many, whether the stack's own is among them, and whether something else changes with them.
pub(crate) fn replicas(
    table: &Pair<'_, '_>,
    template: &Template<'_>,
    before: &Template<'_>,
    region: Option<&str>,
    changes: &mut Vec<Change>,
) {
    for variant in table.variants("Replicas") {
        let regions = |side: WrittenFact<'_>| {
            let regions = side.items("Members").map(|member| member.get("Region")?.value()?.known().map(str::to_owned));
            regions.collect::<Option<Vec<String>>>()
        };
        let (Some(was), Some(is)) = (regions(variant.old), regions(variant.new)) else { continue };
        let new = is.iter().filter(|region| !was.contains(region)).map(|region| (region, "is new"));
        let gone = was.iter().filter(|region| !is.contains(region)).map(|region| (region, "is gone"));
        let moved: Vec<(&String, &str)> = new.chain(gone).collect();
        if moved.is_empty() {
            continue;
        }
        let subject = moved.iter().map(|(region, how)| format!("`{region}` {how}")).collect::<Vec<_>>().join(", ");
        let (Some(old), Some(new)) = (variant.old.get("Members"), variant.new.get("Members")) else { continue };
        let mut push = |kind| {
            let change = Change::of(kind, table, subject.clone(), old, new);
            changes.push(Change { number: moved.len(), node: Some(variant.new.node()), ..change });
        };
        push("replicas");
        if moved.iter().any(|(moved, _)| Some(moved.as_str()) == region) {
            push("own-replica");
        }
        if others(table.logical_id, template) != others(table.logical_id, before) {
            push("replicas-and-others");
        }
    }
}

/// All properties but the replicas, as they are written.
fn others(logical_id: &str, template: &Template<'_>) -> Vec<(String, Option<u64>)> {
    let view = template.view();
    let properties = template.resource(logical_id).and_then(|resource| resource.properties);
    let entries = properties.into_iter().flat_map(|properties| view.entries(properties));
    let mut others: Vec<(String, Option<u64>)> = entries
        .filter(|entry| entry.key != "Replicas")
        .map(|entry| (entry.key.to_owned(), template.digest(entry.value)))
        .collect();
    tablewarden_order::sort(&mut others);
    others
}
