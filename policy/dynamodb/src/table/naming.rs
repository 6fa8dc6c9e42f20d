//! What a table is called under each outcome of conditions. Never says whether it may be called so.

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::resource::name_letters;
use crate::resource::property::Case;
use crate::resource::table::Table;

const NAME: &str = "TableName";
const GROUP: Group = Group { key: "Naming", what: "name", reads: &[NAME], also: &[] };

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        let name = case.properties(table.resource).get(NAME);
        writer.fact(NAME, &name.text());
        let parts = name.parts().unwrap_or_default();
        writer.derived(parts.default_of(), |writer| writer.text("Wrong", name.place(), &name_letters::wrong(&parts)));
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn a_name_has_its_conditions() {
        let tested = tested(
            "
Parameters: {Stage: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !If [IsProd, a, !Ref AWS::NoValue]}}
",
        );
        assert_eq!(tested.show("Tables.0.Naming.0.TableName"), "a");
        assert_eq!(tested.show("Tables.0.Naming.0.When"), "`IsProd` is true");
        assert_eq!(tested.show("Tables.0.Naming.1.TableName"), "-");
    }
}
