//! The keys that facts are written with. A message of a rule may name these and no other.

/// All keys, in alphabetical order.
const KEYS: &str = "\
    ActionState Actions Aims Alarms Attribute Billing Bound Breadth Capacities Certain Changes Clusters \
    ConditionKeys Consistency Consumers Consumption Content Copies Coverage Default Defined Definitions \
    DeletionPolicy Differences DimensionSet Dimensions Direction Effect Effective Enabled Encryption \
    EventSources Expected Flag Found GlobalCapacity Home Index Indexes Is Joined Keyed Keys Kind Known Last \
    Least LogicalId MasterKey Maximum Members Message Metrics Minimum Missing Mode Monitoring Name Namesakes \
    Namespace Of Overrides Partition Path Period Policies Problems Profile Projection Property Protection \
    Public Ranges Reach Read Recovery Region Regions Related Repeated ReplacePolicy Replicas Retained \
    ScalableTargets Scaling ScalingPolicies Scan SchemaDate Sets Settings Shared Sole Sort State Statements \
    Stream Streams Suggestion Table TableForm Tables TagNames Tagging Tags Target Targets Throughput Tier \
    TimeToLive Topology Type Use Value Version View Watches What When Whole Witnesses Words Write";

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
