//! What is lower than before, or gone: settings that protect, what is attached to a table, alarms, capacity.

use super::{KEY, kinds, of, typed};
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
    assert_eq!(moved(&template(&["ReadThrottleEvents"])), "alarm-gone: throttled writes (`alarmed` -> `unalarmed`)");
    let gone = "alarm-gone: throttled reads and throttled writes (`alarmed` -> `unalarmed`)";
    assert_eq!(moved(&template(&[])), gone);
}

/// Each case: what a table has before and after, and what is said of it.
fn each(cases: &[(&str, &str, &str)]) {
    for (old, new, expected) in cases {
        assert_eq!(of(old, new).join(", "), *expected, "{old} -> {new}");
    }
}

#[test]
fn recovery_goes_back_less_far() {
    let recovery = |on: &str, days: &str| {
        format!(
            "{{PointInTimeRecoverySpecification: {{PointInTimeRecoveryEnabled: {on}, RecoveryPeriodInDays: {days}}}}}"
        )
    };
    let (most, ten) =
        ("{PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}", &*recovery("true", "10"));
    each(&[
        (ten, &recovery("true", "7"), "lowered: `RecoveryPeriodInDays` (`10` -> `7`)"),
        (ten, &recovery("true", "'7'"), "lowered: `RecoveryPeriodInDays` (`10` -> `7`)"),
        (most, ten, "lowered: `RecoveryPeriodInDays` (`35` -> `10`)"),
        (ten, most, ""),
        (most, &recovery("true", "35"), ""),
        (ten, &recovery("true", "!Ref Open"), ""),
        (ten, &recovery("false", "7"), "lowered: point-in-time recovery (`true` -> `false`)"),
        (&recovery("false", "10"), &recovery("false", "7"), ""),
        (&recovery("!Ref Open", "10"), &recovery("!Ref Open", "7"), ""),
    ]);
}

#[test]
fn keys_give_way_to_lesser_ones_or_to_others() {
    let key = |key: &str| format!("{{SSESpecification: {{SSEEnabled: true, KMSMasterKeyId: {key}}}}}");
    let (managed, owned) = ("{SSESpecification: {SSEEnabled: true}}", "{}");
    let gives_way = "lowered: the encryption key (the key in `KMSMasterKeyId` -> an AWS managed key)";
    let (one, two) = ("arn:aws:kms:eu-west-1:1:key/1-a", "arn:aws:kms:eu-west-1:1:key/2-b");
    each(&[
        (&key("!Ref Open"), managed, gives_way),
        (&key("!ImportValue key"), managed, gives_way),
        (&key("!Sub 'key-${Open}'"), &key("!Ref AWS::NoValue"), gives_way),
        (&key("!If [Lost, !Ref Open, !Ref AWS::NoValue]"), managed, ""),
        (&key("!Ref Open"), &key("alias/aws/dynamodb"), ""),
        (managed, owned, "lowered: the encryption key (an AWS managed key -> an AWS owned key)"),
        (managed, &key("!Ref Open"), ""),
        ("{SSESpecification: {SSEEnabled: !Ref Open, KMSMasterKeyId: !Ref Open}}", managed, ""),
        (&key(one), &key(two), &format!("key-changed:  (`{one}` -> `{two}`)")),
        (&key(one), &key("1-a"), ""),
        (&key(one), &key("alias/mine"), ""),
        (&key("alias/mine"), &key("alias/other"), ""),
        (&key(one), &key("!Ref Open"), ""),
    ]);
}

#[test]
fn keys_leave_the_template() {
    let template = |used: &str, keys: &str| {
        format!(
            "
Parameters: {{Stage: {{Type: String}}}}
Conditions: {{IsProd: !Equals [!Ref Stage, prod]}}
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{SSESpecification: {{SSEEnabled: true, KMSMasterKeyId: !Ref {used}}}}}}}
  {keys}
