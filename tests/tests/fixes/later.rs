//! Fixes that only others make possible.

use tablewarden_tests::checkers::{fix, request};
use tablewarden_wire::{CheckRequest, Profile};

use super::shown::fixed;

/// A global table that needs a stream and has none, and what reads its stream by the ARN of the table.
const WITHOUT_A_STREAM: &str = "\
Resources:
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: reader
      EventSourceArn: !GetAtt Orders.Arn
      StartingPosition: LATEST
  Orders:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: orderId, AttributeType: S}]
      KeySchema: [{AttributeName: orderId, KeyType: HASH}]
      Replicas: [{Region: eu-west-1}, {Region: us-east-1}]
";

#[test]
fn what_is_refused_first_is_made_when_what_it_needs_is_there() {
    let bytes = WITHOUT_A_STREAM.as_bytes();
    let request = CheckRequest { profile: Some(Profile::Strict), ..request("template.yaml", bytes) };
    let answer = fix(&request, &[bytes], false, &[]);
    let rules: Vec<&str> = answer.fixed.iter().map(|one| one.rule.as_str()).collect();
    let place = |rule: &str| rules.iter().position(|one| *one == rule);
    assert!(place("DDB-G001").is_some() && place("DDB-G001") < place("DDB-S005"), "{rules:?}");
    assert!(!answer.refused.iter().any(|one| one.rule == "DDB-S005"), "{:?}", answer.refused);
    let once = fixed(&answer, bytes);
    let text = String::from_utf8_lossy(&once);
    assert!(text.contains("EventSourceArn: !GetAtt [Orders, StreamArn]"), "{text}");
    let again = fix(&request, &[&once], false, &[]);
    assert!(again.edits.is_empty(), "a second run changes it again: {:?}", again.edits);
}

#[test]
fn what_is_for_all_tables_is_added_once() {
    let table = |id: &str| {
        format!(
            "  {id}:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{{AttributeName: id, AttributeType: S}}]
      KeySchema: [{{AttributeName: id, KeyType: HASH}}]
"
        )
    };
    let alarm = "  Throttles:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/DynamoDB
      MetricName: ReadThrottleEvents
      Dimensions: [{Name: TableName, Value: !Ref Orders}]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:calls']
";
    let text = ["Resources:\n", &table("Orders"), &table("Items"), alarm].concat();
    let bytes = text.as_bytes();
    let request = CheckRequest { profile: Some(Profile::Strict), ..request("template.yaml", bytes) };
    let after = fixed(&fix(&request, &[bytes], true, &["DDB-A005"]), bytes);
    let after = String::from_utf8_lossy(&after);
    assert_eq!(after.matches("MetricName: UserErrors").count(), 1, "{after}");
}

/// A table whose setting is misspelt, with this in it.
fn misspelt(inside: &str) -> String {
    format!(
        "\
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{{AttributeName: orderId, AttributeType: S}}]
      KeySchema: [{{AttributeName: orderId, KeyType: HASH}}]
      PointInTimeRecoverySpecifcation: {{{inside}}}
"
    )
}

#[test]
fn what_a_rename_uncovers_is_corrected_or_it_is_not_made() {
    let of_names = |inside: &str| {
        let bytes = misspelt(inside).into_bytes();
        let answer = fix(&request("template.yaml", &bytes), &[&bytes], true, &["DDB-V001"]);
        (String::from_utf8_lossy(&fixed(&answer, &bytes)).into_owned(), answer)
    };
    let (text, _) = of_names("PointInTimeRecoveryEnable: true");
    assert!(text.contains("PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}"), "{text}");
    let (text, answer) = of_names("KeySchema: true, PointInTimeRecoveryEnabled: true");
    assert_eq!(
        text,
        misspelt("KeySchema: true, PointInTimeRecoveryEnabled: true"),
        "one error would be in the place of another"
    );
    let [refused] = &*answer.refused else { panic!("{:?}", answer.refused) };
    assert!(refused.message.starts_with("With this fix another error is found: `KeySchema`"), "{}", refused.message);
}
