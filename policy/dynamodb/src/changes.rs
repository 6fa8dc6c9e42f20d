//! What a template changes of the tables of an earlier one: names, keys, indexes, protection, streams, replicas, and which tables
//! are gone. Compares the facts of both, variant by variant; never says what a change does.

mod keys;
mod safety;
mod said;

use tablewarden_cloudformation::{ConditionSet, Template};
use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::{At, NodeId, Reading, View};

use said::{Said, Value};

use crate::document::Facts;
use crate::variant::Variant;
use crate::write::Writer;

/// The earlier template and its facts.
#[derive(Debug, Clone, Copy)]
pub struct Before<'b, 'o> {
    /// The template.
    pub template: &'b Template<'o>,
    /// Its facts.
    pub facts: &'b Facts<'o>,
}

/// One change.
struct Change {
    kind: &'static str,
    logical_id: String,
    /// Whose it is, for people: "table `Orders`".
    what: String,
    /// What of it changes, for people.
    subject: String,
    old: String,
    new: String,
    number: usize,
    place: Place,
    /// Where it stands in the earlier template.
    was: Option<Place>,
    /// The node of the facts whose variant it holds in.
    node: Option<NodeId>,
}

impl Change {
    /// A change of the thing that `new` says; what it was is said by `old`.
    fn of(kind: &'static str, table: &Pair<'_, '_>, subject: String, old: Said<'_>, new: Said<'_>) -> Self {
        Self {
            kind,
            logical_id: table.logical_id.to_owned(),
            what: table.new.text("What").map_or_else(|| format!("table `{}`", table.logical_id), str::to_owned),
            subject,
            old: old.words(),
            new: new.words(),
            number: 0,
            place: new.place(),
            was: Some(old.place()),
            node: Some(new.node()),
        }
    }
}

/// A table, or one variant of a group of its facts, as it was and as it is.
struct Pair<'n, 'o> {
    logical_id: &'n str,
    old: Said<'o>,
    new: Said<'n>,
}

impl<'n, 'o> Pair<'n, 'o> {
    /// The variants of a group that belong together: those under the same conditions, or under all where the group had
    /// one only. Others are not compared.
    fn variants(&self, group: &str) -> Vec<Self> {
        let old: Vec<Said<'o>> = self.old.items(group).collect();
        let pair = |new: Said<'n>| {
            let when = new.text("When");
            let same = old.iter().find(|old| old.text("When") == when);
            let old = same.or_else(|| old.first().filter(|_| old.len() == 1))?;
            Some(Self { logical_id: self.logical_id, old: *old, new })
        };
        self.new.items(group).filter_map(pair).collect()
    }

    /// Both values of a key, where both are known or absent.
    fn both(&self, key: &str) -> Option<(Said<'o>, Said<'n>, Value<'o>, Value<'n>)> {
        let (old, new) = (self.old.get(key)?, self.new.get(key)?);
        Some((old, new, old.value()?, new.value()?))
    }
}

