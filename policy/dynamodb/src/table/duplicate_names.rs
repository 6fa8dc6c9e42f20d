//! Tables whose name an earlier table of the template has too, while both exist. Names that CloudFormation gives, or that may
//! differ, are never taken for the same.

use tablewarden_cloudformation::{ConditionSet, Parts, When};
use tablewarden_order::Map;
use tablewarden_source::Place;

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::resource::outcomes::own_condition;
use crate::resource::table::Table;
use crate::resource::table_names::Tables;

/// With how many tables of one name a table is compared.
const MOST_OF_ONE_NAME: usize = 4;

/// One earlier table of the same name.
struct DuplicateName<'d> {
    logical_id: &'d str,
    /// Where the later one has its name, and where the earlier one.
    place: Place,
    first: Place,
    when: When,
    conditions: ConditionSet,
    default_of: Option<&'d str>,
}

/// By the number of the later table.
pub(crate) struct DuplicateNames<'d> {
    of: Map<usize, Vec<DuplicateName<'d>>>,
}

impl<'d> DuplicateNames<'d> {
    pub(crate) fn read(tables: &Tables<'_, 'd>) -> Self {
        let template = tables.template();
        let mut of: Map<usize, Vec<DuplicateName<'d>>> = Map::new();
        let mut by_name: Map<&Parts<'d>, Vec<(&Table<'_, 'd>, When, Place)>> = Map::new();
        for name in tables.written_names() {
            let Some(table) = tables.get(name.number) else { continue };
            let place = template.view().place(name.at);
            let same = by_name.or_default(&name.parts);
            for (earlier, when, first) in same.iter().filter(|(earlier, _, _)| earlier.number != table.number) {
                let when = template.conditions().and(name.when, *when);
                if when.is_satisfiable() && !when.is_unknown() {
                    let mut conditions = template.conditions_in(&table.values(template, &["TableName"]));
                    conditions.extend(&template.conditions_in(&earlier.values(template, &["TableName"])));
                    conditions.extend(&own_condition(template, earlier.resource));
                    conditions.extend(&own_condition(template, table.resource));
                    let (logical_id, default_of) = (earlier.resource.logical_id, name.parts.default_of());
                    let duplicate = DuplicateName { logical_id, place, first: *first, when, conditions, default_of };
                    of.or_default(table.number).push(duplicate);
                }
            }
            if same.len() < MOST_OF_ONE_NAME {
                same.push((table, name.when, place));
            }
        }
        Self { of }
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
        writer.list("Namesakes", table.resource.key_place, |writer| {
            for duplicate in self.of.get(&table.number).into_iter().flatten() {
                let variant = Variant::new(duplicate.when, writer.new_group(), table.resource.when);
                writer.variant(duplicate.place, variant, &duplicate.conditions, |writer| {
                    writer.derived(duplicate.default_of, |writer| {
                        writer.text("What", duplicate.place, &["table `", duplicate.logical_id, "`"].concat());
                    });
                    writer.related(duplicate.first, "the first table of this name");
                });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn the_same_name_at_the_same_time() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Open, prod], IsTest: !Equals [!Ref Open, test]}
Resources:
  A: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
  B: {Type: AWS::DynamoDB::GlobalTable, Properties: {TableName: !If [IsProd, orders, !Ref AWS::NoValue]}}
  C: {Type: AWS::DynamoDB::Table, Condition: IsTest, Properties: {TableName: !Sub '${Open}-users'}}
  D: {Type: AWS::DynamoDB::Table, Condition: IsProd, Properties: {TableName: !Sub '${Open}-users'}}
  E: {Type: AWS::DynamoDB::Table, Condition: IsTest, Properties: {TableName: !Join ['-', [!Ref Open, users]]}}
  F: {Type: AWS::DynamoDB::Table, Properties: {TableName: Orders}}
  G: {Type: AWS::DynamoDB::Table}
  H: {Type: AWS::DynamoDB::Table}
",
        );
        let of = |table: usize| tested.show(&format!("Tables.{table}.Namesakes"));
        assert_eq!(of(0), "[]");
        assert_eq!(
            of(1),
            "[{When: `IsProd` is true, What: table `A`, Related: [{Message: the first table of this name}]}]"
        );
        assert_eq!(tested.source("Tables.1.Namesakes.0.What"), "orders");
        assert_eq!((of(2), of(3)), ("[]".into(), "[]".into()));
        assert_eq!(
            of(4),
            "[{When: `IsTest` is true, What: table `C`, Related: [{Message: the first table of this name}]}]"
        );
        assert_eq!([5, 6, 7].map(of), ["[]", "[]", "[]"]);
    }
}
