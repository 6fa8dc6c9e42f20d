//! The keys that facts are written with. A message of a rule may name these and no other.

/// All keys, in alphabetical order.
const KEYS: &str = "\
    ActionState Alarms Attribute Billing Capacities Ceiling Certain Changes Class Clusters Consumers \
    Consumption Cooldown Copies Coverage Default Defined Definitions DeletionPolicy DimensionSet Dimensions \
    Direction Effective Enabled Encryption EventSources Expected Flag Form Found IdForm Idle Included Indexes \
    Is Joined Keys Kind Known Labels Last LogicalId MasterKey Match Maximum Members Metrics Minimum Missing \
    Mode Monitoring Name Namesake Namespace Number Of Partition Path PeerCooldown Period Policies Problems \
    Profile Projected Projection Property Protection Read ReadCeiling Recovery Region Repeated ReplacePolicy \
    Replicas Reserved Retained Role ScalableTargets Scales Scaling ScalingPolicies SchemaDate Sets Settings \
    Sole Sort State Statements Strays Stream Streams Suggestion SuspendedIn SuspendedOut Table TableForm \
    TableRole Tables Target TargetValue Text Throughput Tier TimeToLive Tracked Twin Type Units Use Value \
    Version View Warm Watches What When Word Words Write WriteCeiling";

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