"
        )
    };
    let moved = |old: &str, new: &str| kinds(&changed(&template("A", old), &template("B", new))).join(", ");
    let (one, other) = ("A: {Type: AWS::KMS::Key}", "B: {Type: AWS::KMS::Key}");
    assert_eq!(moved(one, other), "key-removed:  (`A` -> nothing)");
    assert_eq!(moved("A: {Type: AWS::KMS::Key, DeletionPolicy: Retain}", other), "key-changed:  (`A` -> `B`)");
    assert_eq!(moved("A: {Type: AWS::KMS::Key, DeletionPolicy: !Ref Stage}", other), "key-changed:  (`A` -> `B`)");
    assert_eq!(moved(one, &format!("{one}\n  {other}")), "key-changed:  (`A` -> `B`)");
    let staged = changed(
        &template("A", one),
        &template("B", &format!("A: {{Type: AWS::KMS::Key, Condition: IsProd}}\n  {other}")),
    );
    assert_eq!(
        (staged.show("Changes.1.Kind"), staged.show("Changes.1.When")),
        ("key-removed".into(), "`IsProd` is false".into())
    );
    let by_macro = format!("Transform: Macro\n{}", template("B", other));
    assert_eq!(kinds(&changed(&template("A", one), &by_macro)).join(", "), "key-changed:  (`A` -> `B`)");
}

#[test]
fn what_is_attached_goes() {
    let feed = |arn: &str| format!("{{KinesisStreamSpecification: {{StreamArn: {arn}}}}}");
    let policy = "{ResourcePolicy: {PolicyDocument: {Statement: []}}}";
    let denying = "{ResourcePolicy: {PolicyDocument: {Statement: [{Effect: Deny}]}}}";
    let fewer = "lowered: the number of `Deny` statements in the resource policy ";
    each(&[
        (policy, "{}", "policy-gone:  (`given` -> nothing)"),
        (&feed("one"), &feed("two"), "feed-gone:  (`one` -> `two`)"),
        (&feed("one"), &feed("!Ref Open"), ""),
        (policy, denying, ""),
        (denying, policy, &[fewer, "(`1` -> `0`)"].concat()),
        (denying, "{}", "policy-gone:  (`given` -> nothing)"),
        (denying, "{ResourcePolicy: {PolicyDocument: !Ref Open}}", ""),
        (
            policy,
            "{ResourcePolicy: !If [IsProd, {PolicyDocument: {}}, !Ref AWS::NoValue]}",
            "policy-gone:  (`given` -> nothing)",
        ),
        (policy, "{ResourcePolicy: !If [Lost, {PolicyDocument: {}}, !Ref AWS::NoValue]}", ""),
        (&feed("!ImportValue feed"), "{}", "feed-gone:  (`…` -> nothing)"),
        (&feed("arn"), "{}", "feed-gone:  (`arn` -> nothing)"),
        (&feed("!If [Lost, arn, !Ref AWS::NoValue]"), "{}", ""),
    ]);
}

#[test]
fn capacity_goes_down() {
    let units = |read: &str| {
        format!(
            "{{BillingMode: PROVISIONED, ProvisionedThroughput: {{ReadCapacityUnits: {read}, WriteCapacityUnits: 9}}}}"
        )
    };
    let ceiling =
        |read: &str| format!("{{BillingMode: PAY_PER_REQUEST, OnDemandThroughput: {{MaxReadRequestUnits: {read}}}}}");
    let on_demand = "{BillingMode: PAY_PER_REQUEST}";
    each(&[
        (&units("9"), &units("5"), "capacity: `ReadCapacityUnits` (`9` -> `5`)"),
        (&units("5"), &units("9"), ""),
        (&units("9"), &units("!Ref Open"), ""),
        (&units("9"), on_demand, ""),
        (on_demand, &units("1"), ""),
        (&units("9"), &ceiling("5"), ""),
        (on_demand, &ceiling("5"), "capacity: `MaxReadRequestUnits` (no limit -> `5`)"),
        (&ceiling("9"), &ceiling("5"), "capacity: `MaxReadRequestUnits` (`9` -> `5`)"),
        (&ceiling("9"), on_demand, ""),
    ]);
}

#[test]
fn elements_of_one_name_are_paired_in_their_order_where_none_came_or_went() {
    let global = |replicas: &str| typed("AWS::DynamoDB::GlobalTable", &format!("{{{KEY}, Replicas: [{replicas}]}}"));
    let (on, off) = ("{Region: !Ref Open, DeletionProtectionEnabled: true}", "{Region: !Ref Stage}");
    let moved = |old: &str, new: &str| kinds(&changed(&global(old), &global(new))).join(", ");
    let both = format!("{on}, {off}");
    assert_eq!(moved(&both, &both), "");
    assert_eq!(moved(&both, &format!("{off}, {off}")), "lowered: deletion protection (`true` -> nothing)");
    assert_eq!(
        moved(&both, off),
        "replica-gone: `${Open}` (nothing -> nothing), replicas: `${Open}` is removed (nothing -> nothing)"
    );
}
