//! A table of each type with every property that the schema has, and the properties with what the table of updates says of them.

use serde_json::{Map, Value, json};
use tablewarden_updates::{PropertyUpdate, TYPES, updates};

/// What can't change alone: it is needed, and what is in it changes.
pub(super) const IS_WHOLE: [&str; 9] = [
    ".KeySchema",
    ".Projection",
    ".VectorAttribute",
    ".S3BucketSource",
    ".PolicyDocument",
    ".WriteCapacityAutoScalingSettings",
    ".ReadCapacityAutoScalingSettings",
    ".TargetTrackingScalingPolicyConfiguration",
    ".SSEType",
];

/// What is always there: other properties mean something only with it.
const KEPT: [&str; 6] =
    ["AttributeDefinitions", "KeySchema", "BillingMode", "Replicas", "SSESpecification", "MultiRegionConsistency"];

/// What an element of a list is nothing without.
const NEEDED: [&str; 4] = ["IndexName", "KeySchema", "Projection", "Region"];

pub(super) fn properties() -> Vec<(&'static str, PropertyUpdate)> {
    let of = |type_name: &'static str| {
        updates(type_name).expect("the list is sound").into_iter().map(move |property| (type_name, property))
    };
    TYPES.into_iter().flat_map(of).collect()
}

/// The properties of a table in which the one at `path` is there and means something. `is` says of others whether they are there.
pub(super) fn whole(type_name: &str, path: &str, mut is: impl FnMut() -> bool) -> Map<String, Value> {
    let on_demand = path.contains("OnDemand") || path.starts_with("VectorIndexes");
    let provisioned = !on_demand && (path.contains("Provisioned") || path.contains("AutoScaling") || is());
    let table = match type_name.rsplit("::").next() {
        Some("Table") => table(provisioned),
        Some("GlobalTable") => global_table(provisioned, path.starts_with("GlobalTableWitnesses")),
        _ => simple_table(),
    };
    let Value::Object(mut table) = table else { panic!("a mapping") };
    let top = path.split(['.', '[']).next().unwrap_or(path);
    // What is a copy of a table elsewhere has no keys of its own.
    table.retain(|key, _| key == top || KEPT.contains(&key.as_str()) || (key != "GlobalTableSourceArn" && is()));
    for list in ["Replicas", "GlobalSecondaryIndexes"] {
        for element in table.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            let Value::Object(element) = element else { continue };
            let below = path.strip_prefix(list).and_then(|rest| rest.strip_prefix("[].")).unwrap_or_default();
            let below = below.split(['.', '[']).next().unwrap_or_default();
            element.retain(|key, _| key == below || NEEDED.contains(&key.as_str()) || is());
        }
    }
    if provisioned && top != "VectorIndexes" {
        table.remove("VectorIndexes");
    }
    table
}

fn table(provisioned: bool) -> Value {
    let mut table = json!({
        "TableName": "orders",
        "AttributeDefinitions": definitions(),
        "KeySchema": keys("pk", "sk"),
        "BillingMode": mode(provisioned),
        "ContributorInsightsSpecification": insights(),
        "DeletionProtectionEnabled": true,
        "GlobalSecondaryIndexes": [
            {
                "IndexName": "first", "KeySchema": keys("gk", "gs"), "Projection": {"ProjectionType": "ALL"},
                "ContributorInsightsSpecification": insights()
            },
            {
                "IndexName": "second", "KeySchema": keys("gs", "gk"), "Projection": projection(), "WarmThroughput": warm(),
                "ContributorInsightsSpecification": insights()
            }
        ],
        "ImportSourceSpecification": {
            "InputCompressionType": "GZIP", "InputFormat": "CSV",
            "InputFormatOptions": {"Csv": {"Delimiter": ";", "HeaderList": ["a", "b"]}},
            "S3BucketSource": {"S3Bucket": "from", "S3BucketOwner": "owner", "S3KeyPrefix": "prefix"}
        },
        "KinesisStreamSpecification": feed(),
        "LocalSecondaryIndexes": local(),
        "PointInTimeRecoverySpecification": recovery(),
        "ResourcePolicy": policy(),
        "SSESpecification": {"SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": "1111-2222"},
        "StreamSpecification": {"StreamViewType": "NEW_IMAGE", "ResourcePolicy": policy(), "Tags": tags()},
        "TableClass": "STANDARD",
        "Tags": tags(),
        "TimeToLiveSpecification": {"AttributeName": "until", "Enabled": true},
        "VectorIndexes": vectors(),
        "WarmThroughput": warm()
    });
    let (key, throughput) = match provisioned {
        true => ("ProvisionedThroughput", json!({"ReadCapacityUnits": 50, "WriteCapacityUnits": 50})),
        false => ("OnDemandThroughput", json!({"MaxReadRequestUnits": 500, "MaxWriteRequestUnits": 500})),
    };
    table["GlobalSecondaryIndexes"][0][key] = throughput.clone();
    table["GlobalSecondaryIndexes"][1][key] = throughput.clone();
    table[key] = throughput;
    table
}

