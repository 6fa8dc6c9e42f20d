//! How a table is paid for: its mode, the capacity of the table and of each index, and what of it scales. Never says
//! which mode is right.

use tablewarden_source::Place;

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::keys::indexes::{self, Index, IndexKind};
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};
use crate::scaling::scaled_capacity::{Scaling, State};
use crate::scaling::target_identity::Direction;
use crate::scaling::targets::ScalableTarget;

const GROUP: Group = Group {
    key: "Billing",
    what: "billing",
    reads: &[
        "BillingMode",
        "ProvisionedThroughput",
        "GlobalSecondaryIndexes",
        "OnDemandThroughput",
        "TableClass",
        "WarmThroughput",
        "VectorIndexes",
        SOURCE,
    ],
    also: &[],
};
const SOURCE: &str = "GlobalTableSourceArn";

/// A table or an index that has capacity.
struct Capacity<'s, 't, 'd> {
    index: Option<&'s Index<'t, 'd>>,
    what: String,
    throughput: Property<'t, 'd>,
    /// The most that on-demand billing serves.
    ceiling: Property<'t, 'd>,
}

/// One direction of a capacity and what scales it.
struct Dimension<'c, 's, 't, 'd> {
    capacity: &'c Capacity<'s, 't, 'd>,
    direction: Direction,
    state: State,
    target: Option<&'c ScalableTarget<'d>>,
}

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scaling: &Scaling<'_, 'd>) {
    let more = (table.kind != TableKind::Global).then(|| scaling.conditions(table));
    let beside = Beside { conditions: more.as_ref(), ..Beside::default() };
    writer.group(&GROUP, table, beside, &mut |writer, case: Case<'_, 'd>| {
        variant(writer, table, scaling, case);
    });
}

fn variant<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scaling: &Scaling<'_, 'd>, case: Case<'_, 'd>) {
    let properties = case.properties(table.resource);
    let written = properties.get("BillingMode");
    let mut mode = if written.is_null() { Fact::unknown(written.place()) } else { written.text() };
    // A copy is paid for like the table it is copied from.
    if mode.is_absent() && !properties.get(SOURCE).is_absent() {
        mode = Fact::unknown(mode.place);
    }
    let throughput = properties.get("ProvisionedThroughput");
    let effective = effective(table.kind, &mode, &throughput);
    // What is missing is reported at the mode that asks for it.
    let place = if mode.is_known() { mode.place } else { throughput.nearest() };
    let (list, is_whole) = indexes::list(&properties, IndexKind::Global);
    let mut capacities = Vec::new();
    if table.kind != TableKind::Global {
        let throughput = if throughput.key_place().is_some() { throughput } else { throughput.near(place) };
        let ceiling = properties.get("OnDemandThroughput");
        let ceiling = if ceiling.key_place().is_some() { ceiling } else { ceiling.near(place) };
        capacities.push(Capacity { index: None, what: table.words().to_owned(), throughput, ceiling });
        capacities.extend(list.iter().map(|index| Capacity {
            index: Some(index),
            what: index.words(table),
            throughput: index.written.get("ProvisionedThroughput"),
            ceiling: index.written.get("OnDemandThroughput"),
        }));
    }
    writer.fact("Mode", &mode);
    writer.fact("Effective", &effective);
    let class = properties.get("TableClass").text();
    writer.fact("Class", &class);
    let warm = properties.get("WarmThroughput");
    writer.fact("Warm", &warm.given().or_default_of(class.default_of));
    // What is wrong in a mode that a default gives is wrong with that default.
    let by_default = effective.default_of;
    let vectors = properties.get(IndexKind::Vector.property());
    let given = match vectors.items() {
        // One that is surely in the list; none of an empty list is there.
        list if vectors.is_there() && list.list.iter().any(Property::is_there) => vectors.given(),
        list if list.is_whole && list.list.is_empty() => Fact::absent(vectors.nearest()),
        _ => Fact::unknown(vectors.nearest()),
    };
    writer.fact("Vectors", &given.with_default_of(by_default));
    writer.list("WarmCapacities", warm.nearest(), |writer| {
        write_warm(writer, None, table, [&warm, &properties], by_default);
        for index in &list {
            let warm = index.written.get("WarmThroughput");
            write_warm(writer, Some(index), table, [&warm, &index.written], by_default);
        }
    });
    writer.list("Capacities", place, |writer| {
        for capacity in &capacities {
            write_capacity(writer, capacity, by_default);
        }
    });
    let (is_provisioned, is_on_demand) = match effective.text() {
        Some("PROVISIONED") => (true, false),
        text => (false, text.is_some()),
    };
    let scaled = capacities.iter().filter(|_| is_provisioned);
    let dimensions: Vec<Dimension<'_, '_, '_, 'd>> = scaled
        .flat_map(|capacity| Direction::BOTH.map(|direction| (capacity, direction)))
        .map(|(capacity, direction)| {
            let (state, target) = scaling.state(table, capacity.index, direction, case.scenario);
            Dimension { capacity, direction, state, target }
        })
        .collect();
    // Without a mode and without throughput there is nothing that could scale.
    let has_capacity = !mode.is_absent() || capacities.iter().any(|capacity| !capacity.throughput.is_absent());
    let coverage = match effective.text() {
        None => "unknown",
        Some(_) if dimensions.is_empty() || !has_capacity => "nothing",
        Some(_) => coverage(&dimensions, is_whole),
    };
    let default_of = effective.default_of;
    writer.map_at("Scaling", place, |writer| {
        writer.derived(default_of, |writer| writer.word("Coverage", place, coverage));
        writer.list("Dimensions", place, |writer| {
            for dimension in &dimensions {
                write_dimension(writer, dimension, place, default_of);
            }
        });
        writer.list("Idle", place, |writer| {
            if is_on_demand && table.kind != TableKind::Global {
                writer.derived(default_of, |writer| scaling.write_targets(writer, table, case.scenario));
            }
        });
    });
}

