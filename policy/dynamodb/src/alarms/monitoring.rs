//! Whether alarms watch throttled reads and writes of a table and of each of its global indexes, its errors, its use of
//! capacity and its replication. Unknown where an alarm may be about it; never says that alarms have to be in this template.

use tablewarden_cloudformation::{ConditionSet, Parts, Scenario, Template, When};
use tablewarden_order::Map;
use tablewarden_source::Place;

use crate::alarms::alarm::{Alarm, AlarmMetric};
use crate::alarms::metrics::{self, Throttles};
use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::keys::indexes::{self, Index, IndexKind};
use crate::resource::outcomes::{Outcomes, Presence, presence};
use crate::resource::property::Case;
use crate::resource::table::{Table, TableKind};
use crate::resource::table_names::{NamedTables, Tables};
use crate::table::billing;

/// What of a table or an index is alarmed: one bit for each thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Alarmed(u8);

impl Alarmed {
    const NONE: Self = Self(0);
    const READS: Self = Self(1);
    const WRITES: Self = Self(2);
    const READ_USE: Self = Self(4);
    const WRITE_USE: Self = Self(8);
    const ERRORS: Self = Self(16);
    const REPLICATION: Self = Self(32);
    const ALL: Self = Self(63);

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, one: Self) -> bool {
        self.0 & one.0 != 0
    }

    fn given(is: bool, one: Self) -> Self {
        if is { one } else { Self::NONE }
    }
}

const THROTTLING: Alarmed = Alarmed(Alarmed::READS.0 | Alarmed::WRITES.0);

/// What one metric of an alarm watches of a table.
#[derive(Debug, Clone)]
struct Watch<'d> {
    when: When,
    /// Of the table itself, or of the index named.
    own: Alarmed,
    /// Of all indexes.
    indexes: Alarmed,
    index: Option<Parts<'d>>,
    certainty: Certainty,
}

/// Whether a metric of an alarm watches what it is taken to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Sure,
    /// It was meant to, and never gets data: that is said of the alarm, and not of the table again.
    Meant,
    /// It may, and nobody can say.
    Doubtful,
}

/// All alarms by table.
pub(crate) struct Monitoring<'t, 'd> {
    template: &'t Template<'d>,
    /// By the number of the table; none for what watches every table.
    watches: Map<Option<usize>, Vec<Watch<'d>>>,
    conditions: Map<Option<usize>, ConditionSet>,
    /// Whether some alarm is about a table of this template.
    is_joined: bool,
    /// What some alarm may watch of any table.
    open: Alarmed,
}

const GROUP: Group = Group {
    key: "Monitoring",
    what: "alarms",
    reads: &["GlobalSecondaryIndexes", "BillingMode", "ProvisionedThroughput", "Replicas", "MultiRegionConsistency"],
    also: &[],
};
/// With how many names that alarms have an index's name is compared.
const MOST_COMPARED: usize = 64;
const READS: [&str; 5] = ["GetItem", "BatchGetItem", "Scan", "Query", "TransactGetItems"];
const WRITES: [&str; 5] = ["PutItem", "DeleteItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems"];

