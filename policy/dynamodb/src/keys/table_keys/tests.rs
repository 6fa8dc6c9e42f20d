//! Keys and definitions of tables from the text of their properties.

#![allow(clippy::unwrap_used)]

use crate::testing::{Tested, tested};

fn table(properties: &str) -> Tested {
    let head = "
Conditions: {ByDate: !Equals [!Ref Open, 'yes']}
Parameters: {Open: {Type: String}, Pk: {Type: String, Default: pk}}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
";
    tested(&format!("{head}{properties}"))
}

const KEY: &str = "
      AttributeDefinitions:
        - {AttributeName: pk, AttributeType: S}
        - {AttributeName: createdAt, AttributeType: N}
      KeySchema: [{AttributeName: pk, KeyType: HASH}]
";

#[test]
fn attributes_know_their_definition_and_words() {
    let tested = table(&format!(
        "{KEY}      GlobalSecondaryIndexes:
        - IndexName: byDate
          KeySchema: [{{AttributeName: createdAt, KeyType: HASH}}, {{AttributeName: gone, KeyType: RANGE}}]
"
    ));
    let attribute =
        "{Name: pk, Words: [pk], Last: pk, Flag: false, Type: S, Defined: defined, What: table `T`, Sole: true}";
    assert_eq!(tested.show("Tables.0.Keys.0.Partition.0"), attribute);
    let index = "Tables.0.Keys.0.Indexes.0";
    assert_eq!(tested.show(&format!("{index}.Partition.0.Words")), "[created, at]");
    assert_eq!(tested.show(&format!("{index}.Partition.0.What")), "index `byDate` of `T`");
    assert_eq!(tested.show(&format!("{index}.Partition.0.Type")), "N");
    assert_eq!(tested.show(&format!("{index}.Sort.0.Defined")), "-");
    assert_eq!(tested.source(&format!("{index}.Sort.0.Defined.Is")), "gone");
    assert_eq!(tested.show("Tables.0.Keys.0.Definitions.1"), "{Name: createdAt, Type: N, Use: key, Reserved: false}");
}

#[test]
fn an_index_under_a_condition_leaves_its_attribute_unused_without_it() {
    let tested = table(&format!(
        "{KEY}      GlobalSecondaryIndexes:
        - !If
          - ByDate
          - IndexName: byDate
            KeySchema: [{{AttributeName: createdAt, KeyType: HASH}}]
          - !Ref AWS::NoValue
"
    ));
    let used = |variant: usize| tested.show(&format!("Tables.0.Keys.{variant}.Definitions.1.Use"));
    assert_eq!((used(0), used(1)), ("key".to_owned(), "-".to_owned()));
    assert_eq!(tested.show("Tables.0.Keys.1.When"), "`ByDate` is false");
    assert_eq!(tested.source("Tables.0.Keys.1.Definitions.1.Use"), "createdAt");
}

#[test]
fn what_is_not_known_defines_and_uses_anything() {
    let tested = table(
        "
      AttributeDefinitions: !Ref Open
      KeySchema: [{AttributeName: !Ref Pk, KeyType: HASH}]
",
    );
    assert_eq!(tested.show("Tables.0.Keys.0.Partition.0.Defined"), "?");
    assert_eq!(tested.show("Tables.0.Keys.0.Partition.0.Name"), "pk");
    let tested = table(
        "
      AttributeDefinitions: [{AttributeName: a, AttributeType: S}]
      KeySchema: [{AttributeName: !Ref Open, KeyType: HASH}]
",
    );
    assert_eq!(tested.show("Tables.0.Keys.0.Definitions.0.Use"), "?");
}

#[test]
fn vector_indexes_use_what_they_search_by() {
    let tested = table(
        "
      AttributeDefinitions: [{AttributeName: pk, AttributeType: S}, {AttributeName: kind, AttributeType: S}]
      KeySchema: [{AttributeName: pk, KeyType: HASH}]
      VectorIndexes: [{IndexName: v, SearchSchema: [{AttributeName: kind, SearchSchemaElementType: HASH}]}]
",
    );
    assert_eq!(tested.show("Tables.0.Keys.0.Definitions.1.Use"), "key");
    assert_eq!(tested.show("Tables.0.Keys.0.Indexes.0.Kind"), "Vector");
}

#[test]
fn a_serverless_table_has_one_key() {
    let tested = tested(
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  A: {Type: AWS::Serverless::SimpleTable}
  B: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: {Name: n, Type: Number}}}
",
    );
    let key = |table: usize| {
        let path = format!("Tables.{table}.Keys.0.Partition.0");
        (tested.show(&format!("{path}.Name")), tested.show(&format!("{path}.Type")))
    };
    assert_eq!(key(0), ("id".to_owned(), "S".to_owned()));
    assert_eq!(key(1), ("n".to_owned(), "N".to_owned()));
}

