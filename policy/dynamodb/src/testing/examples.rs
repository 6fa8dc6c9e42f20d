//! Tests of the facts of the templates in `examples`. In no build.

use crate::testing::tested;

#[test]
fn pattern1_scales_one_direction_of_its_index() {
    let tested = tested(include_str!("../../../../examples/pattern1.yaml"));
    let state = |index: usize| tested.show(&format!("Tables.0.Billing.0.Scaling.Dimensions.{index}.State"));
    assert_eq!([0, 1, 2, 3].map(state), ["scaled", "scaled", "scaled", "unscaled"]);
    assert_eq!(tested.source("Tables.0.Billing.0.Scaling.Dimensions.3.State"), "StatusIndex");
    assert_eq!(tested.show("Tables.0.Billing.0.Capacities.0.Throughput"), "-");
    assert_eq!(tested.source("Tables.0.Billing.0.Capacities.0.Throughput"), "PROVISIONED");
    assert_eq!(tested.show("Tables.0.Encryption.0.Tier"), "2");
    assert_eq!(tested.show("Tables.0.Stream.0.Consumption"), "output `StreamArn`");
    assert_eq!(tested.show("Problems.0.Property"), "ProvisionedThroughputput");
    assert_eq!(tested.show("Problems.0.Suggestion"), "Write `ProvisionedThroughput`.");
    assert_eq!(tested.show("Alarms.2.Metrics.0.Sets"), "[none]");
    assert_eq!(tested.facts.unknown_values, []);
}

#[test]
fn pattern2_and_pattern3() {
    let cache = tested(include_str!("../../../../examples/pattern2.yaml"));
    assert_eq!(cache.show("Tables.0.Billing.0.Effective"), "PAY_PER_REQUEST");
    assert_eq!(cache.show("Tables.0.Recovery.0.Copies.0.Enabled"), "-");
    assert_eq!(cache.show("Tables.0.Stream.0.Consumption"), "-");
    let events = tested(include_str!("../../../../examples/pattern3.yaml"));
    assert!(events.facts.tables > 0);
    assert_eq!(events.facts.not_analysed, []);
}

#[test]
fn orders_recovers_in_production_only() {
    let tested = tested(include_str!("../../../../examples/orders.yaml"));
    assert_eq!(tested.show("Tables.0.Recovery.0.When"), "`IsProd` is true");
    assert_eq!(tested.show("Tables.0.Recovery.1.Copies.0.Enabled"), "false");
    assert_eq!(tested.source("Tables.0.Recovery.1.Copies.0.Enabled"), "false");
    assert_eq!(tested.show("Tables.0.Keys.0.Definitions.2"), "{Name: orderStatus, Type: S, Use: -, Reserved: false}");
    assert_eq!(tested.show("Tables.0.Stream.0.Consumers"), "[ShippingSource]");
    assert_eq!(tested.show("Tables.0.Monitoring.0.Watches.0.Missing"), "writes");
    assert_eq!(tested.show("Alarms.1.Metrics.0.Found"), "with the dimension `TableName`");
}

#[test]
fn every_root_key_is_there_without_tables() {
    for text in ["Resources: {}", "", "[]", "Resources: {T: {Type: AWS::DynamoDB::Table, Condition: Gone}}"] {
        let tested = tested(text);
        for key in [
            "Version",
            "Settings",
            "Tables",
            "Alarms",
            "ScalableTargets",
            "ScalingPolicies",
            "EventSources",
            "Keys",
            "Streams",
            "Clusters",
            "Statements",
            "Problems",
            "Changes",
        ] {
            assert!(tested.find(key).is_some(), "{key} in {text}");
        }
    }
}

#[test]
fn a_text_that_ends_anywhere_has_facts() {
    for text in [include_str!("../../../../examples/pattern3.yaml"), include_str!("../../../../examples/orders.yaml")] {
        for end in (0..text.len()).step_by(61).filter(|end| text.is_char_boundary(*end)) {
            let (part, last) = (text.get(..end).unwrap_or(""), text.get(end..).unwrap_or(""));
            for text in [part.to_owned(), format!("{part}]: {{'"), format!("{part}\n  - !If [x, *y]\n{last}")] {
                let tested = tested(&text);
                assert!(tested.find("Problems").is_some(), "{text}");
            }
        }
    }
}
