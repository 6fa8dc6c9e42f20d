//! Two long lists that have to do with each other: work on each of one for each of the other would show here.

use super::input::{Input, Kind};
use super::written::{beside_table, each, in_table, listed, table};

pub(super) const KINDS: [Kind; 21] = [
    Kind::new("alarms-of-tables", |n| with_tables(n, |i| format!("  A{i}: {}\n", alarm(&format!("!Ref T{i}"), "")))).enough(400),
    Kind::new("alarms-of-indexes", |n| {
        let of = |i| format!("  A{i}: {}\n", alarm("!Ref T", &format!(", {{Name: GlobalSecondaryIndexName, Value: i{i}}}")));
        Input::template(with_indexes(n) + &each(n, of))
    })
    .enough(200),
    Kind::new("alarms-of-tables-that-are-not-there", |n| {
        with_tables(n, |i| format!("  A{i}: {}\n", alarm(&format!("tabel-{i}"), "")))
    })
    .enough(400),
    Kind::new("scaling-of-indexes", |n| {
        Input::template(with_indexes(n) + &each(n, |i| target(i, &format!("T}}/index/i{i}"), "index")))
    })
    .enough(400),
    Kind::new("statements-of-tables", |n| {
        with_tables(n, |i| {
            let statement = format!("{{Effect: Allow, Action: dynamodb:Query, Resource: !GetAtt T{i}.Arn}}");
            format!("  P{i}: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: [{statement}]}}}}}}\n")
        })
    })
    .enough(400),
    Kind::new("statements-of-named-tables", |n| {
        let named = each(n, |i| table(&format!("T{i}"), &format!("      TableName: orders-{i}\n")));
        let arn = |i| format!("arn:aws:dynamodb:*:*:table/orders-{i}");
        let statement = format!("{{Effect: Allow, Action: dynamodb:Query, Resource: [{}]}}", listed(n, arn));
        let policy = format!("  P: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: [{statement}]}}}}}}\n");
        Input::template(format!("Resources:\n{named}{policy}"))
    })
    .enough(400),
    Kind::new("functions-that-read-streams", |n| {
        with_tables(n, |i| {
            let of = format!("EventSourceArn: !GetAtt T{i}.StreamArn, FunctionName: f, StartingPosition: LATEST");
            format!("  E{i}: {{Type: AWS::Lambda::EventSourceMapping, Properties: {{{of}}}}}\n")
        })
    })
    .enough(400),
    Kind::new("keys-of-tables", |n| {
        let sse = |i| format!("      SSESpecification: {{SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt K{i}.Arn}}\n");
        let tables = each(n, |i| table(&format!("T{i}"), &sse(i)));
        Input::template(format!("Resources:\n{tables}{}", each(n, |i| format!("  K{i}: {{Type: AWS::KMS::Key}}\n"))))
    })
    .enough(400),
    Kind::new("attributes-of-indexes", |n| {
        let attributes = each(n, |i| format!("        - {{AttributeName: u{i}, AttributeType: S}}\n"));
        Input::template(with_indexes(n).replace("      KeySchema:\n", &format!("{attributes}      KeySchema:\n")))
    })
    .enough(1_000),
    Kind::new("indexes-of-replicas", |n| {
        let root = (1..).find(|root| root * root >= n).unwrap_or(1);
        let indexes = listed(root, |i| format!("{{IndexName: i{i}}}"));
        let replicas = each(root, |i| format!("        - {{Region: xx-place-{i}, GlobalSecondaryIndexes: [{indexes}]}}\n"));
        let table = beside_table("").replace("DynamoDB::Table", "DynamoDB::GlobalTable");
        Input::template(format!("{table}      Replicas:\n{replicas}"))
    })
    .enough(1_600),
    Kind::new("references-to-each-resource", |n| {
        Input::template(beside_table(&each(n, |i| {
            format!("  R{i}: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !Ref R{}}}}}\n", (i * 7 + 1) % n)
        })))
    }),
    Kind::new("outputs-of-tables", |n| {
        let outputs = each(n, |i| format!("  O{i}: {{Value: !GetAtt T{i}.StreamArn}}\n"));
        let tables = each(n, |i| table(&format!("T{i}"), ""));
        Input::template(format!("Resources:\n{tables}Outputs:\n{outputs}"))
    })
    .enough(400),
    Kind::new("backups-of-tables", |n| {
        with_tables(n, |i| {
            let of = format!("BackupPlanId: p, BackupSelection: {{SelectionName: s, Resources: [!GetAtt T{i}.Arn]}}");
            format!("  S{i}: {{Type: AWS::Backup::BackupSelection, Properties: {{{of}}}}}\n")
        })
    })
    .enough(200),
    Kind::new("backups-of-all-tables-but-one", |n| {
        with_tables(n, |i| {
            let of = format!("Resources: ['*'], NotResources: [!GetAtt T{i}.Arn]");
            format!("  S{i}: {{Type: AWS::Backup::BackupSelection, Properties: {{BackupSelection: {{{of}}}}}}}\n")
        })
    })
    .enough(200),
    Kind::new("scaling-of-tables", |n| {
        with_tables(n, |i| target(i, &format!("T{i}}}"), "table"))
    })
    .enough(200),
    Kind::new("scaling-of-one-table-with-policies", |n| {
        let both = |i| {
            let policy = format!("ScalingTargetId: !Ref S{i}, PolicyType: TargetTrackingScaling");
            target(i, "T}", "table")
                + &format!("  P{i}: {{Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {{{policy}}}}}\n")
        };
        let provisioned = beside_table("").replace("PAY_PER_REQUEST", "PROVISIONED");
        Input::template(provisioned + &each(n, both))
    })
    .enough(400),
    Kind::new("scaling-of-the-indexes-of-a-global-table", |n| {
        let index = |i| {
            let capacity = "WriteProvisionedThroughputSettings: {WriteCapacityAutoScalingSettings: {MinCapacity: 1, MaxCapacity: 9}}";
            format!("        - {{IndexName: i{i}, KeySchema: [{{AttributeName: id, KeyType: HASH}}], {capacity}}}\n")
        };
        let indexes = format!("      GlobalSecondaryIndexes:\n{}", each(n, index));
        let replica = |i| format!("{{IndexName: i{i}, ReadProvisionedThroughputSettings: {{ReadCapacityUnits: 5}}}}");
        let replicas = format!("      Replicas: [{{Region: eu-west-1, GlobalSecondaryIndexes: [{}]}}]\n", listed(n, replica));
        let table = in_table(&(indexes + &replicas)).replace("DynamoDB::Table", "DynamoDB::GlobalTable");
        Input::template(table.replace("PAY_PER_REQUEST", "PROVISIONED"))
    })
    .enough(400),
    Kind::new("statements-about-replicas", |n| {
        let replica = |i| format!("        - {{Region: xx-place-{i}, ResourcePolicy: {{PolicyDocument: {{Statement: [{{Effect: Allow, Principal: '*', Action: 'dynamodb:*'}}]}}}}}}\n");
        let statement = |i| format!("{{Effect: Allow, Action: dynamodb:Query, Resource: 'arn:aws:dynamodb:xx-place-{i}:1:table/orders'}}");
        let policy = format!("  P: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: [{}]}}}}}}\n", listed(n, statement));
        let table = beside_table("").replace("DynamoDB::Table", "DynamoDB::GlobalTable");
        Input::template(format!("{table}      TableName: orders\n      Replicas:\n{}{policy}", each(n, replica)))
    })
    .enough(200),
    Kind::new("uses-of-a-parameter-with-many-values", |n| {
        let values = listed(n, |i| format!("v{i}"));
        let topics = each(n, |i| format!("  R{i}: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !Sub '${{P}}-{i}'}}}}\n"));
        Input::template(format!("Parameters: {{P: {{Type: String, Default: v0, AllowedValues: [{values}]}}}}\n{}", beside_table(&topics)))
    })
    .enough(400),
    Kind::new("elements-of-a-list-parameter", |n| {
        let values = (0..n).map(|i| format!("v{i}")).collect::<Vec<_>>().join(",");
        let tags = each(n, |i| format!("        - {{Key: k{i}, Value: !Select [{i}, !Ref P]}}\n"));
        let table = in_table(&format!("      Tags:\n{tags}"));
        Input::template(format!("Parameters: {{P: {{Type: CommaDelimitedList, Default: '{values}'}}}}\n{table}"))
    })
    .enough(400),
    Kind::new("tags-of-tables", |n| {
        let root = (1..).find(|root| root * root >= n).unwrap_or(1);
        let tags = each(root, |i| format!("        - {{Key: k{i}, Value: prod}}\n"));
        let tables = each(root, |i| table(&format!("T{i}"), &format!("      Tags:\n{tags}")));
        Input::template(format!("Resources:\n{tables}"))
    })
    .enough(1_600),
];