#[test]
fn the_form_of_a_key_is_its_types_in_order() {
    let form = |schema: &str| {
        let tested = table(&format!("      KeySchema: {schema}\n"));
        (tested.show("Tables.0.Keys.0.Form"), tested.source("Tables.0.Keys.0.Form"))
    };
    let schema = "[{AttributeName: a, KeyType: RANGE}, {AttributeName: b, KeyType: HASH}]";
    assert_eq!(form(schema), ("RANGE, HASH".to_owned(), schema));
    assert_eq!(form("[]").0, "-");
    assert_eq!(form("[{AttributeName: a, KeyType: Hash}]").0, "?");
    assert_eq!(form("[{AttributeName: a, KeyType: !Ref Open}]").0, "?");
    assert_eq!(form("!Ref Open").0, "?");
}

#[test]
fn a_local_index_knows_the_roles_in_the_key_of_its_table() {
    let tested = table(&format!(
        "{KEY}      LocalSecondaryIndexes:
        - {{IndexName: one, KeySchema: [{{AttributeName: pk, KeyType: HASH}}, {{AttributeName: createdAt, KeyType: RANGE}}]}}
        - {{IndexName: two, KeySchema: [{{AttributeName: !Ref Open, KeyType: HASH}}]}}
"
    ));
    let index = "Tables.0.Keys.0.Indexes.0";
    assert_eq!(tested.show(&format!("{index}.Partition.0.TableRole")), "partition");
    assert_eq!(tested.show(&format!("{index}.Sort.0.TableRole")), "-");
    assert_eq!(tested.source(&format!("{index}.Sort.0.TableRole")), "createdAt");
    assert_eq!(tested.show("Tables.0.Keys.0.Indexes.1.Partition.0.TableRole"), "?");
}

#[test]
fn indexes_know_their_number_their_namesake_and_their_twin() {
    let index = |name: &str, attribute: &str| {
        format!("        - {{IndexName: {name}, KeySchema: [{{AttributeName: {attribute}, KeyType: HASH}}]}}\n")
    };
    let list =
        index("a", "x") + &index("b", "pk") + &index("a", "x") + &index("!Ref Open", "!Ref Open") + &index("c", "y");
    let tested = table(&format!("{KEY}      GlobalSecondaryIndexes:\n{list}"));
    let of = |index: usize| {
        let show = |key: &str| tested.show(&format!("Tables.0.Keys.0.Indexes.{index}.{key}"));
        format!("{} | {} | {}", show("Number"), show("Namesake"), show("Twin"))
    };
    let expected =
        ["1 | - | -", "2 | - | table `T`", "3 | index `a` of `T` | index `a` of `T`", "4 | ? | ?", "5 | ? | ?"];
    assert_eq!([0, 1, 2, 3, 4].map(of), expected);
}

#[test]
fn words_of_a_name_that_no_key_has_are_strays() {
    let strays = |name: &str, key: &str| {
        let schema = format!("[{{AttributeName: {key}, KeyType: HASH}}]");
        let tested = table(&format!("      GlobalSecondaryIndexes: [{{IndexName: {name}, KeySchema: {schema}}}]\n"));
        tested.show("Tables.0.Keys.0.Indexes.0.Strays")
    };
    assert_eq!(strays("UserRegionIndex", "userId"), "[{Word: region}, {Word: index}]");
    assert_eq!(strays("by-userid", "userId"), "[{Word: by}]");
    assert_eq!(strays("RegionIndex", "userId"), "[]");
    assert_eq!(strays("Gsi1Region", "GSI1PK"), "[]");
    assert_eq!(strays("UserRegionIndex", "!Ref Open"), "[]");
}

#[test]
fn projections_are_counted() {
    let tested = table(&format!(
        "{KEY}      GlobalSecondaryIndexes:
        - {{IndexName: a, KeySchema: [{{AttributeName: x, KeyType: HASH}}], Projection: {{ProjectionType: INCLUDE, NonKeyAttributes: [pk, total, x]}}}}
        - {{IndexName: b, Projection: {{ProjectionType: ALL}}}}
        - {{IndexName: c, Projection: {{ProjectionType: ALL, NonKeyAttributes: [total]}}}}
"
    ));
    let index = "Tables.0.Keys.0.Indexes";
    assert_eq!(tested.show(&format!("{index}.0.Included")), "3");
    assert_eq!(tested.source(&format!("{index}.0.Included")), "NonKeyAttributes");
    assert_eq!(tested.show(&format!("{index}.0.Repeated")), "[{Name: pk, As: key}, {Name: x, As: key}]");
    assert_eq!(tested.show(&format!("{index}.1.Included")), "-");
    assert_eq!(tested.source(&format!("{index}.1.Included")), "Projection");
    assert_eq!(tested.show("Tables.0.Keys.0.Projected"), "3");
    let open = table(
        "      GlobalSecondaryIndexes: [{IndexName: a, Projection: {ProjectionType: INCLUDE, NonKeyAttributes: !Ref Open}}]\n",
    );
    assert_eq!(
        (open.show(&format!("{index}.0.Included")), open.show("Tables.0.Keys.0.Projected")),
        ("?".into(), "?".into())
    );
}

