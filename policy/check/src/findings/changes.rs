//! What an update does to each table: the list of changes in the facts, with the words of what rules find in it. A change that no rule
//! reports is told in the words of the facts. Judges nothing.

use tablewarden_cloudformation::{Conditions, Template, When};
use tablewarden_dynamodb::{Facts, ListedChange, TableVersions, listed_changes, table_versions};
use tablewarden_order::{Map, Set};
use tablewarden_source::{Place, shown};
use tablewarden_wire::{Changes, TableChange, TableEffect, TableOutcome};

use super::raw_finding::RawFinding;
use super::words::sentence;
use crate::reading::Versions;
use crate::request::{Files, Sources};

/// The tables of both versions, and what happens to each.
#[inline(never)]
pub(crate) fn changes(
    templates: &Versions<Template<'_>>,
    facts: &Facts<'_>,
    found: &[RawFinding<'_>],
    sources: &Sources<'_>,
) -> Changes {
    let (files, earlier) = (&sources.files, sources.earlier);
    let listed = listed_changes(facts);
    let conditions = templates.current.conditions();
    let mut told: Set<(&str, &str)> = Set::new();
    let mut effects: Map<&str, Vec<TableEffect>> = Map::new();
    for one in found.iter().filter(|one| !one.message.is_empty()) {
        let Some(node) = one.fact.map(|at| at.node()) else { continue };
        let before = listed.partition_point(|change| change.nodes.0 <= node).checked_sub(1);
        let Some(change) = before.and_then(|at| listed.get(at)).filter(|change| node < change.nodes.1) else {
            continue;
        };
        // What is the same of several parts of a table is one finding.
        told.insert((change.logical_id, change.kind));
        // What a deleted template had is told where it was.
        let places = one.related.iter().map(|(place, _)| *place).chain([one.place]);
        let was = places.into_iter().find(|place| Some(place.file()) == earlier);
        effects.or_default(change.logical_id).push(TableEffect {
            outcome: outcome(change),
            message: shown(one.message.clone()),
            condition: one.condition.clone(),
            rule: Some(one.rule.id.to_owned()),
            span: files.location(one.place),
            was: was.map(|place| files.location(place)),
            property: property(templates, change, one.place, was),
        });
    }
    for change in listed.iter().filter(|change| change.outcome != "nothing") {
        if told.contains(&(change.logical_id, change.kind)) {
            continue;
        }
        let (when, given) = change.when;
        effects.or_default(change.logical_id).push(TableEffect {
            outcome: outcome(change),
            message: shown(words(change)),
            condition: conditions.describe_within(when, given),
            rule: None,
            span: files.location(change.place),
            was: change.was.map(|place| files.location(place)),
            property: property(templates, change, change.place, change.was),
        });
    }
    let tables = table_versions(&templates.current, templates.earlier.as_ref());
    let of_table = |table: TableVersions<'_, '_>| {
        let mut own = effects.get_mut(table.logical_id).map(std::mem::take).unwrap_or_default();
        tablewarden_order::sort_by_key(&mut own, |effect| (effect.outcome, effect.span.start_byte));
        of_table(&table, own, templates, files)
    };
    let mut tables: Vec<TableChange> = tables.into_iter().map(of_table).collect();
    tablewarden_order::sort_by_key(&mut tables, |table| table.outcome);
    let deleted = sources.is_deleted();
    let earlier = earlier.filter(|_| !deleted).map(|file| files.name(file).to_owned());
    Changes { earlier, deleted, tables }
}

/// The property of a table that a change is one of: the one that its place is in, now or before.
fn property(
    templates: &Versions<Template<'_>>,
    change: &ListedChange<'_>,
    place: Place,
    was: Option<Place>,
) -> Option<String> {
    let logical_id = change.logical_id;
    let at = |template: &Template<'_>, place| {
        let path = template.path_at(place, Some(logical_id)).filter(|path| path.logical_id == Some(logical_id))?;
        let mut keys = path.pointer.split('/').skip(3);
        match keys.next()? {
            "Properties" => keys.next().map(str::to_owned),
            policy => Some(policy.to_owned()),
        }
    };
    // What is gone, or is one of several, is told at the table.
    let by_kind = || match change.kind {
        "type" => Some("Type"),
        "local-index" | "replaced-indexes" => Some("LocalSecondaryIndexes"),
        "key-removed" => Some("SSESpecification"),
        _ => None,
    };
    let known = at(&templates.current, place).or_else(|| at(templates.earlier.as_ref()?, was?));
    known.or_else(|| by_kind().map(str::to_owned))
}

fn of_table(
    table: &TableVersions<'_, '_>,
    effects: Vec<TableEffect>,
    templates: &Versions<Template<'_>>,
    files: &Files<'_>,
) -> TableChange {
    let otherwise = match (table.old, table.new) {
        (None, _) => TableOutcome::New,
        (Some(_), Some(_)) if table.properties.is_empty() => TableOutcome::Unchanged,
        (Some(_), Some(_)) => TableOutcome::Changed,
        (Some(old), None) => {
            let policy = templates.earlier.as_ref().zip(old.deletion_policy);
            match policy.and_then(|(template, at)| template.view().text(at)) {
                Some("Retain" | "RetainExceptOnCreate") => TableOutcome::Kept,
                _ => TableOutcome::MayBeDeleted,
            }
        }
    };
    let side = match table.new {
        Some(new) => Some((&templates.current, new)),
        None => templates.earlier.as_ref().zip(table.old),
    };
    let name = side.and_then(|(template, resource)| {
        let at = template.view().get(resource.properties?, "TableName")?;
        let name = template.open_parts(at).sketch();
        // Of what has no one value nothing is shown.
        (!name.is_empty() && name != "…").then_some(name)
    });
    let condition = |conditions: &Conditions<'_>, when| conditions.describe_within(when, When::ALWAYS);
    TableChange {
        logical_id: table.logical_id.to_owned(),
        name,
        outcome: effects.first().map_or(otherwise, |effect| effect.outcome),
        condition: side
            .filter(|(_, resource)| !resource.when.is_never())
            .and_then(|(template, resource)| condition(template.conditions(), resource.when)),
        span: table.new.map(|new| files.location(new.key_place)),
        was: table.old.map(|old| files.location(old.key_place)),
        properties: table.properties.iter().map(|key| (*key).to_owned()).collect(),
        effects,
    }
}

fn outcome(change: &ListedChange<'_>) -> TableOutcome {
    match change.outcome {
        "deleted" if change.fate == "deleted" => TableOutcome::Deleted,
        "deleted" => TableOutcome::MayBeDeleted,
        "fails" => TableOutcome::Fails,
        "replaced" => TableOutcome::Replaced,
        "kept" => TableOutcome::Kept,
        "lowered" => TableOutcome::Lowered,
        "consumers" => TableOutcome::Consumers,
        "queries" => TableOutcome::Queries,
        _ => TableOutcome::Changed,
    }
}

/// A change that no rule reports.
fn words(change: &ListedChange<'_>) -> String {
    let [what, subject, old, new] = change.words;
    let words = match old {
        "" => [what, ": ", subject, "."].concat(),
        old => [subject, " of ", what, " changes from ", old, " to ", new, "."].concat(),
    };
    sentence(&words).message
}
