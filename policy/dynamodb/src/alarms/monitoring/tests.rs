//! Alarms of a table with one index: what each is, and what they watch together.

use crate::testing::{Tested, tested};

const HEAD: &str = "
Parameters: {Open: {Type: String}}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      GlobalSecondaryIndexes: [{IndexName: by}]
";

fn alarm(name: &str, metric: &str, dimensions: &str, rest: &str) -> String {
    let list: Vec<_> = dimensions
        .split(' ')
        .filter(|one| !one.is_empty())
        .map(|one| {
            let (name, value) = one.split_once('=').unwrap_or((one, "x"));
            let value = if value == "T" { "!Ref T" } else { value };
            format!("{{Name: {name}, Value: {value}}}")
        })
        .collect();
    format!(
        "  {name}: {{Type: AWS::CloudWatch::Alarm, Properties: {{Namespace: AWS/DynamoDB, MetricName: {metric}, Dimensions: [{}] {rest}}}}}\n",
        list.join(", ")
    )
}

fn with(rest: &str) -> Tested {
    tested(&format!("{HEAD}{rest}"))
}

/// What is watched of the table and of the index: state, and what is missing.
fn watched(rest: &str) -> String {
    let tested = with(rest);
    let watch = |index: usize| {
        let path = format!("Tables.0.Monitoring.0.Watches.{index}");
        let (state, missing) = (tested.show(&format!("{path}.State")), tested.show(&format!("{path}.Missing")));
        format!("{state} {missing}").trim().to_owned()
    };
    format!("{}, {}", watch(0), watch(1))
}

#[test]
fn what_alarms_watch() {
    let reads = alarm("A", "ReadThrottleEvents", "TableName=T", "");
    let writes = alarm("B", "WriteProvisionedThroughputThrottleEvents", "TableName=T", "");
    let index = alarm("C", "ReadThrottleEvents", "TableName=T GlobalSecondaryIndexName=by", "");
    let put = alarm("D", "ThrottledRequests", "TableName=T Operation=PutItem", "");
    let get = alarm("E", "ThrottledRequests", "TableName=T Operation=GetItem", "");
    let query = alarm("F", "ThrottledRequests", "TableName=T Operation=Query", "");
    let none = "uncovered reads and writes";
    assert_eq!(watched(""), format!("{none}, {none}"));
    assert_eq!(watched(&reads), format!("partial writes, {none}"));
    assert_eq!(watched(&(reads.clone() + &writes)), format!("covered, {none}"));
    assert_eq!(watched(&index), format!("{none}, partial writes"));
    assert_eq!(watched(&(put.clone() + &get)), "covered, covered");
    assert_eq!(watched(&(put + &query)), "covered, covered");
    let never = alarm("G", "ReadThrottleEvents", "TableName=T Operation=Query", "");
    assert_eq!(watched(&never), format!("partial writes, {none}"), "it was meant to watch the reads of the table");
    let requests = alarm("H", "ThrottledRequests", "TableName=T", "");
    assert_eq!(watched(&requests), "unknown, unknown");
}

/// An alarm that never gets data is reported as such. What it was meant to watch is not reported again.
#[test]
fn alarms_that_never_get_data_were_meant_for_something() {
    let none = "uncovered reads and writes";
    for (metric, dimensions, expected) in [
        ("ReadThrotleEvents", "TableName=T", "partial writes, uncovered reads and writes"),
        ("ReadThrottleEvents", "", "unknown, unknown"),
        ("ReadThrottleEvents", "Tablename=T", "unknown, unknown"),
        (
            "ReadThrottleEvents",
            "TableName=T GlobalSecondaryIndexName=byy",
            "uncovered reads and writes, partial writes",
        ),
        (
            "OnlineIndexThrottleEvents",
            "TableName=T GlobalSecondaryIndexName=by",
            "uncovered reads and writes, partial reads",
        ),
        ("SomethingElse", "TableName=T", "uncovered reads and writes, uncovered reads and writes"),
    ] {
        assert_eq!(watched(&alarm("A", metric, dimensions, "")), expected, "{metric} {dimensions}");
    }
    let other = alarm("A", "ReadThrottleEvents", "TableName=T GlobalSecondaryIndexName=other", "");
    assert_eq!(watched(&other), format!("{none}, {none}"));
}

