//! Templates with any number of tables. Tables differ with their number, and break some of the rules; the same number always gives the same
//! bytes.

use serde_json::{Map, Value};
use tablewarden_tests::json_twin::as_json;

/// A template of so many tables in YAML, each with an alarm, as people write it.
pub(crate) fn yaml(tables: usize) -> Vec<u8> {
    let resources = (1..=tables).map(|number| {
        let of = |every: usize, then: &'static str, otherwise: &'static str| match number % every {
            0 => then,
            _ => otherwise,
        };
        TABLE
            .replace("ID", &format!("Orders{number:04}"))
            .replace("KEY", of(9, "customer-id", "customerId"))
            .replace("BILLING", of(2, PROVISIONED, "BillingMode: PAY_PER_REQUEST"))
            .replace("RECOVERED", of(3, "false", "true"))
            .replace("POLICY", of(4, "Delete", "Retain"))
            .replace("VIEW", of(5, "KEYS_ONLY", "NEW_AND_OLD_IMAGES"))
            .replace("MEASURED", of(7, "WriteThrottles", "WriteThrottleEvents"))
    });
    [HEAD.to_owned(), resources.collect()].concat().into_bytes()
}

/// How many tables are made JSON of: the engine that is linked into a test takes long for a thousand.
const SOME: usize = 20;

/// So many tables in JSON, on lines, as the CDK writes it: those of the template above, again and again under other names.
pub(crate) fn json(tables: usize) -> Vec<u8> {
    let some = as_json("t.yaml", &yaml(SOME)).expect("it is a template");
    let mut template: Value = serde_json::from_str(&some).expect("it is JSON");
    let resources = template["Resources"].to_string();
    let copies = (0..tables.div_ceil(SOME)).flat_map(|copy| {
        let copied = resources.replace("Orders", &format!("Orders{copy:02}"));
        serde_json::from_str::<Map<String, Value>>(&copied).expect("it is JSON")
    });
    template["Resources"] = copies.collect::<Map<_, _>>().into();
    serde_json::to_vec_pretty(&template).expect("it is JSON")
}

const HEAD: &str = "AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage: {Type: String, Default: test}
  KeyArn: {Type: String}
  Topic: {Type: String}
Resources:
";

const PROVISIONED: &str =
    "BillingMode: PROVISIONED\n      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}";

const TABLE: &str = "  ID:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: POLICY
    UpdateReplacePolicy: POLICY
    Properties:
      TableName: !Sub '${AWS::StackName}-${Stage}-ID'
      BILLING
      AttributeDefinitions:
        - {AttributeName: KEY, AttributeType: S}
        - {AttributeName: createdAt, AttributeType: N}
        - {AttributeName: status, AttributeType: S}
      KeySchema:
        - {AttributeName: KEY, KeyType: HASH}
        - {AttributeName: createdAt, KeyType: RANGE}
      GlobalSecondaryIndexes:
        - IndexName: byStatus
          KeySchema:
            - {AttributeName: status, KeyType: HASH}
            - {AttributeName: createdAt, KeyType: RANGE}
          Projection: {ProjectionType: ALL}
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: RECOVERED
      SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !Ref KeyArn}
      StreamSpecification: {StreamViewType: VIEW}
      Tags:
        - {Key: owner, Value: orders}
        - {Key: stage, Value: !Ref Stage}
  IDThrottles:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/DynamoDB
      MetricName: MEASURED
      Dimensions: [{Name: TableName, Value: !Ref ID}]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
      AlarmActions: [!Ref Topic]
";
