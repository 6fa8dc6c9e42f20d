use crate::testing::{Tested, changed};

/// The changes: kind and subject, what was compared left out.
fn kinds(tested: &Tested) -> Vec<String> {
    let mut kinds = Vec::new();
    for at in 0.. {
        let Some(kind) = tested.find(&format!("Changes.{at}.Kind")) else { break };
        if kind != "compared" {
            let shown = |key: &str| tested.show(&format!("Changes.{at}.{key}"));
            kinds.push(format!("{kind}: {} ({} -> {})", shown("Subject"), shown("Old"), shown("New")));
        }
    }
    kinds
}

fn table(properties: &str) -> String {
    typed("AWS::DynamoDB::Table", properties)
}

fn typed(type_name: &str, properties: &str) -> String {
    format!(
        "
Parameters: {{Open: {{Type: String}}, Stage: {{Type: String}}}}
Conditions: {{IsProd: !Equals [!Ref Stage, prod]}}
Resources:
  T: {{Type: {type_name}, Properties: {properties}}}
"
    )
}

fn of(old: &str, new: &str) -> Vec<String> {
    kinds(&changed(&table(old), &table(new)))
}

const KEY: &str = "KeySchema: [{AttributeName: a, KeyType: HASH}]";

#[test]
fn names_keys_and_types_replace() {
    let defined = |name: &str, of: &str| {
        format!("{{{KEY}, AttributeDefinitions: [{{AttributeName: {name}, AttributeType: {of}}}]}}")
    };
    for (old, new, expected) in [
        ("{TableName: a}", "{TableName: b}", "replacement: `TableName` (`a` -> `b`)"),
        ("{}", "{TableName: b}", "replacement: `TableName` (nothing -> `b`)"),
        ("{TableName: !Ref Open}", "{TableName: b}", ""),
        ("{TableName: !If [IsProd, a, b]}", "{TableName: !If [IsProd, a, c]}", ""),
        (
            &format!("{{{KEY}}}"),
            "{KeySchema: [{AttributeName: b, KeyType: HASH}]}",
            "replacement: the partition key (`a` -> `b`)",
        ),
        (&format!("{{{KEY}}}"), "{KeySchema: !Ref Open}", ""),
        (
            &format!("{{{KEY}}}"),
            "{KeySchema: [{AttributeName: a, KeyType: HASH}, {AttributeName: s, KeyType: RANGE}]}",
            "replacement: the sort key (nothing -> `s`)",
        ),
        (&defined("a", "S"), &defined("a", "N"), "replacement: the type of `a` (`S` -> `N`)"),
        (&defined("a", "S"), &defined("b", "N"), ""),
        (
            "{}",
            "{ImportSourceSpecification: {InputFormat: CSV}}",
            "replacement: `ImportSourceSpecification` (nothing -> nothing)",
        ),
    ] {
        assert_eq!(of(old, new).join(", "), expected, "{old} -> {new}");
    }
}

#[test]
fn indexes_come_and_go_and_change() {
    let index = |name: &str, key: &str, projection: &str| {
        format!(
            "{{IndexName: {name}, KeySchema: [{{AttributeName: {key}, KeyType: HASH}}], Projection: {{ProjectionType: {projection}}}}}"
        )
    };
    let global = |indexes: &[&str]| format!("{{{KEY}, GlobalSecondaryIndexes: [{}]}}", indexes.join(", "));
    let local = |indexes: &[&str]| format!("{{{KEY}, LocalSecondaryIndexes: [{}]}}", indexes.join(", "));
    let (one, two) = (&*index("one", "b", "ALL"), &*index("two", "c", "ALL"));
    let none = format!("{{{KEY}}}");
    for (old, new, expected) in [
        (none.clone(), global(&[one]), "indexes: `one` is new (nothing -> nothing)"),
        (global(&[one]), global(&[two]), "indexes: `two` is new, `one` is gone (nothing -> nothing)"),
        (global(&[one, two]), global(&[two, one]), ""),
        (global(&[one]), global(&[&index("one", "c", "ALL")]), "index-keys: index `one` of `T` (nothing -> nothing)"),
        (
            global(&[one]),
            global(&[&index("one", "b", "KEYS_ONLY")]),
            "index-keys: index `one` of `T` (nothing -> nothing)",
        ),
        (local(&[one]), none.clone(), "local-index: `one` is gone (nothing -> nothing)"),
        (global(&[one]), global(&[&index("!Ref Open", "b", "ALL")]), ""),
    ] {
        assert_eq!(of(&old, &new).join(", "), expected, "{old} -> {new}");
    }
    let both = changed(&table(&none), &table(&global(&[one, two])));
    assert_eq!(both.show("Changes.1.Number"), "2");
    assert_eq!(both.source("Changes.1"), "one");
}