fn global_table(provisioned: bool, is_strong: bool) -> Value {
    let scaled = || {
        let target = json!({
            "DisableScaleIn": true, "ScaleInCooldown": 60, "ScaleOutCooldown": 60, "TargetValue": 70
        });
        json!({
            "MinCapacity": 20, "MaxCapacity": 200, "SeedCapacity": 30, "TargetTrackingScalingPolicyConfiguration": target
        })
    };
    let mut write = Map::new();
    let mut read = Map::new();
    let mut read_units = Map::new();
    if provisioned {
        write.insert(
            "WriteProvisionedThroughputSettings".to_owned(),
            json!({"WriteCapacityAutoScalingSettings": scaled()}),
        );
        read.insert(
            "ReadProvisionedThroughputSettings".to_owned(),
            json!({"ReadCapacityAutoScalingSettings": scaled(), "ReadCapacityUnits": 40}),
        );
        read_units.insert("ReadProvisionedThroughputSettings".to_owned(), json!({"ReadCapacityUnits": 40}));
    } else {
        write.insert("WriteOnDemandThroughputSettings".to_owned(), json!({"MaxWriteRequestUnits": 500}));
        read.insert("ReadOnDemandThroughputSettings".to_owned(), json!({"MaxReadRequestUnits": 500}));
        read_units = read.clone();
    }
    let with = |value: Value, more: &[&Map<String, Value>]| {
        let Value::Object(mut value) = value else { panic!("a mapping") };
        more.iter().for_each(|more| value.extend((*more).clone()));
        Value::Object(value)
    };
    let index = |name: &str, partition: &str, sort: &str, projection: Value| {
        let index = json!({
            "IndexName": name, "KeySchema": keys(partition, sort), "Projection": projection, "WarmThroughput": warm()
        });
        with(index, &[&write, &read_units])
    };
    let replica = |region: &str| {
        let index = json!({"IndexName": "second", "ContributorInsightsSpecification": insights()});
        let replica = json!({
            "Region": region,
            "ContributorInsightsSpecification": insights(),
            "DeletionProtectionEnabled": true,
            "DisassociationProtectionEnabled": true,
            "GlobalSecondaryIndexes": [json!({"IndexName": "first"}), with(index, &[&read])],
            "GlobalTableSettingsReplicationMode": "DISABLED",
            "KinesisStreamSpecification": feed(),
            "PointInTimeRecoverySpecification": recovery(),
            "ReplicaStreamSpecification": {"ResourcePolicy": policy(), "Tags": tags()},
            "ResourcePolicy": policy(),
            "SSESpecification": {"KMSMasterKeyId": "1111-2222"},
            "TableClass": "STANDARD",
            "Tags": tags()
        });
        with(replica, &[&read])
    };
    let regions = ["eu-west-1", "eu-west-2"];
    let table = json!({
        "TableName": "orders",
        "AttributeDefinitions": definitions(),
        "BillingMode": mode(provisioned),
        "GlobalSecondaryIndexes": [
            index("first", "gk", "gs", json!({"ProjectionType": "ALL"})), index("second", "gs", "gk", projection())
        ],
        "GlobalTableSourceArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/source",
        "GlobalTableWitnesses": [{"Region": "eu-west-3"}],
        "KeySchema": keys("pk", "sk"),
        "LocalSecondaryIndexes": local(),
        "MultiRegionConsistency": if is_strong { "STRONG" } else { "EVENTUAL" },
        "Replicas": regions.iter().map(|region| replica(region)).collect::<Vec<_>>(),
        "SSESpecification": {"SSEEnabled": true, "SSEType": "KMS"},
        "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
        "TableType": "Regional",
        "TimeToLiveSpecification": {"AttributeName": "until", "Enabled": true},
        "VectorIndexes": vectors(),
        "WarmThroughput": warm()
    });
    let mut table = with(table, &[&write, &read_units]);
    if !is_strong && let Value::Object(table) = &mut table {
        table.remove("GlobalTableWitnesses");
    }
    table
}

