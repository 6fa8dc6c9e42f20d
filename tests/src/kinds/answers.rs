//! What makes an answer long: findings, notices and fixes, many of each.

use super::input::{Input, Kind};
use super::written::{each, in_table, table};

pub(super) const KINDS: [Kind; 6] = [
    Kind::new("fixes-of-one-table", |n| {
        let index = |i| {
            let key = "KeySchema: [{AttributeName: id, KeyType: HASSH}]";
            format!("        - {{IndexName: i{i}, {key}, Projection: {{ProjectionTipe: ALL}}}}\n")
        };
        Input::template(in_table(&format!("      GlobalSecondaryIndexes:\n{}", each(n, index))))
    })
    .enough(500),
    Kind::new("fixes-of-many-tables", |n| {
        let wrong = "      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabld: true}\n";
        Input::template(format!("Resources:\n{}", each(n, |i| table(&format!("T{i}"), wrong))))
    })
    .enough(400),
    Kind::new("values-of-the-wrong-kind", |n| {
        Input::template(in_table(&format!("      Tags:\n{}", each(n, |_| "        - [a, b]\n".to_owned()))))
    }),
    Kind::new("values-that-are-none-of-those", |n| {
        Input::template(in_table(&format!(
            "      AttributeDefinitions:\n{}",
            each(n, |i| { format!("        - {{AttributeName: a{i}, AttributeType: Q{i}}}\n") })
        )))
    }),
    Kind::new("elements-without-what-is-required", |n| {
        Input::template(in_table(&format!(
            "      GlobalSecondaryIndexes:\n{}",
            each(n, |i| format!("        - {{IndexName: i{i}}}\n"))
        )))
    })
    .enough(2_000),
    Kind::new("findings-on-one-line", |n| {
        Input::template(in_table(&format!("      Tags: [{}]\n", each(n, |i| format!("{{Kay: k{i}}}, ")))))
    }),
];
