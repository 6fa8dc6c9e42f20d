//! Compares settings that cannot change in place, or not at once: the view of the stream, the attribute of Time to Live, warm
//! throughput. Never says what that does.

use crate::changes::change::Change;
use crate::changes::keys::known;
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

/// A stream with another view; whether it is one that replicates.
pub(crate) fn stream(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let kind =
        if [table.old, table.new].into_iter().all(replicates_by_stream) { "replicating-stream" } else { "stream" };
    for variant in table.variants("Stream") {
        if let Some((old, new, Value::Known(was), Value::Known(is))) = variant.both("View")
            && was != is
        {
            changes.push(Change::of(kind, &variant, "`StreamViewType`".to_owned(), old, new));
        }
    }
}

/// Whether it certainly has several replicas that are eventually consistent.
fn replicates_by_stream(side: WrittenFact<'_>) -> bool {
    let mut variants = side.items("Replicas").peekable();
    let is_eventual = |variant: WrittenFact<'_>| {
        let consistency = variant.get("Consistency").and_then(WrittenFact::value);
        matches!(consistency, Some(Value::Absent | Value::Known("EVENTUAL")))
    };
    let has_several = |variant: WrittenFact<'_>| !matches!(variant.text("Least"), None | Some("0" | "1"));
    variants.peek().is_some() && variants.all(|variant| is_eventual(variant) && has_several(variant))
}

/// Another attribute while items go on expiring.
pub(crate) fn time_to_live(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    for variant in table.variants("TimeToLive") {
        let is_on = [variant.old, variant.new].into_iter().all(|side| known(side, "Enabled") == Some("true"));
        if let Some((old, new, Value::Known(was), Value::Known(is))) = variant.both("Attribute")
            && is_on
            && was != is
        {
            changes.push(Change::of("ttl", &variant, "`TimeToLiveSpecification.AttributeName`".to_owned(), old, new));
        }
    }
}

/// Warm throughput that was higher.
pub(crate) fn warm_throughput(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    for variant in table.variants("Billing") {
        for capacity in variant.pairs("WarmCapacities") {
            for (key, subject) in [("Read", "`ReadUnitsPerSecond`"), ("Write", "`WriteUnitsPerSecond`")] {
                let number = |value: Value<'_>| value.known().and_then(|text| text.parse::<u64>().ok());
                if let Some((old, new, was, is)) = capacity.both(key)
                    && number(was) > number(is)
                    && number(is).is_some()
                {
                    changes.push(Change::of("warm", &capacity, subject.to_owned(), old, new));
                }
            }
        }
    }
}
