//! Contributor insights of a table and of each of its global indexes, or of each replica of a global table. Never says
//! whether they should be on.

use crate::fact::Fact;
use crate::indexes::{self, IndexKind};
use crate::replicas;
use crate::spot::World;
use crate::table::{Table, TableKind};
use crate::write::Writer;

const SPECIFICATION: &str = "ContributorInsightsSpecification";

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    let values = table.values(writer.template, &[SPECIFICATION, IndexKind::Global.property(), "Replicas"]);
    let among = writer.template.conditions_in(&values);
    let what = format!("the insights of {}", table.words());
    writer.group("Insights", &what, table.resource, among, |writer, world: World<'_, 'd>| {
        let properties = world.properties(table.resource);
        let mut copies = Vec::new();
        match table.kind {
            TableKind::Table => {
                copies.push((table.words(), properties.clone()));
                let (list, _) = indexes::list(&properties, IndexKind::Global);
                copies.extend(list.into_iter().map(|index| (index.words(table), index.spot)));
            }
            TableKind::Global => {
                let replicas = replicas::list(&properties).into_iter();
                copies.extend(replicas.map(|replica| (replica.words(table), replica.spot)));
            }
            TableKind::Simple => {}
        }
        writer.list("Copies", table.resource.key_place, |writer| {
            for (what, spot) in &copies {
                let enabled: Fact<'d> = spot.get(SPECIFICATION).get("Enabled").bool();
                writer.map(enabled.place, |writer| {
                    writer.text("What", enabled.place, what);
                    writer.fact("Enabled", &enabled);
                });
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn tables_indexes_and_replicas() {
        let tested = tested(
            "
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      ContributorInsightsSpecification: {Enabled: 'true'}
      GlobalSecondaryIndexes: [{IndexName: by}]
  G:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{Region: a, ContributorInsightsSpecification: {Enabled: false}}]
  S: {Type: AWS::Serverless::SimpleTable}
",
        );
        let copies = |table: usize| tested.show(&format!("Tables.{table}.Insights.0.Copies"));
        assert_eq!(copies(0), "[{What: table `T`, Enabled: true}, {What: index `by` of `T`, Enabled: -}]");
        assert_eq!(tested.source("Tables.0.Insights.0.Copies.1.Enabled"), "by");
        assert_eq!(copies(1), "[{What: replica `a` of `G`, Enabled: false}]");
        assert_eq!(copies(2), "[]");
    }
}
