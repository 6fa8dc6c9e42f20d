//! Whether items of a table expire, and by which attribute. Never says whether they should.

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::keys::definitions::Definitions;
use crate::keys::key::Key;
use crate::keys::reserved_words::is_reserved;
use crate::resource::fact::Fact;
use crate::resource::property::Case;
use crate::resource::table::Table;

const SPECIFICATION: &str = "TimeToLiveSpecification";
const SOURCE: &str = "GlobalTableSourceArn";
const CONSISTENCY: &str = "MultiRegionConsistency";
const GROUP: Group = Group {
    key: "TimeToLive",
    what: "Time to Live",
    reads: &[SPECIFICATION, "KeySchema", "AttributeDefinitions", SOURCE, CONSISTENCY],
    also: &[],
};

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        let properties = case.properties(table.resource);
        let specification = properties.get(SPECIFICATION);
        let mut enabled = specification.get("Enabled").bool();
        // A copy has the expiry of the table it is copied from.
        let is_copy = !properties.get(SOURCE).is_absent();
        if enabled.is_absent() && is_copy {
            enabled = Fact::unknown(enabled.place);
        }
        let attribute = specification.get("AttributeName").text();
        let (type_of, role) = if attribute.is_absent() {
            (Fact::absent(attribute.place), Fact::absent(attribute.place))
        } else if is_copy {
            (Fact::unknown(attribute.place), Fact::unknown(attribute.place))
        } else {
            let definitions = Definitions::read(&properties.get("AttributeDefinitions"));
            let (type_of, _) = definitions.of(&attribute);
            (Fact { place: attribute.place, ..type_of }, Key::read(&properties.get("KeySchema")).role_of(&attribute))
        };
        writer.fact("Enabled", &enabled);
        writer.fact("Attribute", &attribute);
        writer.fact("Type", &type_of);
        writer.fact("TableRole", &role);
        writer.fact("Consistency", &properties.get(CONSISTENCY).text());
        writer.derived(attribute.default_of, |writer| {
            writer.flag("Reserved", attribute.place, attribute.text().is_some_and(is_reserved));
        });
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
        assert_eq!(
            tested.show("Tables.0.TimeToLive"),
            "[{When: always, Enabled: true, Attribute: -, Type: -, TableRole: -, Consistency: -, Reserved: false}]"
        );
        assert_eq!(tested.source("Tables.0.TimeToLive.0.Attribute"), "TimeToLiveSpecification");
        assert_eq!(
            tested.show("Tables.1.TimeToLive"),
            "[{When: always, Enabled: false, Attribute: , Type: -, TableRole: -, Consistency: -, Reserved: false}]"
        );
        assert_eq!(tested.source("Tables.1.TimeToLive.0.Attribute"), "''");
    }

    #[test]
    fn an_attribute_of_the_key_has_its_role_and_type() {
        let tested = tested(
            "
Resources:
  A:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: pk, AttributeType: S}, {AttributeName: ttl, AttributeType: N}]
      KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: ttl, KeyType: RANGE}]
      TimeToLiveSpecification: {Enabled: true, AttributeName: ttl}
  B:
    Type: AWS::DynamoDB::GlobalTable
    Properties: {GlobalTableSourceArn: !ImportValue table}
",
        );
        let expected =
            "[{When: always, Enabled: true, Attribute: ttl, Type: N, TableRole: sort, Consistency: -, Reserved: true}]";
        assert_eq!(tested.show("Tables.0.TimeToLive"), expected);
        assert_eq!(tested.source("Tables.0.TimeToLive.0.TableRole"), "ttl");
        assert_eq!(tested.show("Tables.1.TimeToLive.0.Enabled"), "?");
    }
}