fn write_dimension<'d>(
    writer: &mut Writer<'_, 'd>,
    dimension: &Dimension<'_, '_, '_, 'd>,
    place: Place,
    default_of: Option<&'d str>,
) {
    let Dimension { capacity, direction, state, target } = dimension;
    let place = capacity.index.map_or(place, |index| index.name.place);
    writer.map(place, |writer| {
        write_of(writer, capacity, place);
        writer.word("Direction", place, direction.name());
        writer.derived(default_of, |writer| writer.word("State", place, state.name()));
        if let Some(target) = target {
            let key = if *direction == Direction::Read { "ReadCapacityUnits" } else { "WriteCapacityUnits" };
            writer.fact("Units", &capacity.throughput.get(key).number());
            writer.fact("Minimum", &target.minimum);
            writer.fact("Maximum", &target.maximum);
        }
    });
}

/// Whether the table certainly has provisioned capacity, and says so.
pub(crate) fn is_provisioned<'d>(table: &Table<'_, 'd>, properties: &Property<'_, 'd>) -> bool {
    let (mode, throughput) = (properties.get("BillingMode").text(), properties.get("ProvisionedThroughput"));
    let is_said = mode.is_known() || throughput.is_there();
    is_said && effective(table.kind, &mode, &throughput).text() == Some("PROVISIONED")
}

/// The mode that counts: provisioned where none is given; a serverless table goes by its throughput.
fn effective<'d>(kind: TableKind, mode: &Fact<'d>, throughput: &Property<'_, 'd>) -> Fact<'d> {
    if kind == TableKind::Simple {
        let given = throughput.given_as("PROVISIONED");
        return if given.is_absent() { Fact::known("PAY_PER_REQUEST", given.place) } else { given };
    }
    match mode.text() {
        Some("PROVISIONED" | "PAY_PER_REQUEST") => mode.clone(),
        None if mode.is_absent() => Fact::known("PROVISIONED", mode.place),
        _ => Fact::unknown(mode.place),
    }
}

fn coverage(dimensions: &[Dimension<'_, '_, '_, '_>], is_whole: bool) -> &'static str {
    let has = |state| dimensions.iter().any(|dimension| dimension.state == state);
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

