//! How a table is paid for: its mode, the capacity of the table and of each index, and what of it scales. Never says
//! which mode is right.

use crate::fact::Fact;
use crate::indexes::{self, Index, IndexKind};
use crate::scaling::{Scaling, State};
use crate::spot::{Spot, World};
use crate::table::{Table, TableKind};
use crate::target::Direction;
use crate::write::Writer;

const PROPERTIES: [&str; 3] = ["BillingMode", "ProvisionedThroughput", "GlobalSecondaryIndexes"];

/// A table or an index that has capacity.
struct Capacity<'s, 't, 'd> {
    index: Option<&'s Index<'t, 'd>>,
    what: String,
    throughput: Spot<'t, 'd>,
}

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scaling: &Scaling<'_, 'd>) {
    let values = table.values(writer.template, &PROPERTIES);
    let more = (table.kind != TableKind::Global).then(|| scaling.conditions(table));
    let what = format!("the billing of {}", table.words());
    writer.group("Billing", &what, table.resource, (&values, more.as_ref()), &mut |writer, world: World<'_, 'd>| {
        variant(writer, table, scaling, world);
    });
}

fn variant<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scaling: &Scaling<'_, 'd>, world: World<'_, 'd>) {
    let properties = world.properties(table.resource);
    let mode = properties.get("BillingMode").text();
    let throughput = properties.get("ProvisionedThroughput");
    let effective = effective(table.kind, &mode, &throughput);
    // What is missing is reported at the mode that asks for it.
    let place = if mode.is_known() { mode.place } else { throughput.nearest() };
    let (list, is_whole) = indexes::list(&properties, IndexKind::Global);
    let mut capacities = Vec::new();
    if table.kind != TableKind::Global {
        let throughput = if throughput.key_place().is_some() { throughput } else { throughput.near(place) };
        capacities.push(Capacity { index: None, what: table.words(), throughput });
        capacities.extend(list.iter().map(|index| Capacity {
            index: Some(index),
            what: index.words(table),
            throughput: index.spot.get("ProvisionedThroughput"),
        }));
    }
    writer.fact("Mode", &mode);
    writer.fact("Effective", &effective);
    writer.list("Capacities", place, |writer| {
        for capacity in &capacities {
            write_capacity(writer, capacity);
        }
    });
    let states: Vec<(&Capacity<'_, '_, 'd>, Direction, State)> = match effective.text() {
        Some("PROVISIONED") => capacities
            .iter()
            .flat_map(|capacity| Direction::BOTH.map(|direction| (capacity, direction)))
            .map(|(capacity, direction)| {
                (capacity, direction, scaling.state(table, capacity.index, direction, world.scenario))
            })
            .collect(),
        _ => Vec::new(),
    };
    // Without a mode and without throughput there is nothing that could scale.
    let has_capacity = !mode.is_absent() || capacities.iter().any(|capacity| !capacity.throughput.is_absent());
    let coverage = match effective.text() {
        None => "unknown",
        Some(_) if states.is_empty() || !has_capacity => "nothing",
        Some(_) => coverage(&states, is_whole),
    };
    let default_of = effective.default_of;
    writer.map_at("Scaling", place, |writer| {
        writer.derived(default_of, |writer| writer.text("Coverage", place, coverage));
        writer.list("Dimensions", place, |writer| {
            for (capacity, direction, state) in &states {
                let place = capacity.index.map_or(place, |index| index.name.place);
                writer.map(place, |writer| {
                    write_of(writer, capacity, place);
                    writer.text("Direction", place, direction.name());
                    writer.derived(default_of, |writer| writer.text("State", place, state.name()));
                });
            }
        });
    });
}

/// The mode that counts: provisioned where none is given; a serverless table goes by its throughput.
fn effective<'d>(kind: TableKind, mode: &Fact<'d>, throughput: &Spot<'_, 'd>) -> Fact<'d> {
    if kind == TableKind::Simple {
        let given = throughput.presence("PROVISIONED");
        return if given.is_absent() { Fact::known("PAY_PER_REQUEST", given.place) } else { given };
    }
    match mode.text() {
        Some("PROVISIONED" | "PAY_PER_REQUEST") => mode.clone(),
        None if mode.is_absent() => Fact::known("PROVISIONED", mode.place),
        _ => Fact::unknown(mode.place),
    }
}

fn coverage(states: &[(&Capacity<'_, '_, '_>, Direction, State)], is_whole: bool) -> &'static str {
    let has = |state| states.iter().any(|(_, _, other)| *other == state);
    let is_scaled = has(State::Scaled);
    let has_fixed = has(State::Unscaled) || has(State::Untracked);
    match (is_scaled, has_fixed) {
        (true, true) => "some",
        (true, false) if has(State::Unknown) || !is_whole => "unknown",
        (true, false) => "all",
        (false, _) if has(State::Unknown) => "unknown",
        (false, _) => "none",
    }
}

fn write_of<'d>(writer: &mut Writer<'_, 'd>, capacity: &Capacity<'_, '_, 'd>, place: tablewarden_source::Place) {
    writer.text("Of", place, if capacity.index.is_some() { "index" } else { "table" });
    let name = capacity.index.map_or_else(|| Fact::absent(place), |index| index.name.clone());
    writer.fact("Name", &name);
    writer.text("What", place, &capacity.what);
}

fn write_capacity<'d>(writer: &mut Writer<'_, 'd>, capacity: &Capacity<'_, '_, 'd>) {
    let throughput = &capacity.throughput;
    let place = throughput.nearest();
    writer.map(place, |writer| {
        write_of(writer, capacity, place);
        let mut given = throughput.presence("given");
        given.place = place;
        writer.fact("Throughput", &given);
        writer.fact("Read", &throughput.get("ReadCapacityUnits").number());
        writer.fact("Write", &throughput.get("WriteCapacityUnits").number());
    });
}
