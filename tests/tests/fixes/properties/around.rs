//! What stands around a table: alarms, scaling, readers of its stream, keys, policies, each with the mistakes that people make.

use serde_json::{Map, Value, json};
use tablewarden_styles::Seed;

use super::chance::{any, put};

type Resources = Map<String, Value>;

/// Adds some of it to the resources.
pub(super) fn around(table: &str, resources: &mut Resources, seed: &mut Seed) {
    for number in 0..seed.below(3) {
        resources.insert(format!("{table}Alarm{number}"), alarm(table, seed));
    }
    if seed.one_of(3) {
        scaling(table, resources, seed);
    }
    if seed.one_of(3) {
        resources.insert(format!("{table}Reader"), reader(table, seed));
    }
    if seed.one_of(4) {
        resources.insert(format!("{table}Role"), role(table, seed));
    }
    if seed.one_of(3) {
        resources.insert("Key".to_owned(), key(seed));
    }
    if seed.one_of(4) {
        let mut stream = json!({"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1}});
        put(
            &mut stream["Properties"],
            "StreamEncryption",
            seed,
            &json!([
                null, {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}
            ]),
        );
        resources.insert("Feed".to_owned(), stream);
    }
    if seed.one_of(6) {
        let mut cluster = json!({
            "Type": "AWS::DAX::Cluster",
            "Properties": {"IAMRoleARN": "arn:aws:iam::123456789012:role/dax", "NodeType": "dax.r5.large"}
        });
        put(&mut cluster["Properties"], "ReplicationFactor", seed, &json!([1, 3]));
        put(&mut cluster["Properties"], "SSESpecification", seed, &json!([null, {"SSEEnabled": true}, {}]));
        resources.insert(format!("{table}Cache"), cluster);
    }
}

fn alarm(table: &str, seed: &mut Seed) -> Value {
    let mut alarm = json!({
        "Period": 60, "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold"
    });
    let topic = json!(["arn:aws:sns:eu-west-1:123456789012:calls"]);
    let named = |name: &str, value: Value| json!({"Name": name, "Value": value});
    let of_table = named("TableName", json!({"Ref": table}));
    let of_index = named("GlobalSecondaryIndexName", json!("by-status-0"));
    let of_nothing = named("GlobalSecondaryIndexName", json!("by-nothing"));
    let operation = named("Operation", json!("GetItems"));
    for (key, of) in [
        (
            "MetricName",
            json!([
                "ReadThrottleEvents",
                "WriteThrottleEvents",
                "UserErrors",
                "SystemErrors",
                "ConsumedReadCapacityUnits",
                "SuccessfulRequestLatency",
                "ThrottledRequests"
            ]),
        ),
        ("Namespace", json!(["AWS/DynamoDB", "AWS/DynamoDB", "AWS/DynamoDB", "DynamoDB"])),
        ("Statistic", json!(["Sum", "Sum", "Average"])),
        ("TreatMissingData", json!([null, "notBreaching", "missing"])),
        ("ActionsEnabled", json!([null, null, false])),
        ("AlarmActions", json!([topic, topic, null])),
        (
            "Dimensions",
            json!([[of_table], [of_table], [of_table, of_index], [of_table, of_nothing], [of_table, operation]]),
        ),
    ] {
        put(&mut alarm, key, seed, &of);
    }
    json!({"Type": "AWS::CloudWatch::Alarm", "Properties": alarm})
}

fn scaling(table: &str, resources: &mut Resources, seed: &mut Seed) {
    let side = *seed.pick(&["Read", "Write"]);
    let mut target = json!({"ScalableDimension": format!("dynamodb:table:{side}CapacityUnits"), "MaxCapacity": 100});
    let named = format!("table/${{{table}}}");
    let role = "arn:aws:iam::123456789012:role/scaling";
    for (key, of) in [
        ("ServiceNamespace", json!(["dynamodb", "dynamodb", "DynamoDB"])),
        (
            "ResourceId",
            json!([{"Fn::Sub": &named}, {"Fn::Sub": &named}, &named, {"Fn::Join": ["/", ["table", {"Ref": table}]]}]),
        ),
        ("MinCapacity", json!([5, 5, 200])),
        ("RoleARN", json!([null, null, role])),
        (
            "SuspendedState",
            json!([
                null, null, {"DynamicScalingOutSuspended": true}, {"DynamicScalingInSuspended": true}
            ]),
        ),
    ] {
        put(&mut target, key, seed, &of);
    }
    let kind = "AWS::ApplicationAutoScaling::ScalableTarget";
    resources.insert(format!("{table}{side}Target"), json!({"Type": kind, "Properties": target}));
    if seed.one_of(4) {
        return;
    }
    let value = any(seed, &json!([70, 70, 95]));
    let policy = json!({
        "PolicyName": "scaling", "PolicyType": "TargetTrackingScaling",
        "ScalingTargetId": {"Ref": format!("{table}{side}Target")},
        "TargetTrackingScalingPolicyConfiguration": {
            "TargetValue": value,
            "PredefinedMetricSpecification": {"PredefinedMetricType": format!("DynamoDB{side}CapacityUtilization")}
        }
    });
    let kind = "AWS::ApplicationAutoScaling::ScalingPolicy";
    resources.insert(format!("{table}{side}Policy"), json!({"Type": kind, "Properties": policy}));
}

fn reader(table: &str, seed: &mut Seed) -> Value {
    let is_serverless = seed.one_of(3);
    let mut event = json!({});
    let sources = json!([
        {"Fn::GetAtt": [table, "StreamArn"]}, {"Fn::GetAtt": [table, "StreamArn"]}, {"Fn::GetAtt": [table, "Arn"]},
        {"Ref": table}
    ]);
    for (key, of) in [
        (if is_serverless { "Stream" } else { "EventSourceArn" }, sources),
        ("StartingPosition", json!(["LATEST", "LATEST", "AT_TIMESTAMP", null])),
        ("MaximumRetryAttempts", json!([null, 5])),
        ("BatchSize", json!([null, 100])),
    ] {
        put(&mut event, key, seed, &of);
    }
    if !is_serverless {
        event["FunctionName"] = json!("reader");
        return json!({"Type": "AWS::Lambda::EventSourceMapping", "Properties": event});
    }
    let events = json!({"Changes": {"Type": "DynamoDB", "Properties": event}});
    let function = json!({"Handler": "a.b", "Runtime": "nodejs22.x", "CodeUri": "a", "Events": events});
    json!({"Type": "AWS::Serverless::Function", "Properties": function})
}

fn role(table: &str, seed: &mut Seed) -> Value {
    let action = any(seed, &json!(["dynamodb:GetItem", "dynamodb:GetItems", ["dynamodb:PutItem", "dynamodb:Querry"]]));
    let arn = any(
        seed,
        &json!([
            {"Fn::GetAtt": [table, "Arn"]}, {"Fn::Sub": format!("${{{table}.Arn}}/index/*")}, {"Fn::GetAtt": [table, "Arm"]}
        ]),
    );
    let statement = json!({"Effect": "Allow", "Action": action, "Resource": arn});
    let document = json!({"Version": "2012-10-17", "Statement": [statement]});
    json!({
        "Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}
    })
}

fn key(seed: &mut Seed) -> Value {
    let statement = json!({
        "Effect": "Allow", "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}, "Action": "kms:*",
        "Resource": "*"
    });
    let mut key = json!({"KeyPolicy": {"Version": "2012-10-17", "Statement": [statement]}});
    for (name, of) in [
        ("EnableKeyRotation", json!([null, true, false])),
        ("KeySpec", json!([null, null, "RSA_2048"])),
        ("KeyUsage", json!([null, null, "SIGN_VERIFY"])),
        ("Enabled", json!([null, null, false])),
    ] {
        put(&mut key, name, seed, &of);
    }
    json!({"Type": "AWS::KMS::Key", "Properties": key})
}
