mod indexes;
mod lowered;
mod replicas;

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
        ("{TableName: !If [IsProd, a, b]}", "{TableName: !If [IsProd, a, c]}", "replacement: `TableName` (`b` -> `c`)"),
        (
            "{TableName: !Sub '${Open}-a'}",
            "{TableName: !Sub '${Open}-b'}",
            "replacement: `TableName` (`${Open}-a` -> `${Open}-b`)",
        ),
        ("{TableName: !Sub '${Open}-a'}", "{}", "replacement: `TableName` (`${Open}-a` -> nothing)"),
        ("{}", "{TableName: !ImportValue x}", "replacement: `TableName` (nothing -> `…`)"),
        ("{TableName: !Sub '${Open}-a'}", "{TableName: !Join ['-', [!Ref Open, a]]}", ""),
        ("{TableName: !Ref Open}", "{TableName: !Ref Stage}", ""),
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
            "replacement: `ImportSourceSpecification` (nothing -> a value)",
        ),
        (
            "{ImportSourceSpecification: {InputFormat: CSV}}",
            "{ImportSourceSpecification: {InputFormat: ION}}",
            "replacement: `ImportSourceSpecification` (one value -> another)",
        ),
    ] {
        assert_eq!(of(old, new).join(", "), expected, "{old} -> {new}");
    }
    let copy = |source: &str| typed("AWS::DynamoDB::GlobalTable", &format!("{{GlobalTableSourceArn: {source}}}"));
    let moved = kinds(&changed(&copy("one"), &copy("two")));
    assert_eq!(moved, ["replacement: `GlobalTableSourceArn` (one value -> another)"]);
    assert!(kinds(&changed(&copy("one"), &copy("!Ref Open"))).is_empty());
}

#[test]
fn what_becomes_of_a_table_that_is_replaced_or_removed() {
    let fate = |policies: &str, old: &str, new: &str| {
        let template = |properties: &str| {
            format!("Resources: {{T: {{Type: AWS::DynamoDB::Table{policies}, Properties: {{{properties}}}}}}}")
        };
        let changed = changed(&template(old), &template(new));
        changed.show("Changes.1.Fate")
    };
    let (one, two) = (KEY, "KeySchema: [{AttributeName: b, KeyType: HASH}]");
    let with = |more: &str, key: &str| format!("{more}, {key}");
    let protected = "DeletionProtectionEnabled: true";
    assert_eq!(fate("", one, two), "deleted");
    assert_eq!(fate(", UpdateReplacePolicy: Retain", one, two), "kept");
    assert_eq!(fate(", UpdateReplacePolicy: Delete", one, two), "deleted");
    assert_eq!(fate(", UpdateReplacePolicy: !Ref AWS::Region", one, two), "unknown");
    assert_eq!(fate("", &with(protected, one), two), "protected");
    assert_eq!(fate("", &with("DeletionProtectionEnabled: !Ref AWS::Region", one), two), "unknown");
    assert_eq!(fate("", one, &with(protected, two)), "deleted");
    assert_eq!(fate("", &with("TableName: a", one), &with("TableName: a", two)), "collides");
    assert_eq!(fate("", &with("TableName: a", one), &with("TableName: b", two)), "deleted");
    assert_eq!(
        fate(", UpdateReplacePolicy: Retain", &with("TableName: a", one), &with("TableName: a", two)),
        "collides"
    );
    let gone = |properties: &str| {
        let old = format!("Resources: {{T: {{Type: AWS::DynamoDB::Table, Properties: {{{properties}}}}}}}");
        changed(&old, "Resources: {Other: {Type: AWS::SNS::Topic}}").show("Changes.0.Fate")
    };
    assert_eq!([gone(one), gone(protected)], ["deleted", "protected"]);
}

#[test]
fn warm_throughput_goes_down() {
    let warm = |read: &str| format!("{{WarmThroughput: {{ReadUnitsPerSecond: {read}, WriteUnitsPerSecond: 9000}}}}");
    let index = |read: &str| {
        format!(
            "{{{KEY}, GlobalSecondaryIndexes: [{{IndexName: one, {KEY}, WarmThroughput: {{ReadUnitsPerSecond: {read}}}}}]}}"
        )
    };
    for (old, new, expected) in [
        (warm("20000"), warm("15000"), "warm: `ReadUnitsPerSecond` (`20000` -> `15000`)"),
        (warm("20000"), warm("'15000'"), "warm: `ReadUnitsPerSecond` (`20000` -> `15000`)"),
        (warm("20000"), warm("!If [IsProd, 20000, 15000]"), "warm: `ReadUnitsPerSecond` (`20000` -> `15000`)"),
        (warm("20000"), warm("20000"), ""),
        (warm("20000"), warm("100000"), ""),
        (warm("20000"), warm("!Ref Open"), ""),
        (warm("20000"), "{}".to_owned(), ""),
        (index("20000"), index("15000"), "warm: `ReadUnitsPerSecond` (`20000` -> `15000`)"),
    ] {
        assert_eq!(of(&old, &new).join(", "), expected, "{old} -> {new}");
    }
    let changed = changed(&table(&index("20000")), &table(&index("15000")));
    assert_eq!(changed.show("Changes.1.What"), "index `one` of `T`");
}

