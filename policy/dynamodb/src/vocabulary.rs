//! The keys that facts are written with. A message of a rule may name these and no other.

/// All keys, in alphabetical order.
const KEYS: &str = "\
    ActionState Actions Alarms Attribute Backup Batch Billing Bound Capacities Certain Changes Clusters \
    Consumers Consumption Copies Counts Coverage Default Defined Definitions DeletionPolicy Destination \
    DimensionSet Dimensions Direction Effective Enabled Encryption Errors EventSources Everybody Expected \
    Flag Found Given Guard Index IndexForm Indexes Insights Is Joined Keys Kind Kinesis Known Last LogicalId \
    MasterKey Maximum Members Message Metrics Minimum Missing MissingData Mode Monitoring Name Namespace Near \
    New Nodes Number Of Old Origin Parallel Partition Path Period Policies Problems Profile Projection \
    Property Protected Protection Read Readers Recovery Region Related ReplacePolicy Replicas Replication \
    Retained Rotation ScalableTargets Scaling ScalingPolicies SchemaDate Service Sets Settings Sole Sort Spec \
    StartingPosition State Statements Statistic Stream Streams Subject Suggestion Table TableForm Tables \
    Taken Target Throughput Tier TimeToLive Transport Type Undefined Usage Use Value Version View Watches \
    What When Words Write Zones";

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
