//! Random templates of tables and what stands around them, each part now as it should be and now with a mistake that people make.

use serde_json::{Map, Value, json};
use tablewarden_styles::{Model, Seed};

use super::around;
use super::chance::put;

/// A template as a model.
pub(super) fn template(seed: &mut Seed) -> Model {
    let ids = ["Orders", "Users", "Sessions"];
    let mut resources = Map::new();
    let count = 1 + seed.below(3);
    for id in ids.into_iter().take(count) {
        let is_global = seed.one_of(3);
        let body = if is_global { global_table(seed) } else { table(seed) };
        resources.insert(id.to_owned(), resource(body, is_global, seed));
        around::around(id, &mut resources, seed);
    }
    let mut template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Description": "Tables — für Bestellungen, 注文",
        "Parameters": {"Stage": {"Type": "String", "Default": "live", "AllowedValues": ["live", "test"]}},
        "Conditions": {"IsLive": {"Fn::Equals": [{"Ref": "Stage"}, "live"]}},
        "Resources": resources,
        "Outputs": {"Name": {"Value": {"Ref": "Orders"}}, "Arn": {"Value": {"Fn::GetAtt": ["Orders", "Arn"]}}}
    });
    if let (true, Value::Object(template)) = (seed.one_of(3), &mut template) {
        template.retain(|key, _| ["Parameters", "Conditions", "Resources", "Transform"].contains(&key.as_str()));
    }
    model(&template).with_functions()
}

/// A value as a model, in which `Type` comes first.
fn model(value: &Value) -> Model {
    match value {
        Value::Null => Model::Null,
        Value::Bool(value) => Model::Bool(*value),
        Value::Number(number) => Model::Number(number.to_string()),
        Value::String(text) => Model::text(text),
        Value::Array(items) => Model::List(items.iter().map(model).collect()),
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), model(value))).collect();
            entries.sort_by_key(|(key, _)| key != "Type");
            Model::Map(entries)
        }
    }
}

fn resource(properties: Value, is_global: bool, seed: &mut Seed) -> Value {
    let kind = if is_global { "AWS::DynamoDB::GlobalTable" } else { "AWS::DynamoDB::Table" };
    let kind = if seed.one_of(40) { "AWS::DynamoDB::Tabel" } else { kind };
    let mut resource = json!({"Type": kind, "Properties": properties});
    put(&mut resource, "DeletionPolicy", seed, &json!([null, null, "Retain", "Snapshot", "Delete"]));
    put(&mut resource, "UpdateReplacePolicy", seed, &json!([null, null, "Retain", "Snapshot"]));
    resource
}

/// What a table and a global table both have.
fn keys_and_indexes(table: &mut Value, seed: &mut Seed) {
    let names = json!([null, "orders", {"Fn::Sub": "${AWS::StackName}-orders"}, "${AWS::StackName}-orders", "a b"]);
    put(table, "TableName", seed, &names);
    let modes = json!([null, "PAY_PER_REQUEST", "PAY_PER_REQUEST", "PROVISIONED", "PAY_PER_REQEST"]);
    put(table, "BillingMode", seed, &modes);
    let defined = |names: &[&str]| -> Value {
        names.iter().map(|name| json!({"AttributeName": name, "AttributeType": "S"})).collect()
    };
    let definitions = json!([
        defined(&["id", "at", "status"]),
        defined(&["id", "at", "status"]),
        defined(&["id", "at"]),
        defined(&["id", "at", "status", "unused"]),
        defined(&["id"])
    ]);
    put(table, "AttributeDefinitions", seed, &definitions);
    let keys = |hash: &str, range: &str| json!([{"AttributeName": hash, "KeyType": "HASH"}, {"AttributeName": range, "KeyType": "RANGE"}]);
    let schemas = json!([keys("id", "at"), keys("id", "at"), [{"AttributeName": "id", "KeyType": "HASH"}]]);
    put(table, "KeySchema", seed, &schemas);
    let projections = json!([
        {"ProjectionType": "ALL"}, {"ProjectionType": "KEYS_ONLY"}, null, {"ProjectionType": "INCLUDE"},
        {"ProjectionType": "ALL", "NonKeyAttributes": ["x"]}
    ]);
    for (list, hash, range) in [("GlobalSecondaryIndexes", "status", "at"), ("LocalSecondaryIndexes", "id", "status")] {
        let count = seed.below(3);
        let indexes = (0..count).map(|number| {
            let mut index = json!({"IndexName": format!("by-status-{number}"), "KeySchema": keys(hash, range)});
            put(&mut index, "Projection", seed, &projections);
            if list == "GlobalSecondaryIndexes" {
                throughput(&mut index, seed);
            }
            index
        });
        let indexes: Value = indexes.collect();
        if count > 0 {
            put(table, list, seed, &json!([indexes, indexes, null]));
        }
    }
    put(
        table,
        "StreamSpecification",
        seed,
        &json!([
            null, null, {"StreamViewType": "NEW_IMAGE"}, {"StreamViewType": "NEW_AND_OLD_IMAGES"},
            {"StreamViewType": "NEW_IMAGES"}
        ]),
    );
    put(
        table,
        "TimeToLiveSpecification",
        seed,
        &json!([
            null, null, {"AttributeName": "until", "Enabled": true}, {"Enabled": true}, {"Enabled": false}
        ]),
    );
}