#[test]
fn what_protects_is_lowered() {
    let recovery = |is: &str| format!("{{PointInTimeRecoverySpecification: {{PointInTimeRecoveryEnabled: {is}}}}}");
    let key = |of: &str| format!("{{SSESpecification: {{SSEEnabled: true{of}}}}}");
    for (old, new, expected) in [
        (recovery("true"), recovery("false"), "lowered: point-in-time recovery (`true` -> `false`)"),
        (recovery("true"), "{}".to_owned(), "lowered: point-in-time recovery (`true` -> nothing)"),
        (recovery("true"), recovery("!Ref Open"), ""),
        (recovery("true"), recovery("!If [IsProd, true, true]"), ""),
        (
            recovery("true"),
            recovery("!If [IsProd, true, false]"),
            "lowered: point-in-time recovery (`true` -> `false`)",
        ),
        (recovery("false"), recovery("true"), ""),
        (
            "{DeletionProtectionEnabled: true}".to_owned(),
            "{}".to_owned(),
            "lowered: deletion protection (`true` -> nothing)",
        ),
        (key(", KMSMasterKeyId: alias/mine"), key(""), "lowered: the tier of the encryption key (`2` -> `1`)"),
        (
            "{TimeToLiveSpecification: {Enabled: true, AttributeName: x}}".to_owned(),
            "{TimeToLiveSpecification: {Enabled: false, AttributeName: x}}".to_owned(),
            "lowered: time to live (`true` -> `false`)",
        ),
        (
            "{StreamSpecification: {StreamViewType: NEW_IMAGE}}".to_owned(),
            "{StreamSpecification: {StreamViewType: OLD_IMAGE}}".to_owned(),
            "stream: `StreamViewType` (`NEW_IMAGE` -> `OLD_IMAGE`)",
        ),
        ("{StreamSpecification: {StreamViewType: NEW_IMAGE}}".to_owned(), "{}".to_owned(), ""),
    ] {
        assert_eq!(of(&old, &new).join(", "), expected, "{old} -> {new}");
    }
    let staged = changed(&table(&recovery("true")), &table(&recovery("!If [IsProd, true, false]")));
    assert_eq!(staged.show("Changes.1.When"), "`IsProd` is false");
}

#[test]
fn tables_that_go_and_turn_into_others() {
    let old = "
Resources:
  Kept: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain}
  Gone: {Type: AWS::DynamoDB::Table, Properties: {TableName: a}}
  Open: {Type: AWS::DynamoDB::Table, DeletionPolicy: !Ref AWS::Region}
  Turned: {Type: AWS::DynamoDB::Table}
  Bare: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain}
";
    let new = "
Resources:
  New: {Type: AWS::DynamoDB::Table, Properties: {TableName: a}}
  Turned: {Type: AWS::DynamoDB::GlobalTable}
  Bare: {Type: AWS::DynamoDB::Table}
";
    let changed = changed(old, new);
    let expected = [
        "type: the type (`Table` -> `GlobalTable`)",
        "lowered: `DeletionPolicy` (`Retain` -> nothing)",
        "removed:  ( -> )",
        "collision: `TableName` (Gone -> `a`)",
    ];
    assert_eq!(kinds(&changed), expected);
    assert_eq!(changed.show("Changes.4.LogicalId"), "Gone");
    assert_eq!(changed.source("Changes.4"), "Resources");
}

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
        "replicas: `eu-west-1` is gone (nothing -> nothing), own-replica: `eu-west-1` is gone (nothing -> nothing), \
         replicas-and-others: `eu-west-1` is gone (nothing -> nothing)"
    );
    assert_eq!(moved(&global(&["!Ref Open", "us-east-1"], "")), "");
}
