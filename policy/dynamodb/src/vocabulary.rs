//! The keys that facts are written with. A message of a rule may name these and no other.

/// All keys, in alphabetical order.
const KEYS: &str = "\
    ActionState Actions Aims Alarms Attribute Backup Batch Billing Bound Breadth Capacities Certain Changes \
    Clusters ConditionKeys Consistency Consumers Consumption Content Copies Counts Coverage Default Defined \
    Definitions DeletionPolicy Destination Differences DimensionSet Dimensions Direction Effect Effective \
    Enabled Encryption Errors EventSources Everybody Expected Flag Found Given GlobalCapacity Guard Home \
    Index IndexForm Indexes Insights Is Joined Keyed Keys Kind Kinesis Known Last Least LogicalId MasterKey \
    Maximum Members Message Metrics Minimum Missing MissingData Mode Monitoring Name Namesakes Namespace Near \
    New Nodes Number Of Old Origin Overrides Parallel Partition Path Period Policies Problems Profile \
    Projection Property Protected Protection Public Ranges Reach Read Readers Recovery Region Regions Related \
    Repeated ReplacePolicy Replicas Replication Retained Rotation ScalableTargets Scaling ScalingPolicies \
    Scan SchemaDate Service Sets Settings Shared Sole Sort Spec StartingPosition State Statements Statistic \
    Stream Streams Subject Suggestion Table TableForm Tables TagNames Tagging Tags Taken Target Targets \
    Throughput Tier TimeToLive Topology Transport Type Undefined Usage Use Value Version View Watches What \
    When Whole Witnesses Words Write Zones";

/// Whether facts have a key of this name.
#[must_use]
pub fn is_key(name: &str) -> bool {
    KEYS.split(' ').any(|key| key == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_in_order_and_others_are_none() {
        assert!(KEYS.split(' ').is_sorted_by(|a, b| a < b));
        assert!(is_key("ActionState") && is_key("Write"));
        assert!(!is_key("Nmae") && !is_key("") && !is_key("Is Joined"));
    }
}
