//! Writes the list of changes: compares the facts of a template with those of an earlier one, table by table and variant by
//! variant. Never says what a change does.

use tablewarden_cloudformation::{ConditionSet, When};
use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::{At, NodeId, Reading, View};

use crate::changes::change::{Before, Change};
use crate::changes::fate::Fate;
use crate::changes::pair::{Pair, Versions};
use crate::changes::written_fact::WrittenFact;
use crate::changes::{encryption, indexes, keys, replicas, settings};
use crate::facts::document::{Excess, NotAnalysed};
use crate::facts::variant::Variant;
use crate::facts::writer::Writer;

/// Writes the list of changes. The tables stand in the facts already, in the list `tables`.
#[inline(never)]
pub(crate) fn write(writer: &mut Writer<'_, '_>, tables: NodeId, region: Option<&str>, before: Option<Before<'_, '_>>) {
    let mut uncompared = Vec::new();
    let versions = before.and_then(|before| Versions::new(writer.side(), before.side(), region));
    let changes = versions.map(|versions| {
        let changes = found(&versions, tables);
        uncompared = versions.uncompared.take();
        changes
    });
    // What of the earlier version has too many outcomes has no variants there to compare.
    let earlier = before
        .iter()
        .flat_map(|before| &before.facts.not_analysed)
        .filter(|one| matches!(one.why, Excess::Outcomes | Excess::Versions));
    uncompared.extend(earlier.map(|one| (one.place, one.of.clone())));
    for (place, of) in uncompared {
        let why = Excess::Versions;
        writer.not_analysed.push(NotAnalysed { place, of, what: "", why, parameters: Vec::new() });
    }
    let place = writer.template.resources_place().unwrap_or_default();
    writer.list("Changes", place, |writer| {
        // What one cause changes in several variants is one group.
        let mut groups: Map<(&str, String, String), u32> = Map::new();
        for change in changes.iter().flatten() {
            let key = (change.kind, change.what.clone(), change.subject.clone());
            let group = *groups.or_insert_with(key, || writer.new_group());
            let variant = Variant::new(change.when, group, change.given);
            writer.variant(change.place, variant, &ConditionSet::default(), |writer| {
                write_one(writer, change);
            });
        }
    });
}

fn write_one(writer: &mut Writer<'_, '_>, change: &Change) {
    let place = change.place;
    for (key, text) in [
        ("Kind", change.kind),
        ("LogicalId", &change.logical_id),
        ("What", &change.what),
        ("Subject", &change.subject),
        ("Old", &change.old),
        ("New", &change.new),
    ] {
        writer.text(key, place, text);
    }
    writer.part(place, change.part.as_deref());
    writer.int("Number", place, i64::try_from(change.number).unwrap_or(i64::MAX));
    writer.word("Fate", place, change.fate.name());
    writer.word("Outcome", place, change.outcome());
    writer.list("Related", place, |writer| {
        if let Some(was) = change.was {
            writer.map(was, |writer| writer.text("Message", was, "as it was"));
        }
    });
}

fn found(versions: &Versions<'_, '_, '_>, tables: NodeId) -> Vec<Change> {
    let new_view = View::new(versions.new.tree, Reading::CloudFormation);
    let old: Vec<WrittenFact<'_>> = versions.old_root.items("Tables").collect();
    let new: Vec<WrittenFact<'_>> = WrittenFact::new(new_view, At::main(tables)).elements().collect();
    let by_id = |list: &[WrittenFact<'_>]| {
        list.iter().enumerate().filter_map(|(at, table)| Some((table.text("LogicalId")?.to_owned(), at))).collect()
    };
    let (old_ids, new_ids): (Map<String, usize>, Map<String, usize>) = (by_id(&old), by_id(&new));
    let mut changes = Vec::new();
    let mut gone = Vec::new();
    let conditions = versions.new.template.conditions();
    for table in &new {
        let Some(logical_id) = table.text("LogicalId") else { continue };
        let Some(old) = old_ids.get(logical_id).and_then(|at| old.get(*at)) else { continue };
        let (was, is) = (versions.was(old.node()), versions.is(table.node()));
        let when = conditions.and(was, is);
        let given = is;
        let pair = Pair { versions, logical_id, old: *old, new: *table, when, given };
        // Where nobody can say when it is there, it is taken to be there.
        if !when.is_never() {
            of_table(&pair, &mut changes);
        }
        let left = conditions.and(was, conditions.not(is));
        if !left.is_never() && !left.is_unknown() {
            gone.push(Gone {
                table: *old,
                place: condition_place(versions, logical_id, table.place()),
                when: left,
                how: LEFT_OUT,
            });
        }
    }
    let may_have_more = versions.new.template.may_have_more_resources();
    if !may_have_more {
        for old in old.iter().filter(|table| table.text("LogicalId").is_some_and(|id| new_ids.get(id).is_none())) {
            let was = versions.was(old.node());
            let when = if was.is_unknown() { When::ALWAYS } else { was };
            if !when.is_never() {
                // A template that is deleted has no resources any more: the table can only be shown as it was.
                let resources = versions.new.template.resources_place();
                let (place, how) = resources.map_or((old.place(), DELETED), |place| (place, REMOVED));
                gone.push(Gone { table: *old, place, when, how });
            }
        }
    }
    gone.iter().for_each(|table| removed(versions, table, &mut changes));
    if !may_have_more {
        for table in new.iter().filter(|table| table.text("LogicalId").is_some_and(|id| old_ids.get(id).is_none())) {
            collides(versions, *table, &gone, &mut changes);
        }
    }
    changes
}