#[test]
fn indexes_that_nobody_sees_may_have_any_name() {
    let tested = table(&format!(
        "{KEY}      GlobalSecondaryIndexes: !Ref Open
      LocalSecondaryIndexes: [{{IndexName: one, KeySchema: [{{AttributeName: pk, KeyType: HASH}}]}}]
"
    ));
    assert_eq!(tested.show("Tables.0.Keys.0.Indexes.0.Namesake"), "?");
    assert_eq!(tested.show("Tables.0.Keys.0.Projected"), "?");
}

#[test]
fn an_attribute_twice_in_one_key_however_it_is_named() {
    let doubled = |key: &str| {
        let schema = |one: &str, two: &str| {
            format!(
                "      KeySchema: [{{AttributeName: {one}, KeyType: HASH}}, {{AttributeName: {two}, KeyType: RANGE}}]\n"
            )
        };
        let (one, two) = key.split_once('|').unwrap();
        table(&schema(one, two)).show("Tables.0.Keys.0.Doubled")
    };
    assert_eq!(doubled("pk|pk"), "[{Name: `pk`}]");
    assert_eq!(doubled("pk|!Ref Pk"), "[{Name: `pk`}]");
    assert_eq!(doubled("!Sub '${Pk}'|!If [ByDate, pk, pk]"), "[{Name: `pk`}]");
    assert_eq!(doubled("!Ref Open|!Ref Open"), "[{Name: the value of `Open`}]");
    assert_eq!(doubled("!Sub '${Open}-id'|!Sub '${Open}-id'"), "[{Name: one attribute}]");
    for different in ["pk|Pk", "!Ref Open|!Ref Pk", "!Sub '${Open}-id'|!Sub '${Open}-at'"] {
        assert_eq!(doubled(different), "[]");
    }
}

#[test]
fn what_two_indexes_of_one_key_project() {
    let tested = table(
        "
      KeySchema: [{AttributeName: pk, KeyType: HASH}]
      GlobalSecondaryIndexes:
        - IndexName: one
          KeySchema: [{AttributeName: a, KeyType: HASH}]
          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [x, y, y]}
        - IndexName: two
          KeySchema: [{AttributeName: a, KeyType: HASH}]
          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [z, pk]}
        - {IndexName: three, KeySchema: [{AttributeName: a, KeyType: HASH}], Projection: {ProjectionType: KEYS_ONLY}}
        - {IndexName: four, KeySchema: [{AttributeName: a, KeyType: HASH}], Projection: {ProjectionType: ALL}}
        - {IndexName: five, KeySchema: [{AttributeName: pk, KeyType: HASH}], Projection: {ProjectionType: ALL}}
        - {IndexName: six, KeySchema: [{AttributeName: a, KeyType: HASH}], Projection: !Ref Open}
",
    );
    let overlap = |index: usize| tested.show(&format!("Tables.0.Keys.0.Indexes.{index}.Overlap"));
    assert_eq!([0, 1, 2, 3, 4, 5].map(overlap), ["-", "neither", "twin", "index", "both", "-"]);
    assert_eq!(tested.show("Tables.0.Keys.0.Indexes.0.Repeated"), "[{Name: y, As: attribute}]");
    assert_eq!(tested.show("Tables.0.Keys.0.Indexes.1.Repeated"), "[{Name: pk, As: key}]");
}

#[test]
fn vector_indexes_say_what_they_search_by() {
    let tested = table(&format!(
        "{KEY}      ImportSourceSpecification: {{InputFormat: CSV}}
      VectorIndexes:
        - IndexName: near
          Dimensions: 8
          VectorAttribute: {{AttributeName: v}}
          SearchSchema:
            - {{AttributeName: pk, SearchSchemaElementType: HASH}}
            - {{AttributeName: gone, SearchSchemaElementType: INLINE_FILTER}}
        - {{IndexName: far, Dimensions: 16, VectorAttribute: {{AttributeName: v}}}}
        - {{IndexName: other, Dimensions: 16, VectorAttribute: {{AttributeName: w}}}}
"
    ));
    let index = |number: usize, key: &str| tested.show(&format!("Tables.0.Keys.0.Indexes.{number}.{key}"));
    let search = "[{Name: pk, Kind: HASH, Defined: defined, Number: 1}, \
                  {Name: gone, Kind: INLINE_FILTER, Defined: -, Number: 1}]";
    assert_eq!(index(0, "Search"), search);
    let disagrees = [0, 1, 2].map(|number| index(number, "Disagrees"));
    assert_eq!(disagrees, ["-", "index `near` of `T`", "-"]);
    assert_eq!(tested.show("Tables.0.Keys.0.Import"), "given");
    assert_eq!(tested.source("Tables.0.Keys.0.Import"), "ImportSourceSpecification");
}