fn simple_table() -> Value {
    json!({
        "TableName": "orders",
        "PrimaryKey": {"Name": "key", "Type": "String"},
        "PointInTimeRecoverySpecification": recovery(),
        "ProvisionedThroughput": {"ReadCapacityUnits": 50, "WriteCapacityUnits": 50},
        "SSESpecification": {"SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": "1111-2222"},
        "Tags": {"team": "orders", "stage": "live"}
    })
}

fn mode(provisioned: bool) -> &'static str {
    if provisioned { "PROVISIONED" } else { "PAY_PER_REQUEST" }
}

fn definitions() -> Value {
    ["pk", "sk", "gk", "gs", "ls", "vk", "vf", "spare"]
        .iter()
        .map(|name| json!({"AttributeName": name, "AttributeType": "S"}))
        .collect()
}

fn keys(partition: &str, sort: &str) -> Value {
    json!([{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}])
}

fn projection() -> Value {
    json!({"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x", "y"]})
}

fn local() -> Value {
    json!([
        {"IndexName": "third", "KeySchema": keys("pk", "gs"), "Projection": {"ProjectionType": "ALL"}},
        {"IndexName": "fourth", "KeySchema": keys("pk", "ls"), "Projection": projection()}
    ])
}

fn vectors() -> Value {
    let one = |name: &str, attribute: &str| {
        json!({
            "IndexName": name, "Dimensions": 128, "DistanceFunction": "COSINE", "Projection": projection(),
            "VectorAttribute": {"AttributeName": attribute},
            "SearchSchema": [
                {"AttributeName": "vk", "SearchSchemaElementType": "HASH"},
                {"AttributeName": "vf", "SearchSchemaElementType": "INLINE_FILTER"}
            ]
        })
    };
    json!([one("fifth", "v"), one("sixth", "w")])
}

fn insights() -> Value {
    json!({"Enabled": true, "Mode": "THROTTLED_KEYS"})
}

fn feed() -> Value {
    json!({
        "StreamArn": "arn:aws:kinesis:eu-west-1:123456789012:stream/feed",
        "ApproximateCreationDateTimePrecision": "MILLISECOND"
    })
}

fn recovery() -> Value {
    json!({"PointInTimeRecoveryEnabled": true, "RecoveryPeriodInDays": 20})
}

fn policy() -> Value {
    let principal = json!({"AWS": "arn:aws:iam::123456789012:role/reader"});
    json!({"PolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": principal, "Action": "dynamodb:GetItem", "Resource": "*"}]
    }})
}

fn tags() -> Value {
    json!([{"Key": "team", "Value": "orders"}, {"Key": "stage", "Value": "live"}])
}

fn warm() -> Value {
    json!({"ReadUnitsPerSecond": 20_000, "WriteUnitsPerSecond": 20_000})
}
