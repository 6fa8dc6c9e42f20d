//! The names of the resource types that facts are gathered from. Says nothing of what such a resource has.

pub(crate) const TABLE: &str = "AWS::DynamoDB::Table";
pub(crate) const GLOBAL_TABLE: &str = "AWS::DynamoDB::GlobalTable";
pub(crate) const SIMPLE_TABLE: &str = "AWS::Serverless::SimpleTable";
pub(crate) const SCALABLE_TARGET: &str = "AWS::ApplicationAutoScaling::ScalableTarget";
pub(crate) const SCALING_POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";
pub(crate) const ALARM: &str = "AWS::CloudWatch::Alarm";
pub(crate) const EVENT_SOURCE_MAPPING: &str = "AWS::Lambda::EventSourceMapping";
pub(crate) const PIPE: &str = "AWS::Pipes::Pipe";
pub(crate) const SERVERLESS_FUNCTION: &str = "AWS::Serverless::Function";
pub(crate) const KMS_KEY: &str = "AWS::KMS::Key";
pub(crate) const KMS_ALIAS: &str = "AWS::KMS::Alias";
pub(crate) const KINESIS_STREAM: &str = "AWS::Kinesis::Stream";
pub(crate) const DAX_CLUSTER: &str = "AWS::DAX::Cluster";
pub(crate) const BACKUP_SELECTION: &str = "AWS::Backup::BackupSelection";