fn throughput(of: &mut Value, seed: &mut Seed) {
    let units = json!({"ReadCapacityUnits": 50, "WriteCapacityUnits": 5});
    put(of, "ProvisionedThroughput", seed, &json!([null, null, units]));
    let maxima = json!({"MaxReadRequestUnits": 500, "MaxWriteRequestUnits": 500});
    put(of, "OnDemandThroughput", seed, &json!([null, null, maxima]));
    let warm = json!({"ReadUnitsPerSecond": 10, "WriteUnitsPerSecond": 10});
    put(of, "WarmThroughput", seed, &json!([null, null, null, null, warm]));
}

/// Settings that a table has once, and a global table in each of its replicas.
fn settings(of: &mut Value, seed: &mut Seed) {
    put(
        of,
        "PointInTimeRecoverySpecification",
        seed,
        &json!([
            null, {"PointInTimeRecoveryEnabled": true}, {"PointInTimeRecoveryEnabled": false}, {}, null,
            {"RecoveryPeriodInDays": 20}, {"PointInTimeRecoveryEnabled": false, "RecoveryPeriodInDays": 20},
            {"PointInTimeRecoveryEnabled": true, "RecoveryPeriodInDays": 50}
        ]),
    );
    put(of, "DeletionProtectionEnabled", seed, &json!([null, true, false, "true"]));
    put(of, "ContributorInsightsSpecification", seed, &json!([null, {"Enabled": true}, {"Enabled": false}]));
    put(of, "TableClass", seed, &json!([null, null, "STANDARD", "STANDARD_INFREQUENT"]));
    let tag = |key: &str| json!({"Key": key, "Value": "a: b #c"});
    put(of, "Tags", seed, &json!([null, [tag("team"), tag("stage")], [tag("team"), tag("team")], []]));
    put(of, "KinesisStreamSpecification", seed, &json!([null, null, {"StreamArn": {"Fn::GetAtt": ["Feed", "Arn"]}}]));
}

fn table(seed: &mut Seed) -> Value {
    let mut table = json!({});
    keys_and_indexes(&mut table, seed);
    throughput(&mut table, seed);
    settings(&mut table, seed);
    put(
        &mut table,
        "SSESpecification",
        seed,
        &json!([
            null, {"SSEEnabled": true}, {"SSEEnabled": true, "SSEType": "AES256"}, {"KMSMasterKeyId": {"Ref": "Key"}},
            {"SSEEnabled": false, "KMSMasterKeyId": {"Fn::GetAtt": ["Key", "Arn"]}}, {"SSEType": "KMS"}
        ]),
    );
    table
}

fn global_table(seed: &mut Seed) -> Value {
    let mut table = json!({});
    keys_and_indexes(&mut table, seed);
    if seed.one_of(3) {
        // Where people look for them.
        settings(&mut table, seed);
    }
    put(&mut table, "GlobalTableName", seed, &json!([null, null, "sessions"]));
    put(
        &mut table,
        "SSESpecification",
        seed,
        &json!([
            null, {"SSEEnabled": true, "SSEType": "KMS"}, {"SSEEnabled": true, "KMSMasterKeyId": {"Ref": "Key"}}
        ]),
    );
    let regions = ["eu-west-1", "us-east-1", "ap-southeast-1"];
    let count = 1 + seed.below(3);
    let replicas = regions.iter().take(count).map(|region| {
        let mut replica = json!({"Region": region});
        settings(&mut replica, seed);
        replica
    });
    table["Replicas"] = replicas.collect();
    table
}