fn alarm(table: &str, more: &str) -> String {
    let of = format!(
        "Namespace: AWS/DynamoDB, MetricName: ReadThrottleEvents, Dimensions: [{{Name: TableName, Value: {table}}}{more}]"
    );
    format!("{{Type: AWS::CloudWatch::Alarm, Properties: {{{of}, Statistic: Sum}}}}")
}

/// A scalable target of reads; `of` is what stands behind `table/${`.
fn target(number: usize, of: &str, kind: &str) -> String {
    let of = format!("ResourceId: !Sub 'table/${{{of}', ScalableDimension: 'dynamodb:{kind}:ReadCapacityUnits'");
    format!(
        "  S{number}: {{Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {{ServiceNamespace: dynamodb, {of}}}}}\n"
    )
}

fn with_tables(count: usize, other: impl Fn(usize) -> String) -> Input {
    let tables = each(count, |i| table(&format!("T{i}"), ""));
    Input::template(format!("Resources:\n{tables}{}", each(count, other)))
}

fn with_indexes(count: usize) -> String {
    let index = |i| {
        let key = format!("KeySchema: [{{AttributeName: u{i}, KeyType: HASH}}]");
        format!("        - {{IndexName: i{i}, {key}, Projection: {{ProjectionType: KEYS_ONLY}}}}\n")
    };
    in_table(&format!("      GlobalSecondaryIndexes:\n{}", each(count, index)))
}
