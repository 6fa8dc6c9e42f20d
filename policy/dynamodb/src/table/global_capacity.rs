//! The provisioned capacity of a global table: its settings for writes, the ranges of what scales, and scalable targets of
//! the template that name it. Never says which capacity is right.

use tablewarden_source::Place;

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::keys::indexes::{self, IndexKind};
use crate::replicas::replica;
use crate::resource::fact::Fact;
use crate::resource::outcomes::{Presence, presence};
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};
use crate::scaling::scaled_capacity::Scaling;
use crate::scaling::target_identity::Direction;

const GROUP: Group = Group {
    key: "GlobalCapacity",
    what: "capacity",
    reads: &[
        "BillingMode",
        "WriteProvisionedThroughputSettings",
        "GlobalSecondaryIndexes",
        "Replicas",
        "GlobalTableSourceArn",
    ],
    also: &["WriteOnDemandThroughputSettings"],
};

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scaling: &Scaling<'_, 'd>) {
    if table.kind != TableKind::Global {
        writer.list("GlobalCapacity", table.resource.key_place, |_| {});
        return;
    }
    let more = scaling.conditions(table);
    let beside = Beside { conditions: Some(&more), ..Beside::default() };
    writer.group(&GROUP, table, beside, &mut |writer, case: Case<'_, 'd>| {
        variant(writer, table, scaling, case);
    });
}

fn variant<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scaling: &Scaling<'_, 'd>, case: Case<'_, 'd>) {
    let properties = case.properties(table.resource);
    let mode = properties.get("BillingMode").text();
    // Provisioned is what counts where no mode is given, but for a table that takes its settings from another one.
    let effective = match mode.text() {
        Some("PROVISIONED" | "PAY_PER_REQUEST") => mode.clone(),
        None if mode.is_absent() && properties.get("GlobalTableSourceArn").is_absent() => {
            Fact::known("PROVISIONED", mode.place)
        }
        _ => Fact::unknown(mode.place),
    };
    let place = mode.place;
    let mut ranges = Vec::new();
    writer.fact("Effective", &effective);
    writer.list("Capacities", place, |writer| {
        let mut one = |what: String, part: Option<&str>, of: &Property<'_, 'd>, place: Place| {
            let settings = of.get(Direction::Write.settings());
            let settings = if settings.key_place().is_some() { settings } else { settings.near(place) };
            let given = settings.given().or_default_of(effective.default_of);
            writer.map(given.place, |writer| {
                writer.text("What", given.place, &what);
                writer.part(given.place, part);
                writer.fact("Throughput", &given);
            });
            ranges.push(CapacityRange::read(what, Direction::Write, &settings, of));
        };
        one(table.words().to_owned(), None, &properties, place);
        for index in indexes::list(&properties, IndexKind::Global).0 {
            one(index.words(table), index.name.text(), &index.written, index.name.place);
        }
    });
    for replica in replica::list(&properties) {
        let mut one = |what, of: &Property<'_, 'd>| {
            ranges.push(CapacityRange::read(what, Direction::Read, &of.get(Direction::Read.settings()), of));
        };
        one(replica.words(table), &replica.written);
        for index in indexes::list(&replica.written, IndexKind::Global).0 {
            let region = replica.region.text().map_or_else(String::new, |region| [" in `", region, "`"].concat());
            one(index.words(table) + &region, &index.written);
        }
    }
    writer.list("Ranges", place, |writer| {
        for range in ranges.iter().filter(|range| range.minimum.is_known() && range.maximum.is_known()) {
            let place = range.minimum.place;
            writer.map(place, |writer| {
                writer.text("What", place, &range.what);
                writer.text("Direction", place, range.direction.name());
                writer.fact("Minimum", &range.minimum);
                writer.fact("Maximum", &range.maximum);
            });
        }
    });
    writer.list("Limits", place, |writer| {
        for CapacityRange { what, direction, units, ceiling, .. } in &ranges {
            writer.map(ceiling.place, |writer| {
                writer.text("What", ceiling.place, what);
                writer.text("Direction", ceiling.place, direction.name());
                writer.fact("Units", units);
                writer.fact("Ceiling", ceiling);
            });
        }
    });
    writer.list("Targets", place, |writer| {
        for outcomes in &scaling.targets {
            let is_there = outcomes.each.iter().find(|(when, target)| {
                let is_named = target.identity.tables() == [table.number] && target.identity.is_dynamodb == Some(true);
                is_named && presence(case.template, case.scenario, *when) == Presence::Yes
            });
            if let Some((_, target)) = is_there {
                let place = target.identity.id.place;
                writer.map(place, |writer| writer.text("LogicalId", place, outcomes.resource.logical_id));
            }
        }
    });
}

