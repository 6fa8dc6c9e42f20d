//! Templates with any number of DynamoDB tables, as CDK writes them: JSON, about 1.5 KB a table. Tables differ with their
//! number, and some break some of the rules; the same number always gives the same bytes.

use serde::Serialize;
use serde_json::ser::PrettyFormatter;
use serde_json::{Map, Serializer, Value, json};

/// A template with so many tables.
pub(crate) fn template(tables: usize) -> serde_json::Result<Vec<u8>> {
    let resources: Map<String, Value> =
        (0..tables).map(|number| (format!("Table{number:04}"), table(number))).collect();
    let template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": { "KeyArn": { "Type": "String" }, "Stage": { "Type": "String", "Default": "test" } },
        "Resources": resources,
    });
    let mut text = Vec::new();
    template.serialize(&mut Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b" ")))?;
    Ok(text)
}

fn table(number: usize) -> Value {
    let is = |every: usize| number % every == every - 1;
    let partition_key = if is(9) { "Customer-Id" } else { "customerId" };
    let attribute = |name: &str, kind: &str| json!({ "AttributeName": name, "AttributeType": kind });
    let mut properties = json!({
        "TableName": { "Fn::Sub": format!("${{AWS::StackName}}-${{Stage}}-orders-{number}") },
        "AttributeDefinitions": [
            attribute(partition_key, "S"), attribute("createdAt", "N"), attribute("status", "S"),
        ],
        "KeySchema": [
            { "AttributeName": partition_key, "KeyType": "HASH" },
            { "AttributeName": "createdAt", "KeyType": "RANGE" },
        ],
        "GlobalSecondaryIndexes": [{
            "IndexName": "byStatus",
            "KeySchema": [
                { "AttributeName": "status", "KeyType": "HASH" },
                { "AttributeName": "createdAt", "KeyType": "RANGE" },
            ],
            "Projection": { "ProjectionType": if is(4) { "KEYS_ONLY" } else { "ALL" } },
        }],
        "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": !is(3) },
        "DeletionProtectionEnabled": !is(5),
        "StreamSpecification": { "StreamViewType": if is(7) { "KEYS_ONLY" } else { "NEW_AND_OLD_IMAGES" } },
        "Tags": [
            { "Key": if is(6) { "Owner" } else { "owner" }, "Value": format!("team-{}", number % 17) },
            { "Key": "cost-centre", "Value": format!("{}", 4000 + number % 90) },
        ],
    });
    if is(2) {
        properties["BillingMode"] = "PROVISIONED".into();
        properties["ProvisionedThroughput"] = json!({ "ReadCapacityUnits": 5 + number % 40, "WriteCapacityUnits": 5 });
    } else {
        properties["BillingMode"] = "PAY_PER_REQUEST".into();
    }
    if !is(4) {
        properties["SSESpecification"] =
            json!({ "SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": { "Ref": "KeyArn" } });
    }
    let policy = if is(8) { "Delete" } else { "Retain" };
    json!({
        "Type": "AWS::DynamoDB::Table",
        "Properties": properties,
        "UpdateReplacePolicy": policy,
        "DeletionPolicy": policy,
        "Metadata": { "aws:cdk:path": format!("Orders/Table{number:04}/Resource") },
    })
}