impl<'t, 'd> Monitoring<'t, 'd> {
    #[inline(never)]
    pub(crate) fn read(tables: &Tables<'t, 'd>, alarms: &[Outcomes<'t, 'd, Alarm<'d>>]) -> Self {
        let template = tables.template();
        let mut monitoring = Self {
            template,
            watches: Map::new(),
            conditions: Map::new(),
            is_joined: false,
            open: Alarmed::given(template.may_have_more_resources(), Alarmed::ALL),
        };
        for outcomes in alarms {
            let mut is_open = outcomes.is_too_much;
            for (when, alarm) in &outcomes.each {
                is_open |= alarm.is_open;
                for metric in &alarm.metrics {
                    monitoring.add(*when, metric, &outcomes.conditions);
                }
            }
            monitoring.open = monitoring.open.with(Alarmed::given(is_open, Alarmed::ALL));
        }
        monitoring
    }

    fn add(&mut self, when: When, metric: &AlarmMetric<'d>, conditions: &ConditionSet) {
        let watch = watch(when, metric);
        let of = match (&metric.which, &watch) {
            (NamedTables::Tables(numbers), _) => {
                self.is_joined = true;
                numbers.iter().map(|number| Some(*number)).collect()
            }
            // The one metric of the account among these counts the errors of all tables.
            (NamedTables::None, Some(watch)) if watch.own == Alarmed::ERRORS && metric.form == "none" => vec![None],
            (which, Some(watch)) if *which == NamedTables::Any || is_meant_for_some_table(metric, watch) => {
                let found = watch.own.with(watch.indexes);
                // Who watches reads of an unknown table watches its writes in a way that is not known either.
                self.open = self.open.with(found).with(Alarmed::given(found.has(THROTTLING), THROTTLING));
                return;
            }
            _ => return,
        };
        for table in of {
            let Some(watch) = &watch else { continue };
            self.watches.or_default(table).push(watch.clone());
            self.conditions.or_default(table).extend(conditions);
        }
    }
}

/// Whether an alarm on no table of the template was meant for one: it names none, or misspells one.
fn is_meant_for_some_table(metric: &AlarmMetric<'_>, watch: &Watch<'_>) -> bool {
    metric.near.is_some() || (metric.form == "none" && watch.certainty == Certainty::Meant)
}

/// What of a table a metric watches, or was meant to; nothing where it certainly is none of what is asked for.
fn watch<'d>(when: When, metric: &AlarmMetric<'d>) -> Option<Watch<'d>> {
    let watch = |own, indexes, certainty| Some(Watch { when, own, indexes, index: metric.index.clone(), certainty });
    if metric.name.is_unknown() {
        return watch(Alarmed::ALL, Alarmed::ALL, Certainty::Doubtful);
    }
    let name = metric.name.text().unwrap_or_default();
    let known = metrics::find(name);
    let meant = known.or_else(|| metrics::nearest(name).and_then(metrics::find))?;
    let (own, indexes) = match (meant.throttles, meant.name) {
        (Throttles::None, "SystemErrors" | "UserErrors") => (Alarmed::ERRORS, Alarmed::NONE),
        (Throttles::None, "ConsumedReadCapacityUnits") => (Alarmed::READ_USE, Alarmed::NONE),
        (Throttles::None, "ConsumedWriteCapacityUnits") => (Alarmed::WRITE_USE, Alarmed::NONE),
        (Throttles::None, "ReplicationLatency") => (Alarmed::REPLICATION, Alarmed::NONE),
        (Throttles::None, "OnlineIndexThrottleEvents") => {
            return watch(Alarmed::WRITES, Alarmed::NONE, Certainty::Meant);
        }
        (Throttles::None, _) => return None,
        (Throttles::Reads, _) => (Alarmed::READS, Alarmed::NONE),
        (Throttles::Writes, _) => (Alarmed::WRITES, Alarmed::NONE),
        (Throttles::Requests, _) => match metric.operation.text() {
            None => return watch(THROTTLING, THROTTLING, Certainty::Doubtful),
            Some(operation) => {
                let is_other = !READS.contains(&operation) && !WRITES.contains(&operation);
                let writes = Alarmed::given(is_other || WRITES.contains(&operation), Alarmed::WRITES);
                let reads = Alarmed::given(is_other || READS.contains(&operation), Alarmed::READS);
                (writes.with(reads), writes.with(reads))
            }
        },
    };
    let Some(set) = &metric.set else { return watch(own, own, Certainty::Doubtful) };
    let is_published = known.is_some_and(|known| known.sets.iter().chain(known.rare).any(|other| other == set));
    watch(own, indexes, if is_published { Certainty::Sure } else { Certainty::Meant })
}

/// What is alarmed, and what may be.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    certain: Alarmed,
    possible: Alarmed,
}

