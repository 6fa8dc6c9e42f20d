//! Replicas that come and go, one by one or together.

use super::{KEY, kinds, typed};
use crate::testing::changed;

#[test]
fn replicas_come_and_go() {
    let global = |regions: &[&str], more: &str| {
        let replicas: Vec<_> = regions.iter().map(|region| format!("{{Region: {region}}}")).collect();
        typed("AWS::DynamoDB::GlobalTable", &format!("{{{KEY}, Replicas: [{}]{more}}}", replicas.join(", ")))
    };
    let two = global(&["eu-west-1", "us-east-1"], "");
    let moved = |new: &str| kinds(&changed(&two, new)).join(", ");
    assert_eq!(moved(&two), "");
    assert_eq!(moved(&global(&["us-east-1", "eu-west-1"], "")), "");
    assert_eq!(
        moved(&global(&["eu-west-1", "us-east-1", "us-east-2"], "")),
        "replicas: `us-east-2` is new (nothing -> nothing)"
    );
    assert_eq!(
        moved(&global(&["us-east-1"], ", BillingMode: PAY_PER_REQUEST")),
        "own-replica: `eu-west-1` is removed (nothing -> nothing), replicas: `eu-west-1` is removed (nothing -> nothing), \
         replicas-and-others: `eu-west-1` is removed (nothing -> nothing)"
    );
    assert_eq!(moved(&global(&["!Ref Open", "us-east-1"], "")), "");
}

#[test]
fn other_properties_that_are_only_in_another_order_do_not_change() {
    let global = |regions: &str, names: &str| {
        typed(
            "AWS::DynamoDB::GlobalTable",
            &format!("{{{KEY}, Replicas: [{regions}], AttributeDefinitions: [{names}]}}"),
        )
    };
    let (a, b) = ("{AttributeName: a, AttributeType: S}", "{AttributeName: b, AttributeType: S}");
    let (one, two) = ("{Region: eu-west-1}", "{Region: eu-west-1}, {Region: us-east-1}");
    let moved = kinds(&changed(&global(one, &format!("{a}, {b}")), &global(two, &format!("{b}, {a}"))));
    assert_eq!(moved, ["replicas: `us-east-1` is new (nothing -> nothing)"]);
}

#[test]
fn the_capacity_of_an_index_is_told_apart_by_the_replica() {
    let replica = |region: &str, least: u32| {
        let scaling = format!("ReadCapacityAutoScalingSettings: {{MinCapacity: {least}, MaxCapacity: 90}}");
        let index = format!("{{IndexName: one, ReadProvisionedThroughputSettings: {{{scaling}}}}}");
        format!("{{Region: {region}, GlobalSecondaryIndexes: [{index}]}}")
    };
    let global = |replicas: [String; 2]| {
        typed("AWS::DynamoDB::GlobalTable", &format!("{{{KEY}, Replicas: [{}]}}", replicas.join(", ")))
    };
    let (near, far) = (|least| replica("eu-west-1", least), |least| replica("us-east-1", least));
    let old = global([near(20), far(10)]);
    assert!(kinds(&changed(&old, &global([far(10), near(20)]))).is_empty());
    let lower = changed(&old, &global([far(5), near(20)]));
    assert_eq!(kinds(&lower), ["capacity: `MinCapacity` of reads (`10` -> `5`)"]);
    assert_eq!(lower.show("Changes.1.What"), "index `one` of `T` in `us-east-1`");
}

#[test]
fn strongly_consistent_replicas_are_made_and_go_together() {
    let table = |regions: &[&str], more: &str| {
        let replicas: Vec<_> = regions.iter().map(|region| format!("{{Region: {region}}}")).collect();
        typed("AWS::DynamoDB::GlobalTable", &format!("{{{KEY}, Replicas: [{}]{more}}}", replicas.join(", ")))
    };
    let (strong, eventual) = (", MultiRegionConsistency: STRONG", ", MultiRegionConsistency: EVENTUAL");
    let witness = ", MultiRegionConsistency: STRONG, GlobalTableWitnesses: [{Region: eu-central-1}]";
    let (one, two) = (&["eu-west-1"][..], &["eu-west-1", "eu-west-2"][..]);
    let three = &["eu-west-1", "eu-west-2", "eu-west-3"][..];
    let gone = "replica-gone: `eu-west-2` and `eu-west-3` (nothing -> nothing)";
    let (to_strong, to_eventual) = ("consistency:  (`EVENTUAL` -> `STRONG`)", "consistency:  (`STRONG` -> `EVENTUAL`)");
    for (old, new, expected) in [
        (table(one, ""), table(three, strong), ""),
        (table(one, eventual), table(two, witness), ""),
        (table(three, strong), table(one, ""), gone),
        (table(three, strong), table(one, strong), gone),
        (table(three, strong), table(three, strong), ""),
        (
            table(three, strong),
            table(two, witness),
            "strong-replicas: `eu-west-3` is removed, witness `eu-central-1` is new (nothing -> nothing)",
        ),
        (table(one, ""), table(one, strong), to_strong),
        (table(two, ""), table(three, strong), to_strong),
        (table(three, strong), table(three, ""), to_eventual),
        (table(three, strong), table(three, eventual), to_eventual),
        (table(three, strong), table(three, ", MultiRegionConsistency: !Ref Open"), ""),
        (table(two, ""), table(three, ", MultiRegionConsistency: !Ref Open"), ""),
    ] {
        assert_eq!(kinds(&changed(&old, &new)).join(", "), expected, "{old} -> {new}");
    }
}