/// How far a capacity can scale.
struct CapacityRange<'d> {
    what: String,
    direction: Direction,
    minimum: Fact<'d>,
    maximum: Fact<'d>,
    /// What does not scale.
    units: Fact<'d>,
    /// The most that on-demand billing serves.
    ceiling: Fact<'d>,
}

impl<'d> CapacityRange<'d> {
    fn read(what: String, direction: Direction, settings: &Property<'_, 'd>, of: &Property<'_, 'd>) -> Self {
        let [scaling, units, on_demand, most] = match direction {
            Direction::Read => [
                "ReadCapacityAutoScalingSettings",
                "ReadCapacityUnits",
                "ReadOnDemandThroughputSettings",
                "MaxReadRequestUnits",
            ],
            Direction::Write => [
                "WriteCapacityAutoScalingSettings",
                "WriteCapacityUnits",
                "WriteOnDemandThroughputSettings",
                "MaxWriteRequestUnits",
            ],
        };
        let number = |settings: Property<'_, 'd>, key: &str| settings.get(key).number();
        let scaling = settings.get(scaling);
        Self {
            what,
            direction,
            units: number(settings.clone(), units),
            ceiling: number(of.get(on_demand), most),
            minimum: number(scaling.clone(), "MinCapacity"),
            maximum: number(scaling, "MaxCapacity"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn settings_ranges_and_targets() {
        let tested = tested(
            "
Resources:
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      WriteProvisionedThroughputSettings: {WriteCapacityAutoScalingSettings: {MinCapacity: 5, MaxCapacity: '9'}}
      GlobalSecondaryIndexes: [{IndexName: byDay}]
      Replicas: [{Region: a, ReadProvisionedThroughputSettings: {ReadCapacityAutoScalingSettings: {MinCapacity: 2, MaxCapacity: 1}}}]
  U: {Type: AWS::DynamoDB::Table}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: !Sub 'table/${T}', ScalableDimension: dynamodb:table:ReadCapacityUnits, ServiceNamespace: dynamodb}
",
        );
        let show = |key: &str| tested.show(&format!("Tables.0.GlobalCapacity.0.{key}"));
        assert_eq!(show("Effective"), "PROVISIONED");
        let capacities =
            "[{What: table `T`, Throughput: given}, {What: index `byDay` of `T`, Part: byDay, Throughput: -}]";
        assert_eq!(show("Capacities"), capacities);
        assert_eq!(tested.source("Tables.0.GlobalCapacity.0.Capacities.1.Throughput"), "byDay");
        let ranges = "[{What: table `T`, Direction: write, Minimum: 5, Maximum: 9}, \
                      {What: replica `a` of `T`, Direction: read, Minimum: 2, Maximum: 1}]";
        assert_eq!(show("Ranges"), ranges);
        assert_eq!(show("Targets"), "[{LogicalId: Target}]");
        assert_eq!(tested.source("Tables.0.GlobalCapacity.0.Targets.0"), "!Sub 'table/${T}'");
        assert_eq!(tested.show("Tables.1.GlobalCapacity"), "[]");
    }
}
