//! Whether items of a table expire, and by which attribute. Never says whether they should.

use crate::spot::World;
use crate::table::Table;
use crate::write::Writer;

const SPECIFICATION: &str = "TimeToLiveSpecification";

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    let values = table.values(writer.template, &[SPECIFICATION]);
    let what = format!("the time to live of {}", table.words());
    writer.group("TimeToLive", &what, table.resource, (&values, None), &mut |writer, world: World<'_, 'd>| {
        let specification = world.properties(table.resource).get(SPECIFICATION);
        writer.fact("Enabled", &specification.get("Enabled").bool());
        writer.fact("Attribute", &specification.get("AttributeName").text());
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn enabled_with_and_without_attribute() {
        let tested = tested(
            "
Resources:
  A: {Type: AWS::DynamoDB::Table, Properties: {TimeToLiveSpecification: {Enabled: true}}}
  B: {Type: AWS::DynamoDB::Table, Properties: {TimeToLiveSpecification: {Enabled: 'false', AttributeName: ''}}}
",
        );
        assert_eq!(tested.show("Tables.0.TimeToLive"), "[{When: always, Enabled: true, Attribute: -}]");
        assert_eq!(tested.source("Tables.0.TimeToLive.0.Attribute"), "TimeToLiveSpecification");
        assert_eq!(tested.show("Tables.1.TimeToLive"), "[{When: always, Enabled: false, Attribute: }]");
        assert_eq!(tested.source("Tables.1.TimeToLive.0.Attribute"), "''");
    }
}
