//! What keeps a table from being deleted: policies of the stack, and protection of the table or of each replica. Never
//! says whether that is enough.

use crate::fact::Fact;
use crate::replicas;
use crate::spot::{Spot, World};
use crate::table::{Table, TableKind};
use crate::write::Writer;

const ENABLED: &str = "DeletionProtectionEnabled";

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    let resource = table.resource;
    let mut values = table.values(writer.template, &[ENABLED, "Replicas"]);
    values.extend(resource.deletion_policy.into_iter().chain(resource.update_replace_policy));
    let what = format!("the protection of {}", table.words());
    writer.group("Protection", &what, resource, (&values, None), &mut |writer, world: World<'_, 'd>| {
        let deletion = world.spot(resource.deletion_policy, resource.key_place).text();
        let replace = world.spot(resource.update_replace_policy, resource.key_place).text();
        let is_retained = matches!(deletion.text(), Some("Retain" | "RetainExceptOnCreate"));
        let properties = world.properties(resource);
        writer.fact("DeletionPolicy", &deletion);
        writer.fact("ReplacePolicy", &replace);
        writer.list("Copies", resource.key_place, |writer| {
            if table.kind == TableKind::Global {
                for replica in replicas::list(&properties) {
                    copy(writer, &replica.words(table), &replica.spot, is_retained);
                }
            } else {
                copy(writer, &table.words(), &properties, is_retained);
            }
        });
    });
}

fn copy<'d>(writer: &mut Writer<'_, 'd>, what: &str, of: &Spot<'_, 'd>, is_retained: bool) {
    let enabled: Fact<'d> = of.get(ENABLED).bool();
    let place = enabled.place;
    writer.map(place, |writer| {
        writer.text("What", place, what);
        writer.flag("Retained", place, is_retained);
        writer.fact("Enabled", &enabled);
    });
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
        let replicas = "[{What: replica `a` of `C`, Retained: false, Enabled: -}, \
                        {What: replica `b` of `C`, Retained: false, Enabled: true}]";
        assert_eq!(copies(2), replicas);
    }
}