fn of_table(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let compared = Change::of("compared", table, String::new(), table.old, table.new);
    changes.push(Change { was: None, ..compared });
    if let (Some(old), Some(new)) = (table.old.get("Type"), table.new.get("Type"))
        && old.plain() != new.plain()
        && [old, new].iter().any(|side| side.plain() == Some("GlobalTable"))
    {
        changes.push(Change::of("type", table, "the type".to_owned(), old, new));
        return;
    }
    let many = changes.len();
    keys::replaced(table, changes);
    // A new table has new indexes.
    if changes.len() == many {
        indexes::changed(table, changes);
    }
    settings::changed(table, changes);
    encryption::changed(table, changes);
    replicas::replicas(table, changes);
}

/// A table that was there and is not any more.
struct Gone<'c> {
    table: WrittenFact<'c>,
    /// What says so.
    place: Place,
    when: When,
    /// How it is gone, for people.
    how: &'static str,
}

const LEFT_OUT: &str = "is left out by its condition";
const REMOVED: &str = "is gone from the template";
const DELETED: &str = "is gone with its template";

/// Where the condition of a resource stands.
fn condition_place(versions: &Versions<'_, '_, '_>, logical_id: &str, otherwise: Place) -> Place {
    let template = versions.new.template;
    let at = template.resource(logical_id).and_then(|resource| resource.condition_at);
    at.map_or(otherwise, |at| template.view().place(at))
}

/// A table that is gone, where no policy keeps it.
fn removed(versions: &Versions<'_, '_, '_>, gone: &Gone<'_>, changes: &mut Vec<Change>) {
    let Some(logical_id) = gone.table.text("LogicalId") else { return };
    let conditions = versions.new.template.conditions();
    let protection: Vec<WrittenFact<'_>> = gone
        .table
        .items("Protection")
        .filter(|variant| {
            let was = versions.was(variant.node());
            was.is_unknown() || conditions.meets(was, gone.when)
        })
        .collect();
    let is_unknown =
        protection.iter().any(|variant| variant.get("DeletionPolicy").is_none_or(|policy| policy.value().is_none()));
    let mut copies = protection.iter().flat_map(|variant| variant.items("Copies"));
    if is_unknown || !copies.any(|copy| copy.text("Retained") == Some("false")) {
        return;
    }
    changes.push(Change {
        kind: if gone.how == DELETED { "template-deleted" } else { "removed" },
        logical_id: logical_id.to_owned(),
        what: ["table `", logical_id, "`"].concat(),
        part: None,
        subject: gone.how.to_owned(),
        old: String::new(),
        new: String::new(),
        number: 0,
        fate: Fate::of_unkept(protection.into_iter()),
        place: gone.place,
        was: (gone.how != DELETED).then(|| gone.table.place()),
        when: gone.when,
        given: When::ALWAYS,
    });
}

/// A new table that has the name of one that is gone.
fn collides<'c>(
    versions: &'c Versions<'c, '_, '_>,
    table: WrittenFact<'c>,
    gone: &[Gone<'c>],
    changes: &mut Vec<Change>,
) {
    let Some(logical_id) = table.text("LogicalId") else { return };
    let given = versions.is(table.node());
    let conditions = versions.new.template.conditions();
    for gone in gone {
        let when = conditions.and(gone.when, given);
        if when.is_never() {
            continue;
        }
        let both = Pair { versions, logical_id, old: gone.table, new: table, when, given };
        for pair in both.variants("Naming").into_iter().filter(|pair| pair.is_same("TableName")) {
            let (Some(old), Some(new)) = (pair.old.get("TableName"), pair.new.get("TableName")) else { continue };
            let when = conditions.and(pair.when, gone.when);
            if !when.is_never() {
                let change = Change::of("collision", &pair, gone.how.to_owned(), old, new);
                let old = gone.table.text("LogicalId").unwrap_or_default().to_owned();
                changes.push(Change { old, when, ..change });
                // One name that is taken is enough.
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests;
