//! Tables of a template that have one name while they exist together: all of them are one fact, at the first whose name is taken.
//! Names that CloudFormation gives, or that may differ, are never taken for the same.

use tablewarden_cloudformation::{ConditionSet, Parts, When};
use tablewarden_order::{Map, Set};
use tablewarden_source::Place;

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::resource::outcomes::own_condition;
use crate::resource::table::Table;
use crate::resource::table_names::Tables;

/// With how many tables of one name a table is compared.
const MOST_OF_ONE_NAME: usize = 4;

/// Tables of one name.
struct DuplicateName<'d> {
    /// The tables in the order of the template, each with its logical id and where it has its name.
    tables: Vec<(usize, &'d str, Place)>,
    /// The numbers of these.
    added: Set<usize>,
    /// The number of the first table whose name is taken, and where it has it.
    later: (usize, Place),
    /// When any two of them are there together.
    when: When,
    conditions: ConditionSet,
    default_of: Option<&'d str>,
}

/// By the number of the first table whose name is taken.
pub(crate) struct DuplicateNames<'d> {
    of: Map<usize, Vec<DuplicateName<'d>>>,
}

impl<'d> DuplicateNames<'d> {
    pub(crate) fn read(tables: &Tables<'_, 'd>) -> Self {
        let template = tables.template();
        let mut found: Map<&Parts<'d>, DuplicateName<'d>> = Map::new();
        let mut by_name: Map<&Parts<'d>, Vec<(&Table<'_, 'd>, When, Place)>> = Map::new();
        // That a name is empty is said of each.
        for name in tables.written_names().iter().filter(|name| !name.parts.pieces().is_empty()) {
            let Some(table) = tables.get(name.number) else { continue };
            let place = template.view().place(name.at);
            let same = by_name.or_default(&name.parts);
            for (earlier, when, first) in same.iter().filter(|(earlier, _, _)| earlier.number != table.number) {
                let when = template.conditions().and(name.when, *when);
                if when.is_never() || when.is_unknown() {
                    continue;
                }
                let duplicate = found.or_insert_with(&name.parts, || DuplicateName {
                    tables: Vec::new(),
                    added: Set::new(),
                    later: (table.number, place),
                    when: When::NEVER,
                    conditions: ConditionSet::default(),
                    default_of: name.parts.default_of(),
                });
                duplicate.when = template.conditions().or(duplicate.when, when);
                for (table, place) in [(*earlier, *first), (table, place)] {
                    duplicate.add(table, place);
                    duplicate.conditions.extend(&template.conditions_in(&table.values(template, &["TableName"])));
                    duplicate.conditions.extend(&own_condition(template, table.resource));
                }
            }
            if same.len() < MOST_OF_ONE_NAME {
                same.push((table, name.when, place));
            }
        }
        let mut of: Map<usize, Vec<DuplicateName<'d>>> = Map::new();
        for (_, mut duplicate) in found {
            tablewarden_order::sort_by_key(&mut duplicate.tables, |(number, _, _)| *number);
            of.or_default(duplicate.later.0).push(duplicate);
        }
        Self { of }
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
        writer.list("Namesakes", table.resource.key_place, |writer| {
            for duplicate in self.of.get(&table.number).into_iter().flatten() {
                let place = duplicate.later.1;
                let variant = Variant::new(duplicate.when, writer.new_group(), table.resource.when);
                writer.variant(place, variant, &duplicate.conditions, |writer| {
                    writer.derived(duplicate.default_of, |writer| writer.text("What", place, &duplicate.words()));
                    writer.list("Related", place, |writer| {
                        for (_, logical_id, other) in duplicate.tables.iter().filter(|(_, _, other)| *other != place) {
                            let message = ["the name of `", logical_id, "`"].concat();
                            writer.map(*other, |writer| writer.text("Message", *other, &message));
                        }
                    });
                });
            }
        });
    }
}

impl<'d> DuplicateName<'d> {
    fn add(&mut self, table: &Table<'_, 'd>, place: Place) {
        if self.added.insert(table.number) {
            self.tables.push((table.number, table.resource.logical_id, place));
        }
    }

    /// The tables, for people.
    fn words(&self) -> String {
        let mut words = String::new();
        for (index, (_, logical_id, _)) in self.tables.iter().enumerate() {
            let is_last = index + 1 == self.tables.len();
            words.push_str(if index == 0 {
                "`"
            } else if is_last {
                " and `"
            } else {
                ", `"
            });
            words.extend([logical_id, "`"]);
        }
        words
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
        assert_eq!(of(1), "[{When: `IsProd` is true, What: `A` and `B`, Related: [{Message: the name of `A`}]}]");
        assert_eq!(tested.source("Tables.1.Namesakes.0.What"), "orders");
        assert_eq!((of(2), of(3)), ("[]".into(), "[]".into()));
        assert_eq!(of(4), "[{When: `IsTest` is true, What: `C` and `E`, Related: [{Message: the name of `C`}]}]");
        assert_eq!([5, 6, 7].map(of), ["[]", "[]", "[]"]);
    }

    #[test]
    fn all_tables_of_a_name_are_one_fact() {
        let table = |id: &str| format!("  {id}: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: orders}}}}\n");
        let tested = tested(&["Resources:\n".to_owned(), table("A"), table("B"), table("C")].concat());
        let of = |table: usize| tested.show(&format!("Tables.{table}.Namesakes"));
        let related = "[{Message: the name of `A`}, {Message: the name of `C`}]";
        assert_eq!(of(1), format!("[{{When: always, What: `A`, `B` and `C`, Related: {related}}}]"));
        assert_eq!([of(0), of(2)], ["[]", "[]"]);
    }
}