impl Sum {
    fn add(&mut self, covers: Alarmed, is_sure: bool) {
        let to = if is_sure { &mut self.certain } else { &mut self.possible };
        *to = to.with(covers);
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
        let own = self.watches.get(&Some(table.number)).into_iter().flatten();
        for watch in own.chain(self.watches.get(&None).into_iter().flatten()) {
            let is_sure = match presence(self.template, scenario, watch.when) {
                Presence::No => continue,
                Presence::Yes => watch.certainty == Certainty::Sure,
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
            if watch.certainty == Certainty::Doubtful && watch.index.is_none() {
                sums.some_index.add(watch.own, false);
            }
        }
        sums
    }

    fn of_index(sums: &Sums<'_, 'd>, index: &Index<'_, 'd>) -> Sum {
        let mut sum = sums.every_index;
        let Some(parts) = &index.parts else {
            sum.possible = Alarmed::ALL;
            return sum;
        };
        if let Some(own) = sums.by_index.get(parts) {
            sum.add(own.certain, true);
            sum.add(own.possible, false);
        }
        // An alarm on a slip of its name was meant for it.
        let is_slip =
            |name: &str, other: &Parts<'d>| other.literal().is_some_and(|other| strsim::levenshtein(name, other) <= 2);
        if let Some(name) = index.name.text().filter(|_| sums.by_index.len() <= MOST_COMPARED) {
            let slips = sums.by_index.iter().filter(|(other, _)| is_slip(name, other));
            slips.for_each(|(_, meant)| sum.add(meant.certain, false));
        }
        sum.add(sums.some_index.possible, false);
        if parts.unknown().is_some() && !sums.by_index.contains_key(parts) {
            sum.add(sums.any_index.possible, false);
        }
        sum
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
        let mut more = ConditionSet::default();
        for of in [Some(table.number), None] {
            self.conditions.get(&of).iter().for_each(|conditions| more.extend(conditions));
        }
        let beside = Beside { conditions: Some(&more), ..Beside::default() };
        let place = table.resource.key_place;
        writer.group(&GROUP, table, beside, &mut |writer, case: Case<'_, 'd>| {
            writer.flag("Joined", place, self.is_joined);
            let sums = self.sums(table, case.scenario);
            let properties = case.properties(table.resource);
            let (list, _) = indexes::list(&properties, IndexKind::Global);
            writer.word("Errors", place, self.state(sums.table, Alarmed::ERRORS));
            let consistency = properties.get("MultiRegionConsistency").text();
            let is_replicated = table.kind == TableKind::Global
                && properties.get("Replicas").items().list.len() > 1
                && (consistency.is_absent() || consistency.text() == Some("EVENTUAL"));
            let replication = if is_replicated { self.state(sums.table, Alarmed::REPLICATION) } else { "nothing" };
            writer.word("Replication", place, replication);
            writer.list("Watches", place, |writer| {
                let throttling = |sum| self.states(sum, Alarmed::READS, Alarmed::WRITES);
                write_watch(writer, place, "table", [table.words(), ""], throttling(sums.table));
                for index in &list {
                    let states = throttling(Self::of_index(&sums, index));
                    let part = index.name.text().unwrap_or_default();
                    write_watch(writer, index.name.place, "index", [&index.words(table), part], states);
                }
                if billing::is_provisioned(table, &properties) {
                    let states = self.states(sums.table, Alarmed::READ_USE, Alarmed::WRITE_USE);
                    write_watch(writer, place, "capacity", [table.words(), ""], states);
                }
            });
        });
    }

    /// The tables of a template in which no alarm is about any of them, as one thing at the first; nothing where one may be.
    #[inline(never)]
    pub(crate) fn write_unalarmed(&self, writer: &mut Writer<'_, 'd>, tables: &Tables<'_, 'd>) {
        let is_missing = |one| !self.is_joined && !self.open.has(one);
        let has_errors = is_missing(Alarmed::ERRORS) && !self.watches.contains_key(&None);
        let missing = match (is_missing(THROTTLING), has_errors) {
            (true, true) => "throttled requests or errors",
            (true, false) => "throttled requests",
            (false, true) => "errors",
            (false, false) => "",
        };
        let place = writer.template.resources_place().unwrap_or_default();
        writer.list("Unalarmed", place, |writer| {
            let Some((first, others)) = tables.list().split_first().filter(|_| !missing.is_empty()) else { return };
            let place = first.resource.key_place;
            writer.of_resource(place, first.resource, |writer| {
                writer.text("LogicalId", place, first.resource.logical_id);
                writer.text("What", place, &words(first, others));
                writer.word("Missing", place, missing);
                writer.list("Related", place, |writer| {
                    for other in others {
                        let place = other.resource.key_place;
                        let message = ["No alarm covers `", other.resource.logical_id, "` either."].concat();
                        writer.map(place, |writer| writer.text("Message", place, &message));
                    }
                });
            });
        });
    }

    fn state(&self, sum: Sum, one: Alarmed) -> &'static str {
        match (sum.certain.has(one), sum.possible.with(self.open).has(one)) {
            (true, _) => "alarmed",
            (false, true) => "unknown",
            (false, false) => "unalarmed",
        }
    }

    fn states(&self, sum: Sum, read: Alarmed, write: Alarmed) -> [&'static str; 2] {
        [self.state(sum, read), self.state(sum, write)]
    }
}

/// Tables in words: two of them, and how many more.
fn words(first: &Table<'_, '_>, others: &[Table<'_, '_>]) -> String {
    match others {
        [] => first.words().to_owned(),
        [second] => [first.words(), " or of ", second.words()].concat(),
        [_, rest @ ..] => [first.words(), " or of ", &(rest.len() + 1).to_string(), " other tables"].concat(),
    }
}

fn write_watch(
    writer: &mut Writer<'_, '_>,
    place: Place,
    of: &'static str,
    [what, part]: [&str; 2],
    [read, write]: [&'static str; 2],
) {
    let (whole, missing) = match (read, write) {
        ("alarmed", "alarmed") => ("covered", ""),
        ("unalarmed", "unalarmed") => ("uncovered", "reads and writes"),
        ("unalarmed", _) => ("partial", "reads"),
        (_, "unalarmed") => ("partial", "writes"),
        _ => ("unknown", ""),
    };
    let [reads, writes, both] = match of {
        "capacity" => [
            "`ConsumedReadCapacityUnits`",
            "`ConsumedWriteCapacityUnits`",
            "`ConsumedReadCapacityUnits` and `ConsumedWriteCapacityUnits`",
        ],
        _ => ["`ReadThrottleEvents`", "`WriteThrottleEvents`", "`ReadThrottleEvents` and `WriteThrottleEvents`"],
    };
    let wanted = match missing {
        "" => "",
        "reads" => reads,
        "writes" => writes,
        _ => both,
    };
    writer.map(place, |writer| {
        writer.word("Of", place, of);
        writer.text("What", place, what);
        if !part.is_empty() {
            writer.text("Part", place, part);
        }
        writer.word("Read", place, read);
        writer.word("Write", place, write);
        writer.word("State", place, whole);
        writer.word("Missing", place, missing);
        writer.word("Wanted", place, wanted);
    });
}

#[cfg(test)]
mod tests;
