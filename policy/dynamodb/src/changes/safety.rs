//! Compares what protects a table before and after: what is switched off or lowered. Never says what that does.

use crate::changes::change::Change;
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

const ON: Value<'static> = Value::Known("true");
const OFF: Value<'static> = Value::Known("false");

/// Recovery, protection, retention, encryption, time to live and alarms that there were.
pub(crate) fn lowered(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let lower =
        |of: &Pair<'_, '_, '_>, subject: &str, old, new| Change::of("lowered", of, subject.to_owned(), old, new);
    for (group, subject) in [("Recovery", "point-in-time recovery"), ("Protection", "deletion protection")] {
        for copy in table.variants(group).iter().flat_map(|variant| variant.pairs("Copies")) {
            changes.extend(off(&copy).map(|(old, new)| lower(&copy, subject, old, new)));
        }
    }
    for variant in &table.variants("TimeToLive") {
        changes.extend(off(variant).map(|(old, new)| lower(variant, "Time to Live (TTL)", old, new)));
    }
    for variant in &table.variants("Protection") {
        for (key, subject) in [("DeletionPolicy", "`DeletionPolicy`"), ("ReplacePolicy", "`UpdateReplacePolicy`")] {
            let both = variant.both(key).filter(|(_, _, was, is)| keeps(*was) && !keeps(*is));
            changes.extend(both.map(|(old, new, ..)| lower(variant, subject, old, new)));
        }
    }
    for variant in &table.variants("Encryption") {
        if let Some((old, new, was, is)) = variant.both("Tier").filter(|(_, _, was, is)| was.known() > is.known()) {
            let change = lower(variant, "the encryption key", old, new);
            changes.push(Change { old: key_of(was).to_owned(), new: key_of(is).to_owned(), ..change });
        }
    }
    for variant in &table.variants("Replicas") {
        for member in variant.pairs("Members") {
            // It is on where it is not written.
            let both = member.both("Associated").filter(|(_, _, was, is)| *was != OFF && *is == OFF);
            changes.extend(both.map(|(old, new, ..)| lower(&member, "disassociation protection", old, new)));
        }
    }
    for variant in &table.variants("Monitoring") {
        for watch in variant.pairs("Watches") {
            if let (Some(was), Some(is)) = (watch.old.get("State"), watch.new.get("State"))
                && was.plain() == Some("covered")
                && matches!(is.plain(), Some("partial" | "uncovered"))
            {
                let subject = match watch.new.text("Of") {
                    Some("capacity") => "the alarm coverage of used capacity",
                    _ => "the alarm coverage of throttled requests",
                };
                let change = lower(&watch, subject, was, is);
                let new = if is.plain() == Some("partial") { "partial" } else { "none" };
                changes.push(Change { old: "complete".to_owned(), new: new.to_owned(), ..change });
            }
        }
    }
}

/// What was enabled and no longer is.
fn off<'c>(pair: &Pair<'c, '_, '_>) -> Option<(WrittenFact<'c>, WrittenFact<'c>)> {
    let (old, new, was, is) = pair.both("Enabled")?;
    (was == ON && is != ON).then_some((old, new))
}

fn keeps(policy: Value<'_>) -> bool {
    matches!(policy, Value::Known("Retain" | "RetainExceptOnCreate"))
}

/// The kind of key, for people.
fn key_of(tier: Value<'_>) -> &'static str {
    match tier {
        Value::Known("2") => "a customer managed key",
        Value::Known("1") => "an AWS managed key",
        _ => "an AWS owned key",
    }
}