#[test]
fn settings_that_cannot_change_at_once() {
    let ttl = |is: &str, name: &str| format!("{{TimeToLiveSpecification: {{Enabled: {is}, AttributeName: {name}}}}}");
    let changes = "ttl: `TimeToLiveSpecification.AttributeName` (`a` -> `b`)";
    for (old, new, expected) in [
        (ttl("true", "a"), ttl("true", "b"), changes),
        (ttl("'true'", "a"), ttl("true", "b"), changes),
        (ttl("true", "a"), ttl("true", "!If [IsProd, b, a]"), changes),
        (ttl("true", "a"), ttl("true", "a"), ""),
        (ttl("true", "a"), ttl("true", "!Ref Open"), ""),
        (ttl("true", "a"), ttl("!Ref Open", "b"), ""),
        (ttl("false", "a"), ttl("true", "b"), ""),
        (ttl("true", "a"), ttl("false", "b"), "lowered: Time to Live (TTL) (`true` -> `false`)"),
    ] {
        assert_eq!(of(&old, &new).join(", "), expected, "{old} -> {new}");
    }
    let stream = |view: &str, replicas: &str, more: &str| {
        let view = format!("StreamSpecification: {{StreamViewType: {view}}}");
        typed("AWS::DynamoDB::GlobalTable", &format!("{{{view}, Replicas: [{replicas}]{more}}}"))
    };
    let (one, two) = ("{Region: eu-west-1}", "{Region: eu-west-1}, {Region: eu-west-2}");
    for (replicas, more, kind) in [
        (one, "", "stream"),
        (two, "", "replicating-stream"),
        (two, ", MultiRegionConsistency: EVENTUAL", "replicating-stream"),
        (two, ", MultiRegionConsistency: STRONG, GlobalTableWitnesses: [{Region: eu-west-3}]", "stream"),
        (two, ", MultiRegionConsistency: !Ref Open", "stream"),
    ] {
        let changed = changed(&stream("NEW_IMAGE", replicas, more), &stream("OLD_IMAGE", replicas, more));
        assert_eq!(
            kinds(&changed),
            [format!("{kind}: `StreamViewType` (`NEW_IMAGE` -> `OLD_IMAGE`)")],
            "{replicas}{more}"
        );
    }
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
        (
            key(", KMSMasterKeyId: alias/mine"),
            key(""),
            "lowered: the encryption key (a customer managed key -> an AWS managed key)",
        ),
        (
            "{TimeToLiveSpecification: {Enabled: true, AttributeName: x}}".to_owned(),
            "{TimeToLiveSpecification: {Enabled: false, AttributeName: x}}".to_owned(),
            "lowered: Time to Live (TTL) (`true` -> `false`)",
        ),
        (
            "{StreamSpecification: {StreamViewType: NEW_IMAGE}}".to_owned(),
            "{StreamSpecification: {StreamViewType: OLD_IMAGE}}".to_owned(),
            "stream: `StreamViewType` (`NEW_IMAGE` -> `OLD_IMAGE`)",
        ),
        (
            "{StreamSpecification: {StreamViewType: NEW_IMAGE}}".to_owned(),
            "{}".to_owned(),
            "stream-gone:  (`given` -> nothing)",
        ),
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
        "removed: is gone from the template ( -> )",
        "collision: is gone from the template (Gone -> `a`)",
    ];
    assert_eq!(kinds(&changed), expected);
    assert_eq!(changed.show("Changes.4.LogicalId"), "Gone");
    assert_eq!(changed.source("Changes.4"), "Resources");
}

/// What changes of the name, each with when.
fn named(old: &str, new: &str) -> Vec<String> {
    let tested = changed(old, new);
    let mut found = Vec::new();
    for at in 0.. {
        let Some(kind) = tested.find(&format!("Changes.{at}.Kind")) else { break };
        if kind != "compared" {
            let shown = |key: &str| tested.show(&format!("Changes.{at}.{key}"));
            found.push(format!("{kind} {} -> {} when {}", shown("Old"), shown("New"), shown("When")));
        }
    }
    found
}

