//! Each case is the `Properties` of a resource in flow style, and what is said of it: kind, path, the text at the place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod conditions;
mod flow;
mod read;

use tablewarden_source::{FileId, Span};
use tablewarden_template::Reading;

use super::*;
use flow::flow;

const TABLE: &str = "AWS::DynamoDB::Table";
const GLOBAL_TABLE: &str = "AWS::DynamoDB::GlobalTable";
const KEYS: &str = "KeySchema: [{AttributeName: id, KeyType: HASH}]";

fn found(type_name: &str, properties: &str) -> Vec<SchemaProblem<'static>> {
    let text: &'static str = Box::leak(format!("{{Properties: {properties}}}").into_boxed_str());
    let view = View::new(Box::leak(Box::new(flow(text))), Reading::CloudFormation);
    let value = view.get(view.root().unwrap(), "Properties");
    // Enough of a regular expression for the cases here.
    let matches = |pattern: &str, text: &str| match pattern {
        "^[a-zA-Z0-9_.-]+$" => text.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c)),
        "^[^:]" => !text.starts_with(':'),
        _ => true,
    };
    check(view, type_name, value, Place::default(), &matches, &|_, _| Vec::new())
}

/// One line for each problem: kind (`?` where it is not certain), path, the text at its place, the suggestion, the
/// conditions.
fn lines(type_name: &str, properties: &str) -> Vec<String> {
    let text = format!("{{Properties: {properties}}}");
    let line = |problem: &SchemaProblem| {
        let kind = match problem.kind {
            ProblemKind::UnknownProperty => "unknown",
            ProblemKind::MissingRequired => "missing",
            ProblemKind::InvalidValue => "invalid",
        };
        let sure = if problem.certain { "" } else { "?" };
        let mut line = format!("{kind}{sure} {} at {}", problem.path.join("/"), problem.place.span().of(&text));
        if let Some(suggestion) = &problem.suggestion {
            line += &format!(" -> {suggestion}");
        }
        for (condition, outcome) in &problem.when {
            line += &format!(" when {condition}={outcome}");
        }
        line
    };
    found(type_name, properties).iter().map(line).collect()
}

fn table(properties: &str) -> Vec<String> {
    lines(TABLE, &format!("{{{KEYS}, {properties}}}"))
}

/// What is said of the value in words: expected, found.
fn words(properties: &str) -> Vec<(String, String)> {
    found(TABLE, &format!("{{{KEYS}, {properties}}}")).into_iter().map(|one| (one.expected, one.found)).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_right_table_has_no_problem() {
    let properties = "{TableName: orders, BillingMode: PAY_PER_REQUEST, KeySchema: [{AttributeName: id, KeyType: HASH}], \
         AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: at, AttributeType: N}], \
         GlobalSecondaryIndexes: [{IndexName: by-at, KeySchema: [{AttributeName: at, KeyType: HASH}], \
         Projection: {ProjectionType: ALL}}], SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Key.Arn}, \
         PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: yes, RecoveryPeriodInDays: 35}, \
         StreamSpecification: {StreamViewType: NEW_IMAGE}, Tags: [{Key: a, Value: b}], DeletionProtectionEnabled: 'true', \
         ResourcePolicy: {PolicyDocument: {Anything: [at, all]}}, TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}}";
    assert_eq!(lines(TABLE, properties), NOTHING);
}

#[test]
fn a_misspelt_property_is_told_with_what_was_meant() {
    let said = table("ProvisionedThroughputput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}");
    assert_eq!(said, ["unknown ProvisionedThroughputput at ProvisionedThroughputput -> ProvisionedThroughput"]);
    assert_eq!(table("Foo: bar"), ["unknown? Foo at Foo"]);
    assert_eq!(table("Foo: {Bar: {Baz: [1]}}"), ["unknown? Foo at Foo"]);
    let index =
        "GlobalSecondaryIndexes: [{IndexNmae: abc, KeySchema: [{AttributeName: a, KeyType: HASH}], Projection: {}}]";
    let said = table(index);
    assert_eq!(said, ["unknown GlobalSecondaryIndexes/0/IndexNmae at IndexNmae -> IndexName"], "it is not missing too");
}

#[test]
fn a_property_that_stands_elsewhere_is_told_its_place() {
    let properties = "{GlobalTableName: t, SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: k}, \
         StreamSpecification: {StreamEnabled: true, StreamViewType: NEW_IMAGE}, Replicas: [{Region: eu-west-1}]}";
    assert_eq!(
        lines(GLOBAL_TABLE, properties),
        [
            "unknown GlobalTableName at GlobalTableName -> TableName",
            "unknown SSESpecification/KMSMasterKeyId at KMSMasterKeyId -> Replicas[].SSESpecification.KMSMasterKeyId",
            "unknown StreamSpecification/StreamEnabled at StreamEnabled",
        ]
    );
}

#[test]
fn a_property_that_cloudformation_gives_cannot_be_set() {
    assert_eq!(table("Arn: abc"), ["unknown Arn at Arn"]);
}

#[test]
fn missing_properties_are_told_at_the_nearest_key() {
    assert_eq!(lines(TABLE, "{BillingMode: PAY_PER_REQUEST}"), ["missing KeySchema at Properties"]);
    assert_eq!(lines(GLOBAL_TABLE, "{}"), ["missing Replicas at Properties"]);
    let said = table("ProvisionedThroughput: {ReadCapacityUnits: 5}");
    assert_eq!(said, ["missing ProvisionedThroughput/WriteCapacityUnits at ProvisionedThroughput"]);
    let tree = flow("{}");
    let view = View::new(&tree, Reading::CloudFormation);
    let place = Place::new(FileId(0), Span::new(7, 9));
    let said = check(view, TABLE, None, place, &|_, _| true, &|_, _| Vec::new());
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].kind, &*said[0].property, said[0].place), (ProblemKind::MissingRequired, "KeySchema", place));
}