#[test]
fn what_is_not_known_may_watch_anything() {
    assert_eq!(
        watched(&alarm("A", "ReadThrottleEvents", "TableName=!Ref%Open", "").replace('%', " ")),
        "unknown, unknown"
    );
    assert_eq!(
        watched(&alarm("A", "UserErrors", "TableName=!Ref%Open", "").replace('%', " ")),
        "uncovered reads and writes, uncovered reads and writes"
    );
    let index =
        alarm("A", "ReadThrottleEvents", "TableName=T GlobalSecondaryIndexName=!Ref%Open", "").replace('%', " ");
    assert_eq!(watched(&index), "uncovered reads and writes, partial writes");
    let search = "  A: {Type: AWS::CloudWatch::Alarm, Properties: {Metrics: [{Id: a, Expression: \"SEARCH('{AWS/DynamoDB,TableName} x', 'Sum')\"}]}}\n";
    assert_eq!(watched(search), "unknown, unknown");
    let other = "  A: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, MetricName: !Ref Open}}\n";
    assert_eq!(watched(other), "uncovered reads and writes, uncovered reads and writes");
    let joined = with(other).show("Tables.0.Monitoring.0.Joined");
    assert_eq!(joined, "false");
}

#[test]
fn metrics_know_their_dimensions() {
    let metric = |metric: &str, dimensions: &str| {
        let tested = with(&alarm("A", metric, dimensions, ""));
        let show = |key: &str| tested.show(&format!("Alarms.0.Metrics.0.{key}"));
        assert_eq!(tested.source("Alarms.0.Metrics.0.DimensionSet"), "Dimensions");
        format!(
            "{} {} {} {}{}",
            show("DimensionSet"),
            show("Known"),
            show("Certain"),
            show("Found"),
            show("Suggestion")
        )
    };
    assert_eq!(metric("UserErrors", "TableName=T"), "TableName true true with the dimension `TableName`");
    assert_eq!(metric("UserErrors", ""), "none true true without dimensions");
    let both = "Operation,TableName true true with the dimensions `TableName` and `Operation`";
    assert_eq!(metric("SystemErrors", "TableName=T Operation=Query"), both);
    let misspelt = "TableName false false with the dimension `TableName`, such as `ReadThrottleEvents`";
    assert_eq!(metric("ReadThrotleEvents", "TableName=T"), misspelt);
    let documented = "TableName true true with the dimension `TableName`";
    assert_eq!(metric("WriteKeyRangeThroughputThrottleEvents", "TableName=T"), documented);
    let streamed = "TableName true false with the dimension `TableName`";
    assert_eq!(metric("ReturnedBytes", "TableName=T"), streamed);
    for (namespace, is_read) in [
        ("AWS/DynamoDb", true),
        ("aws/dynamodb", true),
        ("AWS/DynamoBD", true),
        ("DynamoDB", false),
        ("AWS/DAX", false),
    ] {
        let alarm = alarm("A", "UserErrors", "TableName=T", "").replace("AWS/DynamoDB", namespace);
        assert_eq!(with(&alarm).find("Alarms.0.LogicalId").is_some(), is_read, "{namespace}");
    }
}

#[test]
fn metric_math_is_read() {
    let text = "  A:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Metrics:
        - {Id: sum, Expression: a + b}
        - Id: a
          MetricStat:
            Metric: {Namespace: AWS/DynamoDB, MetricName: ReadThrottleEvents, Dimensions: [{Name: TableName, Value: !Ref T}]}
        - Id: b
          MetricStat:
            Metric: {Namespace: AWS/DynamoDB, MetricName: WriteThrottleEvents, Dimensions: [{Name: TableName, Value: !Ref T}]}
";
    assert_eq!(watched(text), "covered, uncovered reads and writes");
}

