//! Point-in-time recovery of a table, or of each replica of a global table, and whether backups select it. Never says
//! whether it should be on.

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::replicas::replica;
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};
use crate::table::backup_selections::Backups;

const SPECIFICATION: &str = "PointInTimeRecoverySpecification";
const GROUP: Group = Group { key: "Recovery", what: "recovery", reads: &[SPECIFICATION, "Replicas"], also: &[] };

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, backups: &Backups<'_, 'd>) {
    let more = backups.conditions();
    let beside = Beside { conditions: Some(&more), ..Beside::default() };
    writer.group(&GROUP, table, beside, &mut |writer, case| {
        variant(writer, table, case);
        let place = table.resource.key_place;
        writer.text("Backup", place, backups.state(table.number, case.scenario));
    });
}

fn variant<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, case: Case<'_, 'd>) {
    let properties = case.properties(table.resource);
    writer.list("Copies", table.resource.key_place, |writer| {
        if table.kind == TableKind::Global {
            for replica in replica::list(&properties) {
                copy(writer, &replica.words(table), replica.region.text(), &replica.written);
            }
        } else {
            copy(writer, table.words(), None, &properties);
        }
    });
}

fn copy<'d>(writer: &mut Writer<'_, 'd>, what: &str, region: Option<&str>, of: &Property<'_, 'd>) {
    let specification = of.get(SPECIFICATION);
    let enabled: Fact<'d> = specification.get("PointInTimeRecoveryEnabled").bool();
    let period = specification.get("RecoveryPeriodInDays").number();
    writer.map(specification.nearest(), |writer| {
        writer.text("What", enabled.place, what);
        writer.part(enabled.place, region);
        writer.fact("Enabled", &enabled);
        writer.fact("Period", &period);
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::testing::tested;

    #[test]
    fn each_state_has_its_place() {
        let tested = tested(
            "
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Parameters:
  Env: {Type: String}
  On: {Type: String, Default: 'true'}
  Open: {Type: String}
Resources:
  A: {Type: AWS::DynamoDB::Table, Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: 'true'}}}
  B: {Type: AWS::DynamoDB::Table, Properties: {PointInTimeRecoverySpecification: {}}}
  C: {Type: AWS::DynamoDB::Table, Properties: {TableName: c}}
  D: {Type: AWS::DynamoDB::Table}
  E: {Type: AWS::DynamoDB::Table, Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !Ref On}}}
  F: {Type: AWS::DynamoDB::Table, Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !Ref Open}}}
  G:
    Type: AWS::DynamoDB::Table
    Properties:
      PointInTimeRecoverySpecification: !If [IsProd, {PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: '7'}, !Ref AWS::NoValue]
",
        );
        let enabled = |table: usize, variant: usize| {
            let path = format!("Tables.{table}.Recovery.{variant}.Copies.0.Enabled");
            (tested.show(&path), tested.source(&path))
        };
        assert_eq!(enabled(0, 0), ("true".to_owned(), "'true'"));
        assert_eq!(enabled(1, 0), ("-".to_owned(), "PointInTimeRecoverySpecification"));
        assert_eq!(enabled(2, 0), ("-".to_owned(), "Properties"));
        assert_eq!(enabled(3, 0), ("-".to_owned(), "D"));
        assert_eq!(enabled(4, 0), ("true".to_owned(), "!Ref On"));
        assert_eq!(enabled(5, 0), ("?".to_owned(), "!Ref Open"));
        assert_eq!(enabled(6, 0), ("true".to_owned(), "true"));
        assert_eq!(enabled(6, 1), ("-".to_owned(), "PointInTimeRecoverySpecification"));
        assert_eq!(tested.show("Tables.6.Recovery.0.When"), "`IsProd` is true");
        assert_eq!(tested.show("Tables.6.Recovery.0.Copies.0.Period"), "7");
        let (on, off) = (tested.at("Tables.6.Recovery.0.Copies.0.Enabled.Is"), tested.at("Tables.6.Recovery.1.When"));
        let variant = |at: tablewarden_template::At| tested.facts.variants.of(at.node()).unwrap();
        assert_eq!(variant(on).group, variant(off).group);
        assert!(tested.template.conditions().any([variant(on).when, variant(off).when]).is_always());
        let value = tested.at("Tables.4.Recovery.0.Copies.0.Enabled.Value");
        assert_eq!(tested.facts.default_of(value.node()), Some("On"));
        let whole = tested.at("Tables.4.Recovery.0.Copies.0.Enabled");
        assert_eq!(tested.facts.default_of(whole.node()), Some("On"));
        assert_eq!(tested.facts.unknown_values.len(), 1);
    }

    #[test]
    fn other_allowed_values_are_variants_that_say_which() {
        let tested = tested(
            "
Parameters:
  Stage: {Type: String}
  On: {Type: String, Default: 'true', AllowedValues: ['true', 'false']}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !If [IsProd, true, !Ref On]}
",
        );
        let variants: Vec<String> = (0..4)
            .map(|variant| {
                let path = format!("Tables.0.Recovery.{variant}");
                let enabled = tested.show(&format!("{path}.Copies.0.Enabled"));
                format!("{} when {}", enabled, tested.show(&format!("{path}.When")))
            })
            .collect();
        let expected = [
            "true when `IsProd` is true",
            "true when `IsProd` is true and `On` is `false`",
            "true when `IsProd` is false",
            "false when `IsProd` is false and `On` is `false`",
        ];
        assert_eq!(variants, expected);
        let variant = |path: &str| tested.facts.variants.of(tested.at(path).node()).unwrap();
        let (own, other) = (variant("Tables.0.Recovery.2.When"), variant("Tables.0.Recovery.3.When"));
        assert_eq!((own.group, own.given), (other.group, other.given));
        assert!(other.is_assumed && !own.is_assumed && other.when != own.when);
        assert_eq!(tested.facts.unknown_values, []);
    }

    #[test]
    fn a_global_table_has_one_copy_a_replica() {
        let tested = tested(
            "
Resources:
  G:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas:
        - Region: eu-west-1
          PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
        - Region: eu-west-2
",
        );
        let copies = "[{What: replica `eu-west-1` of `G`, Part: eu-west-1, Enabled: true, Period: -}, \
                      {What: replica `eu-west-2` of `G`, Part: eu-west-2, Enabled: -, Period: -}]";
        assert_eq!(tested.show("Tables.0.Recovery.0.Copies"), copies);
        assert_eq!(tested.source("Tables.0.Recovery.0.Copies.1.Enabled"), "eu-west-2");
        assert_eq!(tested.source("Tables.0.Recovery.0.Copies.0.Period"), "PointInTimeRecoverySpecification");
    }

    #[test]
    fn what_could_not_be_read_is_unknown() {
        let tested = tested(
            "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: 'x\n  U:\n    Type: AWS::SNS::Topic\n",
        );
        assert_eq!(tested.show("Tables.0.Recovery.0.Copies.0.Enabled"), "?");
    }
}
