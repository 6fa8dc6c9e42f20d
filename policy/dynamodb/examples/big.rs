use std::time::Instant;
use tablewarden_cloudformation::{Context, Template};
use tablewarden_dynamodb::{Settings, facts};
use tablewarden_template::{Limits, Reading, Syntax, View};
fn run(name: &str, text: &str) {
    let t = Instant::now();
    let document = tablewarden_template::read(text, Syntax::Auto, Limits::default());
    let t1 = t.elapsed();
    let context = Context::default();
    let template = Template::read(View::new(&document.tree, Reading::CloudFormation), &context);
    let t2 = t.elapsed();
    let f = facts(&template, &Settings::default());
    println!(
        "{name}: {} KB, read {:?}, template {:?}, facts {:?}, nodes {}, tables {}, not analysed {}",
        text.len() / 1024,
        t1,
        t2 - t1,
        t.elapsed() - t2,
        f.tree.len(),
        f.tables,
        f.not_analysed.len()
    );
}
fn main() {
    for n in [250, 500, 1000, 2000, 4000] {
        let mut text =
            "Parameters: {Open: {Type: String}}\nConditions: {C: !Equals [!Ref Open, x]}\nResources:\n".to_owned();
        for i in 0..n {
            text += &format!(
                "  T{i}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: !Sub '${{Open}}-t{i}'\n      BillingMode: PROVISIONED\n      AttributeDefinitions: [{{AttributeName: a, AttributeType: S}}]\n      KeySchema: [{{AttributeName: a, KeyType: HASH}}]\n      GlobalSecondaryIndexes: [{{IndexName: by, KeySchema: [{{AttributeName: a, KeyType: HASH}}]}}]\n      PointInTimeRecoverySpecification: {{PointInTimeRecoveryEnabled: !If [C, true, false]}}\n"
            );
            text += &format!(
                "  A{i}: {{Type: AWS::CloudWatch::Alarm, Properties: {{Namespace: AWS/DynamoDB, MetricName: ReadThrottleEvents, Dimensions: [{{Name: TableName, Value: !Ref T{i}}}]}}}}\n"
            );
            text += &format!(
                "  S{i}: {{Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {{ServiceNamespace: dynamodb, ResourceId: !Sub 'table/${{T{i}}}', ScalableDimension: 'dynamodb:table:ReadCapacityUnits'}}}}\n"
            );
            text += &format!(
                "  P{i}: {{Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {{ScalingTargetId: !Ref S{i}}}}}\n"
            );
        }
        run(&format!("{n} tables"), &text);
    }
    for n in [1000, 2000, 4000, 8000] {
        let mut text = "Parameters: {Open: {Type: String}}\nConditions:\n".to_owned();
        for i in 0..6 {
            text += &format!("  C{i}: !Equals [!Ref Open, x{i}]\n");
        }
        text += "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: PROVISIONED\n      GlobalSecondaryIndexes:\n";
        for i in 0..n {
            text += &format!(
                "        - !If [C{}, {{IndexName: !Sub '${{Open}}-{i}', KeySchema: [{{AttributeName: a{i}, KeyType: HASH}}]}}, !Ref AWS::NoValue]\n",
                i % 6
            );
        }
        for i in 0..n {
            text += &format!(
                "  S{i}: {{Type: AWS::ApplicationAutoScaling::ScalableTarget, Condition: C{}, Properties: {{ServiceNamespace: dynamodb, ResourceId: !Sub 'table/${{T}}/index/${{Open}}-x{i}', ScalableDimension: 'dynamodb:index:ReadCapacityUnits'}}}}\n",
                i % 6
            );
            text += &format!(
                "  A{i}: {{Type: AWS::CloudWatch::Alarm, Condition: C{}, Properties: {{Namespace: AWS/DynamoDB, MetricName: ReadThrottleEvents, Dimensions: [{{Name: TableName, Value: !Ref T}}, {{Name: GlobalSecondaryIndexName, Value: !Ref Open}}]}}}}\n",
                i % 6
            );
            text += &format!(
                "  P{i}: {{Type: AWS::ApplicationAutoScaling::ScalingPolicy, Condition: C{}, Properties: {{ServiceNamespace: dynamodb, ResourceId: !Sub 'table/${{T}}/index/${{Open}}-x', ScalableDimension: 'dynamodb:index:ReadCapacityUnits'}}}}\n",
                i % 6
            );
        }
        run(&format!("{n} indexes"), &text);
    }
}