#[test]
fn whom_an_alarm_tells() {
    let action = |rest: &str, more: &str| {
        let tested = with(&(alarm("A", "UserErrors", "", rest) + more));
        tested.show("Alarms.0.ActionState")
    };
    assert_eq!(action("", ""), "none");
    assert_eq!(action(", AlarmActions: []", ""), "none");
    assert_eq!(action(", AlarmActions: [x]", ""), "some");
    assert_eq!(action(", AlarmActions: !Ref Open", ""), "unknown");
    assert_eq!(action(", AlarmActions: [x], ActionsEnabled: 'false'", ""), "disabled");
    assert_eq!(action(", AlarmActions: [!Ref AWS::NoValue]", ""), "none");
    let composite =
        |rule: &str| format!("  C: {{Type: AWS::CloudWatch::CompositeAlarm, Properties: {{AlarmRule: {rule}}}}}\n");
    assert_eq!(action("", &composite("!Sub 'ALARM(${A})'")), "referred");
    assert_eq!(action(", AlarmName: mine", &composite("'ALARM(\"mine\") OR ALARM(x)'")), "referred");
    assert_eq!(action("", &composite("!Ref Open")), "unknown");
    let rule = "  R: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [aws.cloudwatch]}}}\n";
    assert_eq!(action("", rule), "referred");
    assert_eq!(action("", &rule.replace("source: [aws.cloudwatch]", "source: [{prefix: aws.cl}]")), "unknown");
    assert_eq!(action("", &rule.replace("source: [aws.cloudwatch]", "source: [aws.ec2]")), "none");
    let kind = |kind: &str| rule.replace("source: [aws.cloudwatch]", &format!("detail-type: ['{kind}']"));
    assert_eq!(action("", &kind("CloudWatch Alarm State Change")), "referred");
    assert_eq!(action("", &kind("EC2 Instance State-change Notification")), "none");
    assert_eq!(action("", "  D: {Type: AWS::CloudWatch::Dashboard, Properties: {Body: !Ref A}}\n"), "none");
    assert_eq!(action("", "  D: {Type: A::B::C, DependsOn: A}\n"), "none");
    assert_eq!(action("", "Outputs: {O: {Value: !GetAtt A.Arn}}\n"), "referred");
}

#[test]
fn errors_of_a_table_are_counted_for_it_or_for_all() {
    let errors = |rest: &str| with(rest).show("Tables.0.Monitoring.0.Errors");
    assert_eq!(errors(""), "unalarmed");
    assert_eq!(errors(&alarm("A", "SystemErrors", "TableName=T Operation=Query", "")), "alarmed");
    assert_eq!(errors(&alarm("A", "SystemErrors", "TableName=T", "")), "unknown");
    assert_eq!(errors(&alarm("A", "SystemErrors", "TableName=other Operation=Query", "")), "unalarmed");
    assert_eq!(
        errors(&alarm("A", "SystemErrors", "TableName=!Ref%Open Operation=Query", "").replace('%', " ")),
        "unknown"
    );
    assert_eq!(errors(&alarm("A", "UserErrors", "", "")), "alarmed");
    assert_eq!(errors(&alarm("A", "UserErrors", "TableName=T", "")), "unknown");
}

#[test]
fn use_of_capacity_and_replication() {
    let template = |rest: &str| {
        tested(&format!(
            "
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{BillingMode: PROVISIONED}}}}
  U: {{Type: AWS::DynamoDB::Table}}
  G: {{Type: AWS::DynamoDB::GlobalTable, Properties: {{Replicas: [{{Region: a}}, {{Region: b}}]}}}}
{rest}"
        ))
    };
    let reads = alarm("A", "ConsumedReadCapacityUnits", "TableName=T", "");
    let tested = template(&reads);
    assert_eq!(tested.show("Tables.0.Monitoring.0.Watches.1.Of"), "capacity");
    assert_eq!(tested.show("Tables.0.Monitoring.0.Watches.1.Missing"), "writes");
    assert_eq!(tested.find("Tables.1.Monitoring.0.Watches.1"), None);
    assert_eq!(tested.show("Tables.0.Monitoring.0.Replication"), "nothing");
    assert_eq!(tested.show("Tables.2.Monitoring.0.Replication"), "unalarmed");
    let latency = alarm("A", "ReplicationLatency", "TableName=T ReceivingRegion=b", "").replace("!Ref T", "!Ref G");
    assert_eq!(template(&latency).show("Tables.2.Monitoring.0.Replication"), "alarmed");
}

