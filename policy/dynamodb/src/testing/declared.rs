//! A test that what readers of resources declare is what they read: no property that nobody asks for splits their facts by the
//! conditions in it. In no build.

use crate::resource::declared::log;
use crate::testing::tested;

/// A resource of every kind that is read, with what leads to its last property.
const EVERYTHING: &str = "
Transform: AWS::Serverless-2016-10-31
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PROVISIONED
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !Ref Key}
      StreamSpecification: {StreamViewType: KEYS_ONLY}
      KinesisStreamSpecification: {StreamArn: !GetAtt Kinesis.Arn}
      TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
      ResourcePolicy: {PolicyDocument: {}}
  Global:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      BillingMode: PROVISIONED
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
      TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
      MultiRegionConsistency: EVENTUAL
      Replicas: [{Region: eu-west-1}, {Region: us-east-1}]
  Copy:
    Type: AWS::DynamoDB::GlobalTable
    Properties: {GlobalTableSourceArn: !ImportValue table, Replicas: [{Region: eu-west-1}]}
  Simple:
    Type: AWS::Serverless::SimpleTable
    Properties: {PrimaryKey: {Name: id, Type: String}}
  Key: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: true, KeyPolicy: {Statement: []}}}
  Kinesis: {Type: AWS::Kinesis::Stream, Properties: {RetentionPeriodHours: 24}}
  Cluster: {Type: AWS::DAX::Cluster, Properties: {NodeType: dax.r5.large}}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/DynamoDB
      MetricName: ReadThrottleEvents
      Dimensions: [{Name: TableName, Value: !Ref Table}]
      Statistic: Sum
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: !Sub 'table/${Table}'
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      MinCapacity: 5
      MaxCapacity: 50
  ById:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties: {ScalingTargetId: !Ref Target, PolicyType: TargetTrackingScaling}
  ByName:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: !Sub 'table/${Table}'
      ScalableDimension: dynamodb:table:ReadCapacityUnits
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Table.StreamArn, FunctionName: f, StartingPosition: LATEST}
  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Table.StreamArn}}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Stream: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST}}}
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties: {BackupPlanId: p, BackupSelection: {SelectionName: s, Resources: [!GetAtt Table.Arn]}}
";

#[test]
fn every_declared_property_is_read() {
    tested(EVERYTHING);
    let readers = log::unread();
    let unread: Vec<_> = readers.iter().filter(|(_, unread)| !unread.is_empty()).collect();
    assert!(unread.is_empty(), "declared and never read: {unread:#?}");
    assert!(readers.len() >= 21, "only these readers were met: {:#?}", readers.keys());
}
