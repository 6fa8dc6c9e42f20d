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
    assert_eq!(tested.show("Tables.0.Keys.0.Definitions.1"), "{Name: createdAt, Type: N, Use: key}");
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