#[test]
fn alarms_on_what_is_not_there() {
    let metric = |dimensions: &str| {
        let tested = with(&alarm("A", "ReadThrottleEvents", dimensions, ""));
        let show = |key: &str| tested.show(&format!("Alarms.0.Metrics.0.{key}"));
        format!("{} {} {}", show("TableForm"), show("Near"), show("IndexForm"))
    };
    assert_eq!(metric("TableName=T"), "name  none");
    assert_eq!(metric("TableName=T GlobalSecondaryIndexName=by"), "name  unknown");
    assert_eq!(metric("TableName=T GlobalSecondaryIndexName=bye"), "name  missing");
    assert_eq!(metric("TableName=x GlobalSecondaryIndexName=bye"), "name  unknown");
    let tested = tested(&format!(
        "Resources:\n  Orders: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: shop-orders}}}}\n{}",
        alarm("A", "ReadThrottleEvents", "TableName=shop-ordres", "")
            + &alarm(
                "B",
                "ReadThrottleEvents",
                "TableName=Orders",
                ", Statistic: Average, TreatMissingData: breaching"
            )
    ));
    assert_eq!(tested.show("Alarms.0.Metrics.0.Near"), "`shop-orders`");
    assert_eq!(tested.show("Alarms.1.Metrics.0.Near"), "`!Ref Orders`");
    assert_eq!(tested.show("Alarms.1.Metrics.0.Statistic"), "Average");
    assert_eq!(tested.show("Alarms.1.MissingData"), "breaching");
    assert_eq!(tested.show("Alarms.1.Counts"), "true");
}

#[test]
fn tables_without_an_alarm_are_one() {
    let tables = |rest: &str| {
        let others = "  U: {Type: AWS::DynamoDB::GlobalTable}\n  V: {Type: AWS::Serverless::SimpleTable}\n";
        let tested = with(&[others, rest].concat());
        tested.show("Unalarmed").replace("When: always, ", "")
    };
    let unalarmed = |missing: &str| {
        format!(
            "[{{LogicalId: T, What: table `T` or of 2 other tables, Missing: {missing}, Related: [\
             {{Message: No alarm covers `U` either.}}, {{Message: No alarm covers `V` either.}}]}}]"
        )
    };
    let (all, throttling) = ("throttled requests or errors", "throttled requests");
    assert_eq!(tables(""), unalarmed(all));
    assert_eq!(tables(&alarm("A", "ReadThrottleEvents", "TableName=elsewhere", "")), unalarmed(all));
    assert_eq!(tables(&alarm("A", "UserErrors", "", "")), unalarmed(throttling));
    assert_eq!(
        tables(&alarm("A", "WriteThrottleEvents", "TableName=!Ref%Open", "").replace('%', " ")),
        unalarmed("errors")
    );
    assert_eq!(tables(&alarm("A", "ConsumedReadCapacityUnits", "TableName=T", "")), "[]");
    assert_eq!(tables("Transform: [Macro]\n"), "[]");
    let one = with(&alarm("A", "SystemErrors", "TableName=elsewhere Operation=Query", ""));
    assert_eq!(one.show("Unalarmed.0.What"), "table `T`");
    assert_eq!(one.source("Unalarmed.0.What"), "T");
    assert_eq!(with("  U: {Type: AWS::DynamoDB::Table}\n").show("Unalarmed.0.What"), "table `T` or of table `U`");
    assert_eq!(tested("Resources: {}").show("Unalarmed"), "[]");
}