/// Writes the warm throughput of a table or an index, where it certainly has one, beside what `of` provisions.
fn write_warm<'d>(
    writer: &mut Writer<'_, 'd>,
    index: Option<&Index<'_, 'd>>,
    table: &Table<'_, 'd>,
    [warm, of]: [&Property<'_, 'd>; 2],
    by_default: Option<&'d str>,
) {
    if !warm.is_there() {
        return;
    }
    let place = warm.nearest();
    let throughput = of.get("ProvisionedThroughput");
    writer.map(place, |writer| {
        writer.text("What", place, &index.map_or_else(|| table.words().to_owned(), |index| index.words(table)));
        writer.part(place, index.and_then(|index| index.name.text()));
        for (key, property, units_key, units) in [
            ("Read", "ReadUnitsPerSecond", "ReadUnits", "ReadCapacityUnits"),
            ("Write", "WriteUnitsPerSecond", "WriteUnits", "WriteCapacityUnits"),
        ] {
            let units = throughput.get(units).number();
            writer.fact(key, &warm.get(property).number().or_default_of(units.default_of).or_default_of(by_default));
            writer.fact(units_key, &units);
        }
    });
}

fn write_of<'d>(writer: &mut Writer<'_, 'd>, capacity: &Capacity<'_, '_, 'd>, place: Place) {
    writer.word("Of", place, if capacity.index.is_some() { "index" } else { "table" });
    let name = capacity.index.map_or_else(|| Fact::absent(place), |index| index.name.clone());
    writer.fact("Name", &name);
    writer.text("What", place, &capacity.what);
    writer.part(place, capacity.index.and_then(|index| index.name.text()));
}

fn write_capacity<'d>(writer: &mut Writer<'_, 'd>, capacity: &Capacity<'_, '_, 'd>, by_default: Option<&'d str>) {
    let (throughput, ceiling) = (&capacity.throughput, &capacity.ceiling);
    let place = throughput.nearest();
    writer.map(place, |writer| {
        write_of(writer, capacity, place);
        writer.fact("Throughput", &throughput.given().with_default_of(by_default));
        writer.fact("Ceiling", &ceiling.given().with_default_of(by_default));
        for (key, of, property) in [
            ("Read", throughput, "ReadCapacityUnits"),
            ("Write", throughput, "WriteCapacityUnits"),
            ("ReadCeiling", ceiling, "MaxReadRequestUnits"),
            ("WriteCeiling", ceiling, "MaxWriteRequestUnits"),
        ] {
            writer.fact(key, &of.get(property).number().or_default_of(by_default));
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn classes_warm_throughput_and_ceilings() {
        let tested = tested(
            "
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      TableClass: STANDARD
      WarmThroughput: {ReadUnitsPerSecond: 12000}
      OnDemandThroughput: {MaxReadRequestUnits: 10}
      GlobalSecondaryIndexes: [{IndexName: by, WarmThroughput: {WriteUnitsPerSecond: 5}}]
      VectorIndexes: [{IndexName: near}]
  Copy: {Type: AWS::DynamoDB::GlobalTable, Properties: {GlobalTableSourceArn: !ImportValue table}}
",
        );
        let billing = "Tables.0.Billing.0";
        let show = |key: &str| tested.show(&format!("{billing}.{key}"));
        assert_eq!(["Class", "Warm"].map(show), ["STANDARD", "given"]);
        let capacity = ["Ceiling", "ReadCeiling", "WriteCeiling"].map(|key| show(&format!("Capacities.0.{key}")));
        assert_eq!(capacity, ["given", "10", "-"]);
        assert_eq!(show("Capacities.1.Ceiling"), "-");
        assert_eq!(show("Vectors"), "given");
        let warm = "[{What: table `T`, Read: 12000, ReadUnits: -, Write: -, WriteUnits: -}, \
                    {What: index `by` of `T`, Part: by, Read: -, ReadUnits: -, Write: 5, WriteUnits: -}]";
        assert_eq!(show("WarmCapacities"), warm);
        assert_eq!(tested.source(&format!("{billing}.Warm")), "WarmThroughput");
        assert_eq!(tested.source(&format!("{billing}.Capacities.0.WriteCeiling")), "OnDemandThroughput");
        assert_eq!(tested.show("Tables.1.Billing.0.Mode"), "?");
    }

    #[test]
    fn what_a_mode_by_default_makes_wrong_rests_on_that_default() {
        let tested = tested(
            "
Parameters: {Mode: {Type: String, Default: PROVISIONED}}
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: !Ref Mode, OnDemandThroughput: {MaxReadRequestUnits: 1}}}
",
        );
        for fact in ["Throughput.Is", "Ceiling.Is", "Ceiling.Value", "ReadCeiling.Is"] {
            let at = tested.at(&format!("Tables.0.Billing.0.Capacities.0.{fact}"));
            assert_eq!(tested.facts.default_of(at.node()), Some("Mode"), "{fact}");
        }
    }
}
