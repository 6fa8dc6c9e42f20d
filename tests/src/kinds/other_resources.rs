//! Resources beside tables, many of each kind, and the lists in them.

use super::input::{Input, Kind};
use super::written::{beside_one, beside_table, each, listed};

pub(super) const KINDS: [Kind; 26] = [
    Kind::new("resources-that-are-none", |n| Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: 5\n"))))),
    Kind::new("resources", |n| resources(n, |_| "{Type: AWS::SNS::Topic}".to_owned())),
    Kind::new("resources-of-no-type", |n| resources(n, |_| "{Type: A::B::C}".to_owned())),
    Kind::new("resources-of-misspelt-types", |n| resources(n, |i| format!("{{Type: 'AWS::DynamoDB::Tabel{i}'}}"))).enough(2_000),
    Kind::new("alarms", |n| {
        resources(n, |_| {
            let of = "Namespace: AWS/DynamoDB, MetricName: UserErrors, Dimensions: [{Name: TableName, Value: !Ref T}]";
            format!("{{Type: AWS::CloudWatch::Alarm, Properties: {{{of}}}}}")
        })
    })
    .enough(1_000),
    Kind::new("dimensions-of-an-alarm", |n| {
        let dimensions = listed(n, |i| format!("{{Name: D{i}, Value: v}}"));
        let of = format!("      Namespace: AWS/DynamoDB\n      MetricName: ThrottledRequests\n      Dimensions: [{dimensions}]\n");
        Input::template(beside_one("AWS::CloudWatch::Alarm", &of))
    }),
    Kind::new("metrics-of-an-alarm", |n| {
        let metric = "{Namespace: AWS/DynamoDB, MetricName: ReadThrottleEvents, Dimensions: [{Name: TableName, Value: !Ref T}]}";
        let metrics = each(n, |i| format!("        - {{Id: m{i}, MetricStat: {{Metric: {metric}, Period: 60, Stat: Sum}}}}\n"));
        Input::template(beside_one("AWS::CloudWatch::Alarm", &format!("      Metrics:\n{metrics}")))
    })
    .enough(1_000),
    Kind::new("actions-of-an-alarm", |n| {
        let of = "      Namespace: AWS/DynamoDB\n      MetricName: UserErrors\n";
        let actions = listed(n, |i| format!("arn:aws:sns:eu-west-1:111122223333:t{i}"));
        Input::template(beside_one("AWS::CloudWatch::Alarm", &format!("{of}      AlarmActions: [{actions}]\n")))
    }),
    Kind::new("alarms-of-a-composite-alarm", |n| {
        let rule = (0..n).map(|i| format!("ALARM(alarm{i})")).collect::<Vec<_>>().join(" OR ");
        Input::template(beside_one("AWS::CloudWatch::CompositeAlarm", &format!("      AlarmRule: {rule}\n      AlarmActions: [x]\n")))
    }),
    Kind::new("composite-alarms", |n| {
        resources(n, |i| {
            format!("{{Type: AWS::CloudWatch::CompositeAlarm, Properties: {{AlarmRule: ALARM(alarm{i}), AlarmActions: [x]}}}}")
        })
    })
    .enough(2_000),
    Kind::new("scaling-targets", |n| resources(n, |_| scaling_target("WriteCapacityUnits", "table/${T}"))).enough(1_000),
    Kind::new("scaling-policies", |n| {
        let target = format!("  Target: {}\n", scaling_target("ReadCapacityUnits", "table/${T}"));
        let policy = "{PolicyType: TargetTrackingScaling, ScalingTargetId: !Ref Target, TargetTrackingScalingPolicyConfiguration: {TargetValue: 70}}";
        let policies = each(n, |i| format!("  S{i}: {{Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {policy}}}\n"));
        Input::template(beside_table(&(target + &policies)))
    })
    .enough(1_000),
    Kind::new("scheduled-actions", |n| {
        let actions = each(n, |i| format!("        - {{ScheduledActionName: a{i}, Schedule: rate(1 day)}}\n"));
        let of = "      ServiceNamespace: dynamodb\n      ScalableDimension: dynamodb:table:ReadCapacityUnits\n      ResourceId: !Sub table/${T}\n";
        let of = format!("{of}      ScheduledActions:\n{actions}");
        Input::template(beside_one("AWS::ApplicationAutoScaling::ScalableTarget", &of))
    }),
    Kind::new("widgets-of-a-dashboard", |n| {
        let widgets = listed(n, |i| format!("{{\"type\": \"metric\", \"x\": {i}}}"));
        let body = format!("      DashboardBody: '{{\"widgets\": [{widgets}]}}'\n");
        Input::template(beside_one("AWS::CloudWatch::Dashboard", &body))
    }),
    Kind::new("event-sources", |n| {
        let mapping = "{EventSourceArn: !GetAtt T.StreamArn, FunctionName: f, StartingPosition: LATEST}";
        resources(n, |_| format!("{{Type: AWS::Lambda::EventSourceMapping, Properties: {mapping}}}"))
    })
    .enough(1_000),
    Kind::new("filters-of-an-event-source", |n| {
        let filters = listed(n, |i| format!("{{Pattern: '{{\"a\": [\"{i}\"]}}'}}"));
        let of = "      EventSourceArn: !GetAtt T.StreamArn\n      FunctionName: f\n";
        Input::template(beside_one("AWS::Lambda::EventSourceMapping", &format!("{of}      FilterCriteria: {{Filters: [{filters}]}}\n")))
    }),
    Kind::new("events-of-a-serverless-function", |n| {
        let event = "{Type: DynamoDB, Properties: {Stream: !GetAtt T.StreamArn, StartingPosition: LATEST}}";
        let events = each(n, |i| format!("        E{i}: {event}\n"));
        serverless(&beside_one("AWS::Serverless::Function", &format!("      Events:\n{events}")))
    })
    .enough(1_000),
    Kind::new("policies-of-a-serverless-function", |n| {
        let policies = each(n, |_| "        - DynamoDBCrudPolicy: {TableName: !Ref T}\n".to_owned());
        serverless(&beside_one("AWS::Serverless::Function", &format!("      Policies:\n{policies}")))
    })
    .enough(1_000),
    Kind::new("pipes", |n| {
        let pipe = "{Source: !GetAtt T.StreamArn, SourceParameters: {DynamoDBStreamParameters: {StartingPosition: LATEST}}}";
        resources(n, |_| format!("{{Type: AWS::Pipes::Pipe, Properties: {pipe}}}"))
    })
    .enough(1_000),
    Kind::new("variables-of-a-function", |n| {
        let variables = each(n, |i| format!("          V{i}: !Ref T\n"));
        Input::template(beside_one("AWS::Lambda::Function", &format!("      Environment:\n        Variables:\n{variables}")))
    }),
    Kind::new("backup-selections", |n| {
        let of = "{BackupPlanId: p, BackupSelection: {SelectionName: s, IamRoleArn: r, Resources: [!GetAtt T.Arn]}}";
        resources(n, |_| format!("{{Type: AWS::Backup::BackupSelection, Properties: {of}}}"))
    })
    .enough(1_000),
    Kind::new("resources-of-a-backup-selection", |n| backup_selection("Resources", n, |_| "!GetAtt T.Arn".to_owned())),
    Kind::new("tags-of-a-backup-selection", |n| {
        backup_selection("ListOfTags", n, |i| format!("{{ConditionType: STRINGEQUALS, ConditionKey: k{i}, ConditionValue: v}}"))
    }),
    Kind::new("encryption-keys", |n| {
        resources(n, |_| "{Type: AWS::KMS::Key, Properties: {EnableKeyRotation: true, KeyPolicy: {Statement: []}}}".to_owned())
    })
    .enough(1_000),
    Kind::new("aliases-of-an-encryption-key", |n| {
        let key = "  Key: {Type: AWS::KMS::Key}\n";
        let alias = |i| format!("  A{i}: {{Type: AWS::KMS::Alias, Properties: {{AliasName: alias/a{i}, TargetKeyId: !Ref Key}}}}\n");
        Input::template(beside_table(&(key.to_owned() + &each(n, alias))))
    })
    .enough(1_000),
    Kind::new("nested-stacks", |n| {
        resources(n, |i| format!("{{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: t{i}.yaml, Parameters: {{T: !Ref T}}}}}}"))
    })
    .enough(2_000),
];

fn resources(count: usize, resource: impl Fn(usize) -> String) -> Input {
    Input::template(beside_table(&each(count, |i| format!("  R{i}: {}\n", resource(i)))))
}

fn serverless(template: &str) -> Input {
    Input::template(format!("Transform: AWS::Serverless-2016-10-31\n{template}"))
}

fn scaling_target(dimension: &str, resource: &str) -> String {
    let of = format!(
        "ServiceNamespace: dynamodb, ScalableDimension: 'dynamodb:table:{dimension}', ResourceId: !Sub '{resource}'"
    );
    format!(
        "{{Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {{{of}, MinCapacity: 1, MaxCapacity: 9}}}}"
    )
}

fn backup_selection(key: &str, count: usize, element: impl Fn(usize) -> String) -> Input {
    let list = each(count, |i| format!("          - {}\n", element(i)));
    let of = "      BackupPlanId: p\n      BackupSelection:\n        SelectionName: s\n        IamRoleArn: r\n";
    Input::template(beside_one("AWS::Backup::BackupSelection", &format!("{of}        {key}:\n{list}")))
}
