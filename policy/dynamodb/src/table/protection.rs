//! What keeps a table from being deleted: policies of the stack, and protection of the table or of each replica. Never
//! says whether that is enough.

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::replicas::replica;
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};

const ENABLED: &str = "DeletionProtectionEnabled";
const GROUP: Group = Group { key: "Protection", what: "protection", reads: &[ENABLED, "Replicas"], also: &[] };

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    let resource = table.resource;
    let values: Vec<_> = resource.deletion_policy.into_iter().chain(resource.update_replace_policy).collect();
    let beside = Beside { values: &values, ..Beside::default() };
    writer.group(&GROUP, table, beside, &mut |writer, case: Case<'_, 'd>| {
        let deletion = case.property(resource.deletion_policy, resource.key_place).text();
        let replace = case.property(resource.update_replace_policy, resource.key_place).text();
        let is_retained = matches!(deletion.text(), Some("Retain" | "RetainExceptOnCreate"));
        let properties = case.properties(resource);
        writer.fact("DeletionPolicy", &deletion);
        writer.fact("ReplacePolicy", &replace);
        let enabled = |of: &Property<'_, 'd>| of.get(ENABLED).bool();
        let copies: Vec<(String, Option<String>, Fact<'d>)> = if table.kind == TableKind::Global {
            let replicas = replica::list(&properties).into_iter();
            let copy = |replica: replica::Replica<'_, 'd>| {
                let region = replica.region.text().map(str::to_owned);
                (replica.words(table), region, enabled(&replica.written))
            };
            replicas.map(copy).collect()
        } else {
            vec![(table.words().to_owned(), None, enabled(&properties))]
        };
        writer.word("Protected", resource.key_place, protected(&copies));
        writer.list("Copies", resource.key_place, |writer| {
            for (what, region, enabled) in &copies {
                let place = enabled.place;
                writer.map(place, |writer| {
                    writer.text("What", place, what);
                    writer.part(place, region.as_deref());
                    writer.flag("Retained", place, is_retained);
                    writer.fact("Enabled", enabled);
                    if !is_retained && enabled.bool() != Some(true) {
                        writer.list("Related", deletion.place, |writer| {
                            writer.map(deletion.place, |writer| {
                                writer.text(
                                    "Message",
                                    deletion.place,
                                    "`DeletionPolicy: Retain` here would keep the data",
                                );
                            });
                        });
                    }
                });
            }
        });
    });
}

/// Which copies have deletion protection: `all`, `some`, `unknown`. `some` may be none.
fn protected(copies: &[(String, Option<String>, Fact<'_>)]) -> &'static str {
    let mut rest = copies.iter().map(|(_, _, enabled)| enabled).filter(|enabled| enabled.bool() != Some(true));
    match rest.next() {
        None => "all",
        Some(first) if first.is_unknown() && rest.all(Fact::is_unknown) => "unknown",
        Some(_) => "some",
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn policies_and_protection() {
        let tested = tested(
            "
Resources:
  A: {Type: AWS::DynamoDB::Table, DeletionPolicy: RetainExceptOnCreate, Properties: {TableName: a}}
  B: {Type: AWS::DynamoDB::Table, Properties: {DeletionProtectionEnabled: 'true'}}
  C:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{Region: a}, {Region: b, DeletionProtectionEnabled: true}]
",
        );
        let copies = |table: usize| tested.show(&format!("Tables.{table}.Protection.0.Copies"));
        assert_eq!(copies(0), "[{What: table `A`, Retained: true, Enabled: -}]");
        assert_eq!(tested.show("Tables.0.Protection.0.ReplacePolicy"), "-");
        assert_eq!(tested.source("Tables.0.Protection.0.ReplacePolicy"), "A");
        assert_eq!(tested.source("Tables.0.Protection.0.Copies.0.Enabled"), "Properties");
        assert_eq!(copies(1), "[{What: table `B`, Retained: false, Enabled: true}]");
        let related = "Related: [{Message: `DeletionPolicy: Retain` here would keep the data}]";
        let replicas = "[{What: replica `a` of `C`, Part: a, Retained: false, Enabled: -, RELATED}, \
                        {What: replica `b` of `C`, Part: b, Retained: false, Enabled: true}]";
        assert_eq!(copies(2), replicas.replace("RELATED", related));
        assert_eq!(tested.source("Tables.2.Protection.0.Copies.0.Related"), "C");
        let protected = |table: usize| tested.show(&format!("Tables.{table}.Protection.0.Protected"));
        assert_eq!([0, 1, 2].map(protected), ["some", "all", "some"]);
    }
}