#[test]
fn values_are_read_with_the_coercions_of_cloudformation() {
    for right in [
        "DeletionProtectionEnabled: true",
        "DeletionProtectionEnabled: 'false'",
        "DeletionProtectionEnabled: on",
        "TableName: 123",
        "TableName: true",
        "TableName: 012",
        "OnDemandThroughput: {MaxReadRequestUnits: '5'}",
        "OnDemandThroughput: {MaxReadRequestUnits: 5.0}",
        "TableName: '{{resolve:ssm:/name}}'",
        "BillingMode: '{{resolve:ssm:/mode}}'",
        "OnDemandThroughput: {MaxReadRequestUnits: '{{resolve:ssm:/units}}'}",
        "ResourcePolicy: {PolicyDocument: '{}'}",
    ] {
        assert_eq!(table(right), NOTHING, "{right}");
    }
    for wrong in [
        "DeletionProtectionEnabled: 1",
        "DeletionProtectionEnabled: 'yes'",
        "DeletionProtectionEnabled: [true]",
        "DeletionProtectionEnabled: {a: b}",
        "TableName: [a]",
        "TableName: {a: b}",
        "TableName: ~",
        "TableName: ''",
        "Tags: a",
        "Tags: {Key: a, Value: b}",
        "OnDemandThroughput: 5",
        "OnDemandThroughput: [{MaxReadRequestUnits: 5}]",
        "OnDemandThroughput: {MaxReadRequestUnits: 5.5}",
        "OnDemandThroughput: {MaxReadRequestUnits: five}",
        "OnDemandThroughput: {MaxReadRequestUnits: 0}",
        "OnDemandThroughput: {MaxReadRequestUnits: .inf}",
        "OnDemandThroughput: {MaxReadRequestUnits: true}",
        "ResourcePolicy: {PolicyDocument: [a]}",
    ] {
        let said = table(wrong);
        assert_eq!(said.len(), 1, "{wrong}: {said:?}");
        assert!(said[0].starts_with("invalid "), "{wrong}: {said:?}");
    }
}

#[test]
fn bounds_are_told_in_words() {
    let cases = [
        (
            "PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 48}",
            "a whole number from 1 to 35",
            "`48`",
        ),
        ("OnDemandThroughput: {MaxReadRequestUnits: -1}", "a whole number of at least 1", "`-1`"),
        ("DeletionProtectionEnabled: maybe", "`true` or `false`", "`maybe`"),
        ("TableName: ''", "text of 1 to 1024 characters", "an empty string"),
        ("SSESpecification: {SSEEnabled: true, SSEType: AES256}", "`KMS`", "`AES256`"),
        ("BillingMode: FREE", "`PAY_PER_REQUEST` or `PROVISIONED`", "`FREE`"),
        ("KinesisStreamSpecification: {StreamArn: [a]}", "text", "a list"),
        ("VectorIndexes: []", "a list of at least 1 element", "0 elements"),
        ("ProvisionedThroughput: ~", "a mapping", "null"),
    ];
    for (properties, expected, found) in cases {
        assert_eq!(words(properties), [(expected.to_owned(), found.to_owned())], "{properties}");
    }
    let name = "LocalSecondaryIndexes: [{IndexName: a b c, Projection: {}, KeySchema: [{AttributeName: id, KeyType: HASH}, \
         {AttributeName: at, KeyType: RANGE}]}]";
    assert_eq!(words(name), [("text that matches `^[a-zA-Z0-9_.-]+$`".to_owned(), "`a b c`".to_owned())]);
}