/// Writes the list of changes. The tables stand in the facts already, in the list `tables`.
pub(crate) fn write(writer: &mut Writer<'_, '_>, tables: NodeId, region: Option<&str>, before: Option<Before<'_, '_>>) {
    let changes = before.map(|before| found(writer, tables, region, before)).unwrap_or_default();
    let place = writer.template.resources_place().unwrap_or_default();
    writer.list("Changes", place, |writer| {
        for change in &changes {
            let inside = change.node.and_then(|node| writer.variant_of(node));
            let group = writer.new_group();
            let variant = inside.map_or_else(|| Variant::always(group), |variant| Variant { group, ..variant });
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
    writer.int("Number", place, i64::try_from(change.number).unwrap_or(i64::MAX));
    writer.list("Related", place, |writer| {
        if let Some(was) = change.was {
            writer.map(was, |writer| writer.text("Message", was, "as it was"));
        }
    });
}

fn found(writer: &Writer<'_, '_>, tables: NodeId, region: Option<&str>, before: Before<'_, '_>) -> Vec<Change> {
    let old_view = View::new(&before.facts.tree, Reading::CloudFormation);
    let new_view = View::new(writer.tree(), Reading::CloudFormation);
    let Some(root) = old_view.root() else { return Vec::new() };
    let old: Vec<Said<'_>> = Said::new(old_view, root).items("Tables").collect();
    let new: Vec<Said<'_>> = Said::new(new_view, At::main(tables)).elements().collect();
    let by_id = |list: &[Said<'_>]| {
        list.iter().enumerate().filter_map(|(at, table)| Some((table.text("LogicalId")?.to_owned(), at))).collect()
    };
    let (old_ids, new_ids): (Map<String, usize>, Map<String, usize>) = (by_id(&old), by_id(&new));
    let mut changes = Vec::new();
    for table in &new {
        let Some(logical_id) = table.text("LogicalId") else { continue };
        let Some(old) = old_ids.get(logical_id).and_then(|at| old.get(*at)) else { continue };
        let pair = Pair { logical_id, old: *old, new: *table };
        of_table(&pair, writer.template, before.template, region, &mut changes);
    }
    if !writer.template.may_have_more_resources() {
        let gone = old.iter().filter(|table| table.text("LogicalId").is_some_and(|id| new_ids.get(id).is_none()));
        let gone: Vec<Said<'_>> = gone.copied().collect();
        let place = writer.template.resources_place().unwrap_or_default();
        gone.iter().for_each(|table| removed(*table, place, &mut changes));
        let added = new.iter().filter(|table| table.text("LogicalId").is_some_and(|id| old_ids.get(id).is_none()));
        added.for_each(|table| collides(*table, &gone, &mut changes));
    }
    changes
}

fn of_table(
    table: &Pair<'_, '_>,
    template: &Template<'_>,
    before: &Template<'_>,
    region: Option<&str>,
    changes: &mut Vec<Change>,
) {
    let compared = Change::of("compared", table, String::new(), table.old, table.new);
    changes.push(Change { was: None, ..compared });
    if let (Some(old), Some(new)) = (table.old.get("Type"), table.new.get("Type"))
        && old.plain() != new.plain()
    {
        changes.push(Change::of("type", table, "the type".to_owned(), old, new));
        return;
    }
    let many = changes.len();
    keys::replaced(table, template, before, changes);
    // A new table has new indexes.
    if changes.len() == many {
        keys::indexes(table, changes);
    }
    safety::lowered(table, changes);
    safety::stream(table, changes);
    safety::replicas(table, template, before, region, changes);
}

/// A table that is gone.
fn removed(table: Said<'_>, place: Place, changes: &mut Vec<Change>) {
    let Some(logical_id) = table.text("LogicalId") else { return };
    let is_unknown = table
        .items("Protection")
        .any(|variant| variant.get("DeletionPolicy").is_none_or(|policy| policy.value().is_none()));
    let mut copies = table.items("Protection").flat_map(|variant| variant.items("Copies"));
    if is_unknown || !copies.any(|copy| copy.text("Retained") == Some("false")) {
        return;
    }
    changes.push(Change {
        kind: "removed",
        logical_id: logical_id.to_owned(),
        what: format!("table `{logical_id}`"),
        subject: String::new(),
        old: String::new(),
        new: String::new(),
        number: 0,
        place,
        was: Some(table.place()),
        node: None,
    });
}

/// A new table that has the name of one that is gone.
fn collides(table: Said<'_>, gone: &[Said<'_>], changes: &mut Vec<Change>) {
    let name = |table: Said<'_>| table.get("Name").and_then(|name| name.value()?.known().map(str::to_owned));
    let (Some(logical_id), Some(own)) = (table.text("LogicalId"), name(table)) else { return };
    let Some(other) = gone.iter().find(|other| name(**other).as_ref() == Some(&own)) else { return };
    let (Some(old), Some(new)) = (other.get("Name"), table.get("Name")) else { return };
    let pair = Pair { logical_id, old: *other, new: table };
    let change = Change::of("collision", &pair, "`TableName`".to_owned(), old, new);
    changes.push(Change { old: other.text("LogicalId").unwrap_or_default().to_owned(), ..change });
}

#[cfg(test)]
mod tests;
