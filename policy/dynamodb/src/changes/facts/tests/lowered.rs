//! What protects less than before: replicas that may be taken out, alarms that are gone.

use super::{kinds, typed};
use crate::testing::changed;

#[test]
fn a_replica_that_may_be_taken_out() {
    let with = |is: &str| typed("AWS::DynamoDB::GlobalTable", &format!("{{Replicas: [{{Region: eu-west-1{is}}}]}}"));
    let (on, off) = (", DisassociationProtectionEnabled: true", ", DisassociationProtectionEnabled: false");
    let moved = |old: &str, new: &str| kinds(&changed(&with(old), &with(new))).join(", ");
    assert_eq!(moved(on, off), "lowered: disassociation protection (`true` -> `false`)");
    assert_eq!(moved("", off), "lowered: disassociation protection (nothing -> `false`)");
    let one = changed(&with(on), &with(off));
    let (what, part) = ("replica `eu-west-1` of `T`".to_owned(), "eu-west-1".to_owned());
    assert_eq!((one.show("Changes.1.What"), one.show("Changes.1.Part")), (what, part));
    assert_eq!([moved(on, ""), moved(off, on), moved(off, off), moved(off, "")], ["", "", "", ""]);
}

#[test]
fn alarms_that_stay_are_no_change() {
    let template = |alarms: &[&str]| {
        let alarm = |metric: &&str| {
            format!(
                "  {metric}: {{Type: AWS::CloudWatch::Alarm, Properties: {{Namespace: AWS/DynamoDB, MetricName: {metric}, \
                 Statistic: Sum, Dimensions: [{{Name: TableName, Value: !Ref T}}]}}}}\n"
            )
        };
        let table = "{BillingMode: PROVISIONED, ProvisionedThroughput: {ReadCapacityUnits: 3, WriteCapacityUnits: 3}}";
        let alarms: String = alarms.iter().map(alarm).collect();
        format!("Resources:\n  T: {{Type: AWS::DynamoDB::Table, Properties: {table}}}\n{alarms}")
    };
    let both = template(&["ReadThrottleEvents", "WriteThrottleEvents"]);
    let moved = |new: &str| kinds(&changed(&both, new)).join(", ");
    assert_eq!(moved(&both), "");
    assert_eq!(
        moved(&template(&["ReadThrottleEvents"])),
        "lowered: the alarm coverage of throttled requests (complete -> partial)"
    );
    assert_eq!(moved(&template(&[])), "lowered: the alarm coverage of throttled requests (complete -> none)");
}