#[test]
fn variants_are_paired_by_what_their_conditions_compare() {
    let template = |conditions: &str, resource: &str| {
        format!(
            "
Parameters: {{Stage: {{Type: String}}, Size: {{Type: String, AllowedValues: [small, large]}}}}
Conditions: {{{conditions}}}
Resources:
  Other: {{Type: AWS::SNS::Topic}}
  T: {{Type: AWS::DynamoDB::Table, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, {resource}}}
"
        )
    };
    let prod = template("IsProd: !Equals [!Ref Stage, prod]", "Properties: {TableName: !If [IsProd, a, b]}");
    let renamed = template("Prod: !Equals [!Ref Stage, prod]", "Properties: {TableName: !If [Prod, a, b]}");
    let turned = template("IsTest: !Not [!Equals [!Ref Stage, prod]]", "Properties: {TableName: !If [IsTest, b, a]}");
    let swapped = template("Prod: !Equals [!Ref Stage, prod]", "Properties: {TableName: !If [Prod, b, a]}");
    let one = template("IsProd: !Equals [!Ref Stage, prod]", "Properties: {TableName: a}");
    let large = template("Large: !Equals [!Ref Size, large]", "Properties: {TableName: !If [Large, a, b]}");
    let small = template("Small: !Equals [!Ref Size, small]", "Properties: {TableName: !If [Small, b, a]}");
    assert!(named(&prod, &prod).is_empty());
    assert!(named(&prod, &renamed).is_empty());
    assert!(named(&prod, &turned).is_empty());
    assert!(named(&large, &small).is_empty());
    assert_eq!(
        named(&prod, &swapped),
        ["replacement `a` -> `b` when `Prod` is true", "replacement `b` -> `a` when `Prod` is false"]
    );
    assert_eq!(named(&prod, &one), ["replacement `b` -> `a` when `IsProd` is false"]);
    assert_eq!(named(&one, &prod), ["replacement `a` -> `b` when `IsProd` is false"]);
    // What only the earlier conditions compare is said by its parameter.
    let none = template("", "Properties: {TableName: a}");
    assert_eq!(named(&prod, &none), ["replacement `b` -> `a` when `Stage` is not `prod`"]);
    assert_eq!(named(&prod, &large).len(), 2);
}

#[test]
fn tables_leave_where_their_condition_is_false() {
    let template = |conditions: &str, condition: &str| {
        format!(
            "
Parameters: {{Stage: {{Type: String}}}}
Conditions: {{Never: !Equals [a, b], {conditions}}}
Resources:
  Other: {{Type: AWS::SNS::Topic}}
  T: {{Type: AWS::DynamoDB::Table, {condition}}}
"
        )
    };
    let always = template("", "");
    let prod = template("Prod: !Equals [!Ref Stage, prod]", "Condition: Prod");
    let live = template("Live: !Equals [prod, !Ref Stage]", "Condition: Live");
    let test = template("Test: !Not [!Equals [!Ref Stage, prod]]", "Condition: Test");
    assert!(named(&prod, &live).is_empty());
    assert!(named(&prod, &always).is_empty());
    assert_eq!(named(&always, &prod), ["removed  ->  when `Prod` is false"]);
    assert_eq!(named(&live, &test), ["removed  ->  when `Test` is false"]);
    assert_eq!(named(&always, &template("", "Condition: Never")), ["removed  ->  when always"]);
    assert_eq!(named(&prod, &template("", "Condition: Never")), ["removed  ->  when `Stage` is `prod`"]);
}

#[test]
fn a_changed_default_is_no_change() {
    let template = |default: &str, name: &str| {
        format!(
            "
Parameters: {{Name: {{Type: String, Default: {default}}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: {name}}}}}
"
        )
    };
    assert!(named(&template("a", "!Ref Name"), &template("b", "!Ref Name")).is_empty());
    assert!(named(&template("a", "!Sub '${Name}-x'"), &template("b", "!Join ['', [!Ref Name, -x]]")).is_empty());
    assert_eq!(named(&template("a", "!Sub '${Name}-x'"), &template("b", "!Sub '${Name}-y'")).len(), 1);
    assert_eq!(named(&template("a", "a"), &template("b", "!Ref Name")).len(), 1);
    assert!(named(&template("b", "b"), &template("b", "!Ref Name")).is_empty());
}
