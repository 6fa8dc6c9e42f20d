//! The names of the actions of DynamoDB and DAX: takes an action of a policy, gives whether it covers a named one, and
//! which name was probably meant by one that does not exist. AWS adds actions, so the list is never complete: a name that
//! resembles none of it is accepted.

use tablewarden_pattern::wildcards::means_text;

/// The operations of botocore 1.44 for tables and streams, and what only policies name.
const DYNAMODB: &str = "\
    AssociateTableReplica BatchExecuteStatement BatchGetItem BatchWriteItem CancelBulkOperation \
    ConditionCheckItem CreateBackup CreateGlobalTable CreateGlobalTableWitness CreateTable \
    CreateTableReplica DeleteBackup DeleteGlobalTableWitness DeleteItem DeleteResourcePolicy DeleteTable \
    DeleteTableReplica DescribeBackup DescribeBulkOperation DescribeContinuousBackups \
    DescribeContributorInsights DescribeEndpoints DescribeExport DescribeGlobalTable \
    DescribeGlobalTableSettings DescribeImport DescribeKinesisStreamingDestination DescribeLimits \
    DescribeReservedCapacity DescribeReservedCapacityOfferings DescribeStream DescribeTable \
    DescribeTableReplicaAutoScaling DescribeTimeToLive DisableKinesisStreamingDestination \
    DisassociateTableReplica \
    EnableKinesisStreamingDestination EnclosingOperation ExecuteStatement ExecuteTransaction \
    ExportTableToPointInTime GetAbacStatus GetItem GetRecords GetResourcePolicy GetShardIterator ImportTable \
    InjectError ListBackups ListBulkOperations ListContributorInsights ListExports ListGlobalTables \
    ListImports ListStreams ListTables ListTagsOfResource PartiQLDelete PartiQLInsert PartiQLSelect \
    PartiQLUpdate PurchaseReservedCapacityOfferings PutItem PutResourcePolicy Query ReadDataForReplication \
    ReplicateSettings RestoreTableFromAwsBackup RestoreTableFromBackup RestoreTableToPointInTime Scan \
    SearchVectors StartAwsBackupJob StartBulkPutItems TagResource TransactGetItems TransactWriteItems \
    UntagResource UpdateAbacStatus UpdateContinuousBackups UpdateContributorInsights UpdateGlobalTable \
    UpdateGlobalTableSettings UpdateGlobalTableVersion UpdateItem UpdateKinesisStreamingDestination \
    UpdateTable UpdateTableReplicaAutoScaling UpdateTimeToLive WriteDataForReplication";

/// The same for clusters.
const DAX: &str = "\
    BatchGetItem BatchWriteItem ConditionCheckItem CreateCluster CreateParameterGroup CreateSubnetGroup \
    DecreaseReplicationFactor DefineAttributeList DefineAttributeListId DefineKeySchema DeleteCluster \
    DeleteItem DeleteParameterGroup DeleteSubnetGroup DescribeClusters DescribeDefaultParameters \
    DescribeEvents DescribeParameterGroups DescribeParameters DescribeSubnetGroups Endpoints GetItem \
    IncreaseReplicationFactor ListTags PutItem Query RebootNode Scan TagResource UntagResource UpdateCluster \
    UpdateItem UpdateParameterGroup UpdateSubnetGroup";

/// The longest name that is compared.
const LONGEST: usize = 48;
/// How many letters a misspelt name has wrong.
const MOST_WRONG: usize = 2;

/// The action that was probably meant, with its service, where there is none of this name.
pub(crate) fn meant(action: &str) -> Option<String> {
    let (service, name) = action.split_once(':')?;
    let known = match () {
        () if service.eq_ignore_ascii_case("dynamodb") => DYNAMODB,
        () if service.eq_ignore_ascii_case("dax") => DAX,
        () => return None,
    };
    let mut names = known.split(' ');
    if name.len() > LONGEST || name.contains(['*', '?']) || names.any(|known| known.eq_ignore_ascii_case(name)) {
        return None;
    }
    let wanted = name.to_ascii_lowercase();
    let near = known.split(' ').map(|known| (strsim::levenshtein(&wanted, &known.to_ascii_lowercase()), known));
    let (wrong, nearest) = near.min_by_key(|(wrong, _)| *wrong)?;
    (wrong <= MOST_WRONG).then(|| [service, ":", nearest].concat())
}

/// Whether an action of a policy, in which `*` and `?` stand for others, covers one of `names`.
pub(crate) fn covers(action: &str, names: &[&str]) -> bool {
    names.iter().any(|name| means_text(action, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_were_meant() {
        for (action, expected) in [
            ("dynamodb:GetItem", None),
            ("DynamoDB:getitem", None),
            ("dynamodb:GetItems", Some("dynamodb:GetItem")),
            ("dynamodb:PutItme", Some("dynamodb:PutItem")),
            ("dynamodb:PartiQLSelect", None),
            ("dynamodb:DescribeStreams", Some("dynamodb:DescribeStream")),
            ("dynamodb:Get*", None),
            ("dynamodb:GetIte*", None),
            ("dynamodb:GetIt?m", None),
            ("dynamodb:ReadEverything", None),
            ("dynamodb:DisassociateTableReplica", None),
            ("dynamodb:SearchVector", Some("dynamodb:SearchVectors")),
            ("dax:Scann", Some("dax:Scan")),
            ("dax:Endpoints", None),
            ("s3:GetItems", None),
            ("GetItems", None),
        ] {
            assert_eq!(meant(action).as_deref(), expected, "{action}");
        }
        assert_eq!(meant(&format!("dynamodb:{}", "a".repeat(100_000))), None);
    }

    #[test]
    fn what_a_text_covers() {
        let scan = |action: &str| covers(action, &["dynamodb:Scan"]);
        assert!(
            ["*", "dynamodb:*", "dynamodb:S*", "DYNAMODB:scan", "dynamodb:*can", "*:*n", "dynamodb:Sca?"].map(scan)
                == [true; 7]
        );
        assert!(["dynamodb:Scann", "dynamodb:Sc", "dynamodb:P*", "s3:*", "", "dynamodb:?can?"].map(scan) == [false; 6]);
    }
}
