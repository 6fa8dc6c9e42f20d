//! Whether alarms watch throttled reads and writes of a table and of each of its global indexes. Unknown where an alarm
//! may be about it; never says that alarms have to be in this template.

use tablewarden_cloudformation::{ConditionSet, Parts, Scenario, Template, When};
use tablewarden_order::Map;
use tablewarden_source::Place;

use crate::alarms::{Alarm, Use};
use crate::edge::{Edges, Presence, presence};
use crate::indexes::{self, Index, IndexKind};
use crate::metrics::Throttles;
use crate::spot::World;
use crate::table::{Table, Tables, Who};
use crate::write::Writer;

/// Reads and writes, of which each may be alarmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Covers {
    reads: bool,
    writes: bool,
}

/// What one metric of an alarm watches of a table.
#[derive(Debug, Clone)]
struct Watch<'d> {
    when: When,
    /// Of the table itself, or of the index named.
    own: Covers,
    /// Of all indexes.
    indexes: Covers,
    index: Option<Parts<'d>>,
    /// Whether it may watch all this, and nobody can say.
    is_doubtful: bool,
}

/// All alarms by table.
pub(crate) struct Monitoring<'t, 'd> {
    template: &'t Template<'d>,
    watches: Map<usize, Vec<Watch<'d>>>,
    conditions: Map<usize, ConditionSet>,
    /// Whether some alarm is about a table of this template.
    is_joined: bool,
    /// Whether some alarm may be about any table.
    is_open: bool,
}

const READS: [&str; 5] = ["GetItem", "BatchGetItem", "Scan", "Query", "TransactGetItems"];
const INDEX_READS: [&str; 2] = ["Scan", "Query"];
const WRITES: [&str; 5] = ["PutItem", "DeleteItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems"];

impl<'t, 'd> Monitoring<'t, 'd> {
    pub(crate) fn read(tables: &Tables<'t, 'd>, alarms: &[Edges<'t, 'd, Alarm<'d>>]) -> Self {
        let template = tables.template();
        let mut monitoring = Self {
            template,
            watches: Map::new(),
            conditions: Map::new(),
            is_joined: false,
            is_open: template.may_have_more_resources(),
        };
        for edges in alarms {
            monitoring.is_open |= edges.is_too_much;
            for (when, alarm) in &edges.each {
                monitoring.is_open |= alarm.is_open;
                for metric in &alarm.metrics {
                    monitoring.add(*when, metric, &edges.conditions);
                }
            }
        }
        monitoring
    }

    fn add(&mut self, when: When, metric: &Use<'d>, conditions: &ConditionSet) {
        let watch = watch(when, metric);
        match &metric.who {
            Who::Nobody => {}
            Who::Anybody => self.is_open |= watch.is_some(),
            Who::Tables(numbers) => {
                self.is_joined = true;
                for number in numbers {
                    let Some(watch) = &watch else { continue };
                    self.watches.or_default(*number).push(watch.clone());
                    self.conditions.or_default(*number).extend(conditions);
                }
            }
        }
    }
}

/// What throttling of a table a metric watches; nothing where it surely watches none.
fn watch<'d>(when: When, metric: &Use<'d>) -> Option<Watch<'d>> {
    let all = Covers { reads: true, writes: true };
    let doubt = |own, indexes| Some(Watch { when, own, indexes, index: metric.index.clone(), is_doubtful: true });
    if metric.name.is_unknown() {
        return doubt(all, all);
    }
    let throttles = metric.metric()?.throttles;
    let (own, indexes) = match throttles {
        Throttles::None => return None,
        Throttles::Reads => (Covers { reads: true, writes: false }, Covers::default()),
        Throttles::Writes => (Covers { reads: false, writes: true }, Covers::default()),
        Throttles::Requests => match metric.operation.text() {
            None if metric.operation.is_absent() && metric.set.is_some() => return None,
            None => return doubt(all, all),
            Some(operation) => {
                let is_other = !READS.contains(&operation) && !WRITES.contains(&operation);
                let own = Covers {
                    reads: is_other || READS.contains(&operation),
                    writes: is_other || WRITES.contains(&operation),
                };
                (own, Covers { reads: is_other || INDEX_READS.contains(&operation), writes: own.writes })
            }
        },
    };
    let Some(set) = &metric.set else { return doubt(own, own) };
    let is_published = metric.metric()?.sets.iter().chain(metric.metric()?.rare).any(|other| other == set);
    is_published.then(|| Watch { when, own, indexes, index: metric.index.clone(), is_doubtful: false })
}

