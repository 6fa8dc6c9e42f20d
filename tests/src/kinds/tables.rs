//! Lists that a table has, and tables.

use super::input::{Input, Kind};
use super::written::{beside_one, each, in_table, listed, table};

pub(super) const KINDS: [Kind; 21] = [
    Kind::new("tables", |n| Input::template(format!("Resources:\n{}", each(n, |i| table(&format!("T{i}"), "")))))
        .enough(500),
    Kind::new("tables-of-one-name", |n| {
        let named = |i| table(&format!("T{i}"), "      TableName: orders\n");
        Input::template(format!("Resources:\n{}", each(n, named)))
    })
    .enough(500),
    Kind::new("attributes", |n| {
        in_table_alone("AttributeDefinitions", n, |i| format!("{{AttributeName: a{i}, AttributeType: S}}"))
    }),
    Kind::new("attributes-of-one-name", |n| {
        in_table_alone("AttributeDefinitions", n, |_| "{AttributeName: a, AttributeType: S}".to_owned())
    }),
    Kind::new("key-elements", |n| {
        in_table_alone("KeySchema", n, |i| format!("{{AttributeName: k{i}, KeyType: HASH}}"))
    }),
    Kind::new("indexes", |n| {
        in_list("GlobalSecondaryIndexes", n, |i| {
            let key = format!("KeySchema: [{{AttributeName: u{i}, KeyType: HASH}}]");
            format!("{{IndexName: i{i}, {key}, Projection: {{ProjectionType: ALL}}}}")
        })
    })
    .enough(2_000),
    Kind::new("indexes-that-are-alike", |n| {
        in_list("GlobalSecondaryIndexes", n, |_| {
            let key = "KeySchema: [{AttributeName: id, KeyType: HASH}]";
            format!("{{IndexName: same, {key}, Projection: {{ProjectionType: ALL}}}}")
        })
    })
    .enough(2_000),
    Kind::new("local-indexes", |n| {
        in_list("LocalSecondaryIndexes", n, |i| {
            let key = format!("[{{AttributeName: id, KeyType: HASH}}, {{AttributeName: r{i}, KeyType: RANGE}}]");
            format!("{{IndexName: l{i}, KeySchema: {key}, Projection: {{ProjectionType: KEYS_ONLY}}}}")
        })
    })
    .enough(2_000),
    Kind::new("key-elements-of-an-index", |n| {
        let key = listed(n, |i| format!("{{AttributeName: k{i}, KeyType: RANGE}}"));
        let index = format!("{{IndexName: i, KeySchema: [{key}], Projection: {{ProjectionType: ALL}}}}");
        Input::template(in_table(&format!("      GlobalSecondaryIndexes: [{index}]\n")))
    }),
    Kind::new("non-key-attributes", |n| {
        let names = listed(n, |i| format!("n{i}"));
        let key = "KeySchema: [{AttributeName: id, KeyType: HASH}]";
        let projection = format!("Projection: {{ProjectionType: INCLUDE, NonKeyAttributes: [{names}]}}");
        Input::template(in_table(&format!("      GlobalSecondaryIndexes: [{{IndexName: i, {key}, {projection}}}]\n")))
    }),
    Kind::new("tags", |n| in_list("Tags", n, |i| format!("{{Key: key{i}, Value: value{i}}}"))),
    Kind::new("tags-of-one-key", |n| in_list("Tags", n, |_| "{Key: same, Value: x}".to_owned())),
    Kind::new("tags-without-a-key", |n| in_list("Tags", n, |_| "{Value: x}".to_owned())),
    Kind::new("replicas", |n| {
        in_global_table(&format!("      Replicas:\n{}", each(n, |i| format!("        - Region: xx-place-{i}\n"))))
    })
    .enough(1_000),
    Kind::new("replicas-of-one-region", |n| {
        in_global_table(&format!("      Replicas:\n{}", each(n, |_| "        - Region: eu-west-1\n".to_owned())))
    })
    .enough(1_000),
    Kind::new("indexes-of-a-replica", |n| {
        let index =
            |i| format!("          - {{IndexName: i{i}, ContributorInsightsSpecification: {{Enabled: true}}}}\n");
        let replica = format!("        - Region: eu-west-1\n          GlobalSecondaryIndexes:\n{}", each(n, index));
        in_global_table(&format!("      Replicas:\n{replica}"))
    })
    .enough(2_000),
    Kind::new("tags-of-a-replica", |n| {
        let replica = each(n, |i| format!("          - {{Key: k{i}, Value: v}}\n"));
        in_global_table(&format!("      Replicas:\n        - Region: eu-west-1\n          Tags:\n{replica}"))
    }),
    Kind::new("unknown-properties", |n| Input::template(in_table(&each(n, |i| format!("      Colour{i}: red\n"))))),
    Kind::new("misspelt-properties", |n| {
        Input::template(in_table(&each(n, |i| {
            format!("      TableNam{}: red\n", "e".repeat(2 + i % 2) + &i.to_string())
        })))
    }),
    Kind::new("headers-of-an-import", |n| {
        let names = listed(n, |i| format!("column{i}"));
        let source = format!("{{InputFormat: CSV, InputFormatOptions: {{Csv: {{HeaderList: [{names}]}}}}}}");
        Input::template(in_table(&format!("      ImportSourceSpecification: {source}\n")))
    }),
    Kind::new("hash-keys-of-a-serverless-table", |n| {
        let more = each(n, |i| format!("        k{i}: x\n"));
        let table = beside_one("AWS::Serverless::SimpleTable", &format!("      Tags:\n{more}"));
        Input::template(format!("Transform: AWS::Serverless-2016-10-31\n{table}"))
    }),
];

/// A table with a list at `key`.
fn in_list(key: &str, count: usize, element: impl Fn(usize) -> String) -> Input {
    Input::template(in_table(&format!("      {key}:\n{}", each(count, |i| format!("        - {}\n", element(i))))))
}

/// A table with nothing but a list at `key`.
fn in_table_alone(key: &str, count: usize, element: impl Fn(usize) -> String) -> Input {
    let list = each(count, |i| format!("        - {}\n", element(i)));
    Input::template(format!("Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      {key}:\n{list}"))
}

fn in_global_table(more: &str) -> Input {
    let key = "      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      KeySchema: [{AttributeName: id, KeyType: HASH}]\n";
    let table = "  T:\n    Type: AWS::DynamoDB::GlobalTable\n    Properties:\n      BillingMode: PAY_PER_REQUEST\n";
    Input::template(format!("Resources:\n{table}{key}{more}"))
}
