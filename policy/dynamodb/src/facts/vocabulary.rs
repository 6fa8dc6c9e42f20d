//! The keys that facts are written with. A message of a rule may name these and no other.

/// All keys, in alphabetical order.
const KEYS: &str = "\
    ActionState Actions Aims Alarms Attribute Backup Batch Billing Bound Breadth Capacities Ceiling Certain \
    Changes Class Clusters ConditionKeys Consistency Consumers Consumption Content Cooldown Copies Counts \
    Coverage Default Defined Definitions DeletionPolicy Destination Differences DimensionSet Dimensions \
    Direction Effect Effective Enabled Encryption Errors EventSources Everybody Expected Flag Form Found \
    Given GlobalCapacity Guard Home IdForm Idle Included Index IndexForm Indexes Insights Is Joined Keyed \
    Keys Kind Kinesis Known Labels Last Least LogicalId MasterKey Match Maximum Members Message Metrics \
    Minimum Missing MissingData Mode Monitoring Name Namesake Namesakes Namespace Near New Nodes Number Of \
    Old Origin Overrides Parallel Partition Path PeerCooldown Period Policies Problems Profile Projected \
    Projection Property Protected Protection Public Ranges Reach Read ReadCeiling Readers Recovery Region \
    Regions Related Repeated ReplacePolicy Replicas Replication Reserved Retained Role Rotation \
    ScalableTargets Scales Scaling ScalingPolicies Scan SchemaDate Service Sets Settings Shared Sole Sort \
    Spec StartingPosition State Statements Statistic Strays Stream Streams Subject Suggestion SuspendedIn \
    SuspendedOut Table TableForm TableRole Tables TagNames Tagging Tags Taken Target TargetValue Targets Text \
    Throughput Tier TimeToLive Topology Tracked Transport Twin Type Undefined Units Usage Use Value Version \
    View Warm Watches What When Whole Witnesses Word Words Write WriteCeiling Zones";

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