/// What is alarmed, and what may be.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    surely: Covers,
    perhaps: Covers,
}

impl Sum {
    fn add(&mut self, covers: Covers, is_sure: bool) {
        let to = if is_sure { &mut self.surely } else { &mut self.perhaps };
        to.reads |= covers.reads;
        to.writes |= covers.writes;
    }
}

/// What the alarms of a table come to in one scenario.
#[derive(Default)]
struct Sums<'w, 'd> {
    table: Sum,
    every_index: Sum,
    by_index: Map<&'w Parts<'d>, Sum>,
    /// What alarms with an index that is not known whole watch.
    some_index: Sum,
    /// What alarms with any index watch.
    any_index: Sum,
}

impl<'d> Monitoring<'_, 'd> {
    fn sums(&self, table: &Table<'_, 'd>, scenario: &Scenario) -> Sums<'_, 'd> {
        let mut sums = Sums::default();
        for watch in self.watches.get(&table.number).into_iter().flatten() {
            let is_sure = match presence(self.template, scenario, watch.when) {
                Presence::No => continue,
                Presence::Yes => !watch.is_doubtful,
                Presence::Perhaps => false,
            };
            sums.every_index.add(watch.indexes, is_sure);
            match &watch.index {
                None => sums.table.add(watch.own, is_sure),
                Some(index) => {
                    sums.by_index.or_default(index).add(watch.own, is_sure);
                    sums.any_index.add(watch.own, false);
                    if index.unknown().is_some() {
                        sums.some_index.add(watch.own, false);
                    }
                }
            }
            if watch.is_doubtful && watch.index.is_none() {
                sums.some_index.add(watch.own, false);
            }
        }
        sums
    }

    fn of_index(sums: &Sums<'_, 'd>, index: &Index<'_, 'd>) -> Sum {
        let mut sum = sums.every_index;
        let Some(parts) = &index.parts else {
            sum.perhaps = Covers { reads: true, writes: true };
            return sum;
        };
        if let Some(own) = sums.by_index.get(parts) {
            sum.add(own.surely, true);
            sum.add(own.perhaps, false);
        }
        sum.add(sums.some_index.perhaps, false);
        if parts.unknown().is_some() && !sums.by_index.contains_key(parts) {
            sum.add(sums.any_index.perhaps, false);
        }
        sum
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
        let values = table.values(writer.template, &[IndexKind::Global.property()]);
        let more = self.conditions.get(&table.number);
        let what = format!("the alarms of {}", table.words());
        let place = table.resource.key_place;
        writer.group("Monitoring", &what, table.resource, (&values, more), &mut |writer, world: World<'_, 'd>| {
            writer.flag("Joined", place, self.is_joined);
            let sums = self.sums(table, world.scenario);
            let (list, _) = indexes::list(&world.properties(table.resource), IndexKind::Global);
            writer.list("Watches", place, |writer| {
                self.write_watch(writer, place, "table", &table.words(), sums.table);
                for index in &list {
                    let sum = Self::of_index(&sums, index);
                    self.write_watch(writer, index.name.place, "index", &index.words(table), sum);
                }
            });
        });
    }

    fn write_watch(&self, writer: &mut Writer<'_, 'd>, place: Place, of: &str, what: &str, sum: Sum) {
        let state = |surely, perhaps| match (surely, perhaps || self.is_open) {
            (true, _) => "alarmed",
            (false, true) => "unknown",
            (false, false) => "unalarmed",
        };
        let (read, write) = (state(sum.surely.reads, sum.perhaps.reads), state(sum.surely.writes, sum.perhaps.writes));
        let (whole, missing) = match (read, write) {
            ("alarmed", "alarmed") => ("covered", ""),
            ("unalarmed", "unalarmed") => ("uncovered", "reads and writes"),
            ("unalarmed", _) => ("partial", "reads"),
            (_, "unalarmed") => ("partial", "writes"),
            _ => ("unknown", ""),
        };
        writer.map(place, |writer| {
            writer.text("Of", place, of);
            writer.text("What", place, what);
            writer.text("Read", place, read);
            writer.text("Write", place, write);
            writer.text("State", place, whole);
            writer.text("Missing", place, missing);
        });
    }
}

#[cfg(test)]
#[path = "monitoring/tests.rs"]
mod tests;