#[test]
fn a_long_value_is_shortened() {
    let said = words(&format!("BillingMode: {}", "é".repeat(500)));
    assert_eq!(said[0].1, format!("`{}…`", "é".repeat(60)));
}

#[test]
fn values_of_an_enumeration_get_a_suggestion_or_are_uncertain() {
    assert_eq!(table("BillingMode: ON_DEMAND"), ["invalid BillingMode at ON_DEMAND -> PAY_PER_REQUEST"]);
    assert_eq!(table("BillingMode: provisioned"), ["invalid BillingMode at provisioned -> PROVISIONED"]);
    assert_eq!(table("BillingMode: FREE"), ["invalid BillingMode at FREE"]);
    let said = table("AttributeDefinitions: [{AttributeName: id, AttributeType: String}]");
    assert_eq!(said, ["invalid AttributeDefinitions/0/AttributeType at String -> S"]);
}

#[test]
fn lists_have_a_number_of_elements() {
    let key = |name: &str| format!("{{AttributeName: {name}, KeyType: HASH}}");
    let keys = |list: &str| lines(TABLE, &format!("{{KeySchema: {list}}}"));
    assert_eq!(keys("[]"), ["invalid KeySchema at []"]);
    assert_eq!(keys(&format!("[{}, {}]", key("a"), key("b"))), NOTHING);
    let three = format!("[{}, {}, {}]", key("a"), key("b"), key("c"));
    assert_eq!(keys(&three), [format!("invalid KeySchema at {three}")]);
    let maybe = format!("[{}, {}, !If [Long, {}, !Ref AWS::NoValue]]", key("a"), key("b"), key("c"));
    assert_eq!(keys(&maybe), NOTHING, "it is right where Long is false");
    let gone = format!("[{}, {}, !Ref AWS::NoValue]", key("a"), key("b"));
    assert_eq!(keys(&gone), NOTHING);
    let more = format!("[{}, {}, {}, Fn::ForEach::Keys: [k, [d], {{}}]]", key("a"), key("b"), key("c"));
    assert_eq!(keys(&more.replace("Fn::ForEach::Keys: [k, [d], {}]", "{Fn::ForEach::Keys: [k, [d], {}]}")), NOTHING);
    let alarm = "{MetricName: m, AlarmActions: [a, b, c, d, e, f]}";
    assert_eq!(lines("AWS::CloudWatch::Alarm", alarm), ["invalid AlarmActions at [a, b, c, d, e, f]"]);
    let alarm = "{MetricName: m, AlarmActions: [a, b, c, d, e, a]}";
    assert_eq!(lines("AWS::CloudWatch::Alarm", alarm), NOTHING);
}

#[test]
fn elements_that_stand_twice_are_told_once() {
    let said =
        table("AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeType: S, AttributeName: id}]");
    assert_eq!(said, ["invalid AttributeDefinitions/1/AttributeName at id"]);
    let said =
        table("AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: id, AttributeType: N}]");
    assert_eq!(said, ["invalid AttributeDefinitions/1/AttributeName at id"]);
    let said = table("Tags: [{Key: a, Value: b}, {Key: a, Value: b}]");
    assert_eq!(said, NOTHING, "the schema of the table does not ask for it");
    let said = table(
        "AttributeDefinitions: [{AttributeName: !Ref A, AttributeType: S}, {AttributeName: !Ref A, AttributeType: N}]",
    );
    assert_eq!(said, NOTHING, "what a reference gives is not known");
}

#[test]
fn rules_about_several_properties_hold() {
    let said = table("PointInTimeRecoverySpecification: {RecoveryPeriodInDays: 7}");
    let key = "PointInTimeRecoverySpecification";
    assert_eq!(said, [format!("missing {key}/PointInTimeRecoveryEnabled at {key}")]);
    let said = table("SSESpecification: {SSEEnabled: true, KMSMasterKeyId: k}");
    assert_eq!(said, ["missing SSESpecification/SSEType at SSESpecification"]);
    assert_eq!(table("WarmThroughput: {}"), ["missing WarmThroughput/ReadUnitsPerSecond at WarmThroughput"]);
    assert_eq!(table("WarmThroughput: {WriteUnitsPerSecond: 1}"), NOTHING);

    let alarm = |properties: &str| lines("AWS::CloudWatch::Alarm", properties);
    assert_eq!(alarm("{Threshold: 1}"), ["missing Metrics at Properties"]);
    assert_eq!(alarm("{MetricName: m, Metrics: [{Id: a}]}"), ["invalid MetricName at MetricName"]);
    assert_eq!(
        alarm("{MetricName: m, Threshold: 1, ThresholdMetricId: a}"),
        ["invalid ThresholdMetricId at ThresholdMetricId"]
    );
    assert_eq!(alarm("{MetricName: !Ref AWS::NoValue}"), ["missing Metrics at Properties"]);
    assert_eq!(alarm("{MetricName: m, Metrics: [{Id: a}], EvaluationCriteria: {}}").len(), 3, "each pair");
}

