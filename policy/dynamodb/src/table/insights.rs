//! Contributor insights of a table and of each of its global indexes, of a global table in each replica. Never says
//! whether they should be on.

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::keys::indexes::{self, IndexKind};
use crate::replicas::replica;
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};

const SPECIFICATION: &str = "ContributorInsightsSpecification";
const GROUP: Group = Group {
    key: "Insights",
    what: "insights",
    reads: &[SPECIFICATION, "GlobalSecondaryIndexes", "Replicas"],
    also: &[],
};

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        let properties = case.properties(table.resource);
        let (indexes, _) = indexes::list(&properties, IndexKind::Global);
        let mut copies = Vec::new();
        match table.kind {
            TableKind::Table => {
                copies.push((table.words().to_owned(), String::new(), enabled(&properties)));
                copies.extend(indexes.iter().map(|index| {
                    (index.words(table), index.name.text().unwrap_or_default().to_owned(), enabled(&index.written))
                }));
            }
            TableKind::Global => {
                for replica in replica::list(&properties) {
                    let region = replica.region.text().unwrap_or_default();
                    copies.push((replica.words(table), region.to_owned(), enabled(&replica.written)));
                    let (own, is_whole) = indexes::list(&replica.written, IndexKind::Global);
                    for index in &indexes {
                        let fact = match own.iter().find(|own| own.parts == index.parts) {
                            Some(own) => enabled(&own.written),
                            None if is_whole => Fact::absent(replica.region.place),
                            None => Fact::unknown(replica.region.place),
                        };
                        let (mut what, mut part) = ("index ".to_owned(), String::new());
                        if let Some(name) = index.name.text() {
                            what.extend(["`", name, "` "]);
                            part.extend([name, " in ", region]);
                        }
                        what.extend(["of ", &replica.words(table)]);
                        copies.push((what, part, fact));
                    }
                }
            }
            TableKind::Simple => {}
        }
        writer.list("Copies", table.resource.key_place, |writer| {
            for (what, part, enabled) in &copies {
                writer.map(enabled.place, |writer| {
                    writer.text("What", enabled.place, what);
                    writer.part(enabled.place, Some(part.as_str()).filter(|part| !part.is_empty()));
                    writer.fact("Enabled", enabled);
                });
            }
        });
    });
}

fn enabled<'d>(of: &Property<'_, 'd>) -> Fact<'d> {
    of.get(SPECIFICATION).get("Enabled").bool()
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
      GlobalSecondaryIndexes: [{IndexName: by}]
      Replicas:
        - {Region: a, ContributorInsightsSpecification: {Enabled: false}}
        - Region: b
          GlobalSecondaryIndexes: [{IndexName: by, ContributorInsightsSpecification: {Enabled: true}}]
  S: {Type: AWS::Serverless::SimpleTable}
",
        );
        let copies = |table: usize| tested.show(&format!("Tables.{table}.Insights.0.Copies"));
        assert_eq!(copies(0), "[{What: table `T`, Enabled: true}, {What: index `by` of `T`, Part: by, Enabled: -}]");
        assert_eq!(tested.source("Tables.0.Insights.0.Copies.1.Enabled"), "by");
        let replicas = "[{What: replica `a` of `G`, Part: a, Enabled: false}, \
                        {What: index `by` of replica `a` of `G`, Part: by in a, Enabled: -}, \
                        {What: replica `b` of `G`, Part: b, Enabled: -}, \
                        {What: index `by` of replica `b` of `G`, Part: by in b, Enabled: true}]";
        assert_eq!(copies(1), replicas);
        assert_eq!(tested.source("Tables.1.Insights.0.Copies.1.Enabled"), "a");
        assert_eq!(copies(2), "[]");
    }
}