#[test]
fn functions_stand_for_any_value() {
    for right in [
        "BillingMode: !Ref Mode",
        "Tags: !Ref Tags",
        "ProvisionedThroughput: !FindInMap [a, b, c]",
        "ProvisionedThroughput: {Fn::FindInMap: [a, b, c]}",
        "DeletionProtectionEnabled: !Equals [a, b]",
        "GlobalSecondaryIndexes: {Fn::Transform: {Name: Indexes}}",
        "GlobalSecondaryIndexes: [!Ref Index, {Fn::Transform: {Name: Index}}]",
        "SSESpecification: {Fn::If: [A, b]}",
        "SSESpecification: !If broken",
    ] {
        assert_eq!(table(right), NOTHING, "{right}");
    }
    assert_eq!(lines(TABLE, "{Fn::Transform: {Name: Table}}"), NOTHING);
}

#[test]
fn macros_beside_keys_silence_what_is_unknown_or_missing_there() {
    let said = lines(TABLE, "{Fn::Transform: {Name: Keys}, Foo: bar, BillingMode: 7}");
    assert_eq!(said, ["invalid BillingMode at 7"]);
    assert_eq!(table("ProvisionedThroughput: {Fn::ForEach::Units: [a, [b], {}], Foo: bar}"), NOTHING);
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    assert_eq!(table("BillingMode: FREE, BillingMode: PROVISIONED"), NOTHING);
    assert_eq!(table("BillingMode: PROVISIONED, BillingMode: FREE"), ["invalid BillingMode at FREE"]);
    assert_eq!(table("Foo: 1, Foo: 2"), ["unknown? Foo at Foo"]);
}

#[test]
fn nothing_is_missing_where_something_could_not_be_read() {
    assert_eq!(lines(TABLE, "{?BillingMode: FREE}"), ["invalid BillingMode at FREE"]);
    assert_eq!(table("ProvisionedThroughput: {?ReadCapacityUnits: }"), NOTHING);
    assert_eq!(lines(TABLE, "{KeySchema: [?]}"), NOTHING);
}

#[test]
fn a_type_without_a_schema_has_no_problem() {
    assert_eq!(lines("AWS::S3::Bucket", "{Foo: bar}"), NOTHING);
}

#[test]
fn the_problems_of_one_resource_are_bounded() {
    let many: String = (0..100_000).map(|index| format!("Foo{index}: 1, ")).collect();
    assert_eq!(found(TABLE, &format!("{{{many}{KEYS}}}")).len(), MOST_PROBLEMS);
    let many = "{Key: a, Value: b}, ".repeat(50_000);
    assert_eq!(found("AWS::KMS::Key", &format!("{{Tags: [{many}]}}")).len(), MOST_PROBLEMS);
}

#[test]
fn depth_costs_no_stack() {
    let deep = format!("{}PROVISIONED{}", "!If [A, b, ".repeat(20_000), "]".repeat(20_000));
    let said = table(&format!("BillingMode: {deep}"));
    assert_eq!(said, ["invalid BillingMode at b when A=true"]);
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    assert_eq!(table(&format!("Tags: {deep}")).len(), 1);
}

#[test]
fn the_other_types_are_checked_as_well() {
    let target = "{MinCapacity: 1, MaxCapacity: 2, ResourceId: table/t, ServiceNamespace: dynamodb, \
         ScalableDimension: dynamodb:table:ReadCapacityUnit}";
    assert_eq!(
        lines("AWS::ApplicationAutoScaling::ScalableTarget", target),
        ["invalid ScalableDimension at dynamodb:table:ReadCapacityUnit -> dynamodb:table:ReadCapacityUnits"]
    );
    let simple = "{PrimaryKey: {Name: id, Type: S}, Tags: {a: b}}";
    assert_eq!(lines("AWS::Serverless::SimpleTable", simple), ["invalid PrimaryKey/Type at S -> String"]);
    let mapping = "{FunctionName: f, StartingPosition: LASTEST, MaximumRetryAttempts: -1}";
    assert_eq!(lines("AWS::Lambda::EventSourceMapping", mapping), ["invalid StartingPosition at LASTEST -> LATEST"]);
}
