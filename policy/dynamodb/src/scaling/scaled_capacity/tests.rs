//! Each case is what stands beside one provisioned table with one index, and the states of its four dimensions.

#![allow(clippy::unwrap_used)]

use crate::facts::document::Excess;
use crate::testing::{Tested, tested};

const HEAD: &str = "
Parameters:
  Open: {Type: String}
  Index: {Type: String, Default: by}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PROVISIONED
      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
      GlobalSecondaryIndexes: [{IndexName: by}]
";

fn template(rest: &str) -> Tested {
    tested(&format!("{HEAD}{rest}"))
}

/// The states of table reads, table writes, index reads, index writes, and the coverage.
fn states(tested: &Tested, variant: usize) -> String {
    let path = format!("Tables.0.Billing.{variant}.Scaling");
    let state = |index: usize| tested.show(&format!("{path}.Dimensions.{index}.State"));
    format!("{} {} {} {}: {}", state(0), state(1), state(2), state(3), tested.show(&format!("{path}.Coverage")))
}

fn target(name: &str, id: &str, dimension: &str) -> String {
    format!(
        "  {name}:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      {{ServiceNamespace: dynamodb, ResourceId: {id}, ScalableDimension: 'dynamodb:{dimension}CapacityUnits', MinCapacity: 1, MaxCapacity: 9}}
"
    )
}

fn policy(name: &str, properties: &str) -> String {
    format!("  {name}: {{Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {{{properties}}}}}\n")
}

#[test]
fn nothing_scales() {
    let tested = template("");
    assert_eq!(states(&tested, 0), "unscaled unscaled unscaled unscaled: none");
    assert_eq!(tested.source("Tables.0.Billing.0.Scaling.Coverage"), "PROVISIONED");
    assert_eq!(tested.source("Tables.0.Billing.0.Scaling.Dimensions.2.State"), "by");
}

#[test]
fn ids_are_read_in_every_form() {
    for id in
        ["!Sub 'table/${T}/index/by'", "!Join ['/', [table, !Ref T, index, by]]", "!Sub 'table/${T}/index/${Index}'"]
    {
        let rest = target("A", id, "index:Read") + &policy("P", "ScalingTargetId: !Ref A");
        assert_eq!(states(&template(&rest), 0), "unscaled unscaled scaled unscaled: some", "{id}");
    }
    let rest = target("A", "!Sub 'table/${T}'", "table:Write");
    assert_eq!(states(&template(&rest), 0), "unscaled untracked unscaled unscaled: none");
}

#[test]
fn policies_are_found_by_id_and_by_what_they_scale() {
    let target = target("A", "!Sub 'table/${T}'", "table:Read");
    let by_resource_id = "ServiceNamespace: dynamodb, ResourceId: !Sub 'table/${T}', ScalableDimension: 'dynamodb:table:ReadCapacityUnits'";
    let tested = template(&(target.clone() + &policy("P", by_resource_id)));
    assert_eq!(states(&tested, 0), "scaled unscaled unscaled unscaled: some");
    assert_eq!(tested.show("ScalingPolicies.0.Target"), "A");
    assert_eq!(tested.show("ScalableTargets.0.Policies"), "[P]");
    let tested = template(&(target.clone() + &policy("P", "ScalingTargetId: !Ref Open")));
    assert_eq!(states(&tested, 0), "unknown unscaled unscaled unscaled: unknown");
    let tested = template(&(target + &policy("P", "ScalingTargetId: !Ref Other")));
    assert_eq!(states(&tested, 0), "unknown unscaled unscaled unscaled: unknown");
}

#[test]
fn what_is_not_known_may_scale_anything() {
    let tested = template(&target("A", "!Ref Open", "table:Read"));
    assert_eq!(states(&tested, 0), "unknown unknown unknown unknown: unknown");
    let tested = template(&target("A", "!Sub 'table/${T}/index/${Open}'", "index:Read"));
    assert_eq!(states(&tested, 0), "unscaled unscaled unknown unscaled: unknown");
    let tested = template("  M: {Type: A::B::C}\nTransform: Some::Macro\n");
    assert_eq!(states(&tested, 0), "unknown unknown unknown unknown: unknown");
}

#[test]
fn a_target_that_goes_with_nothing_scales_nothing() {
    let rest = target("A", "!Sub 'table/${T}'", "index:Read") + &policy("P", "ScalingTargetId: !Ref A");
    assert_eq!(states(&template(&rest), 0), "unscaled unscaled unscaled unscaled: none");
    let ecs = "  E: {Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {ServiceNamespace: ecs, ResourceId: !Ref Open}}\n";
    let tested = template(ecs);
    assert_eq!(states(&tested, 0), "unscaled unscaled unscaled unscaled: none");
    assert_eq!(tested.show("ScalableTargets"), "[]");
}

#[test]
fn targets_under_conditions_scale_under_them() {
    let rest = target("A", "!Sub 'table/${T}'", "table:Read") + &policy("P", "ScalingTargetId: !Ref A");
    let tested = template(&rest.replace("Target\n    Prop", "Target\n    Condition: IsProd\n    Prop"));
    assert_eq!(tested.show("Tables.0.Billing.0.When"), "`IsProd` is true");
    assert_eq!(states(&tested, 0), "scaled unscaled unscaled unscaled: some");
    assert_eq!(states(&tested, 1), "unscaled unscaled unscaled unscaled: none");
    assert_eq!(tested.show("ScalableTargets.0.When"), "`IsProd` is true");
}

#[test]
fn modes_and_what_has_no_capacity() {
    let tested = tested(
        "
Parameters: {Open: {Type: String}, Mode: {Type: String, Default: PROVISIONED}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  A: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
  B: {Type: AWS::DynamoDB::Table, Properties: {TableName: b}}
  C: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: !Ref Open}}
  D: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: !Ref Mode}}
  E: {Type: AWS::Serverless::SimpleTable}
  F: {Type: AWS::Serverless::SimpleTable, Properties: {ProvisionedThroughput: {ReadCapacityUnits: '5'}}}
  G: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST]}}
",
    );
    let billing = |table: usize, variant: usize| {
        let path = format!("Tables.{table}.Billing.{variant}");
        let show = |key: &str| tested.show(&format!("{path}.{key}"));
        format!(
            "{} {} {} {}",
            show("Mode"),
            show("Effective"),
            show("Capacities.0.Throughput"),
            show("Scaling.Coverage")
        )
    };
    assert_eq!(billing(0, 0), "PAY_PER_REQUEST PAY_PER_REQUEST - nothing");
    assert_eq!(billing(1, 0), "- PROVISIONED - nothing");
    assert_eq!(tested.source("Tables.1.Billing.0.Capacities.0.Throughput"), "Properties");
    assert_eq!(billing(2, 0), "? ? - unknown");
    assert_eq!(billing(3, 0), "PROVISIONED PROVISIONED - none");
    let effective = tested.at("Tables.3.Billing.0.Effective.Value");
    assert_eq!(tested.facts.default_of(effective.node()), Some("Mode"));
    let coverage = tested.at("Tables.3.Billing.0.Scaling.Coverage");
    assert_eq!(tested.facts.default_of(coverage.node()), Some("Mode"));
    assert_eq!(tested.source("Tables.3.Billing.0.Capacities.0.Throughput"), "!Ref Mode");
    assert_eq!(billing(4, 0), "- PAY_PER_REQUEST - nothing");
    assert_eq!(billing(5, 0), "- PROVISIONED given none");
    assert_eq!(tested.show("Tables.5.Billing.0.Capacities.0.Read"), "5");
    assert_eq!(billing(6, 0), "PROVISIONED PROVISIONED - none");
    assert_eq!(billing(6, 1), "PAY_PER_REQUEST PAY_PER_REQUEST - nothing");
}

#[test]
fn too_many_outcomes_are_said() {
    let mut text = "Parameters:\n".to_owned();
    let (mut conditions, mut indexes) = ("Conditions:\n".to_owned(), String::new());
    for number in 0..7 {
        text += &format!("  P{number}: {{Type: String}}\n");
        conditions += &format!("  C{number}: !Equals [!Ref P{number}, x]\n");
        indexes += &format!("        - !If [C{number}, {{IndexName: i{number}}}, !Ref AWS::NoValue]\n");
    }
    let text = format!(
        "{text}{conditions}Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      GlobalSecondaryIndexes:\n{indexes}"
    );
    let tested = tested(&text);
    assert_eq!(tested.show("Tables.0.Billing"), "[]");
    assert_eq!(tested.show("Tables.0.Recovery.0.When"), "always");
    let left = &tested.facts.not_analysed;
    assert!(left.iter().all(|left| left.of == "table `T`" && left.why == Excess::Outcomes));
    assert_eq!(left.iter().map(|left| left.what).collect::<Vec<_>>(), ["keys", "billing", "alarms", "insights"]);
    assert_eq!(left[0].parameters, ["P0", "P1", "P2", "P3", "P4", "P5", "P6"]);
    let kinds: Vec<_> = (0..).map_while(|index| tested.find(&format!("Problems.{index}.Kind"))).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "too-many-variants").count(), 4);
}

#[test]
fn a_target_says_what_its_id_names_and_whether_the_index_is_there() {
    let forms = |id: &str, dimension: &str| {
        let tested = template(&target("A", id, dimension));
        let show = |key: &str| tested.show(&format!("ScalableTargets.0.{key}"));
        format!("{} {} {} {}", show("Of"), show("IdForm"), show("Name"), show("Match"))
    };
    assert_eq!(forms("!Sub 'table/${T}'", "table:Read"), "table table - -");
    assert_eq!(forms("!Sub 'table/${T}'", "index:Read"), "index table - -");
    assert_eq!(forms("!Sub 'table/${T}/index/by'", "index:Read"), "index index by index");
    assert_eq!(forms("!Sub 'table/${T}/index/${Index}'", "index:Read"), "index index by index");
    assert_eq!(forms("!Sub 'table/${T}/index/gone'", "index:Read"), "index index gone -");
    assert_eq!(forms("!Sub 'table/${T}/index/${Open}'", "index:Read"), "index index ? ?");
    assert_eq!(forms("!Sub 'table/${Open}/index/gone'", "index:Read"), "index index gone ?");
    for id in ["!Ref T", "!GetAtt T.Arn", "orders", "!Sub 'tables/${T}'"] {
        assert_eq!(forms(id, "table:Read"), "table neither - -", "{id}");
    }
    for id in ["!Ref Open", "!Sub 'ta${Open}'"] {
        assert_eq!(forms(id, "table:Read"), "table unknown - -", "{id}");
    }
}

#[test]
fn a_target_says_what_makes_it_scale() {
    let tracked = |rest: &str| {
        let tested = template(&(target("A", "!Sub 'table/${T}'", "table:Read") + rest));
        tested.show("ScalableTargets.0.Tracked")
    };
    assert_eq!(tracked(""), "-");
    assert_eq!(tracked(&policy("P", "ScalingTargetId: !Ref A")), "policy");
    assert_eq!(tracked(&policy("P", "ScalingTargetId: !Ref Open")), "?");
    let more = "SuspendedState: {DynamicScalingOutSuspended: true}, RoleARN: !Sub 'arn:aws:iam::${Open}:role/x', ScheduledActions: [{}]";
    let rest = target("A", "!Sub 'table/${T}'", "table:Read").replace("MinCapacity", &format!("{more}, MinCapacity"));
    let tested = template(&rest);
    let show = |key: &str| tested.show(&format!("ScalableTargets.0.{key}"));
    assert_eq!(["Tracked", "SuspendedIn", "SuspendedOut", "Role"].map(show), ["schedule", "-", "true", "arn:aws"]);
    assert_eq!(tested.source("ScalableTargets.0.Role"), "RoleARN");
}

#[test]
fn a_policy_knows_its_target_and_its_peers() {
    let tracking = |metric: &str, more: &str| {
        format!(
            "TargetTrackingScalingPolicyConfiguration: {{TargetValue: 70, {more} PredefinedMetricSpecification: {{PredefinedMetricType: {metric}}}}}"
        )
    };
    let by = |target: &str, metric: &str, more: &str| format!("ScalingTargetId: {target}, {}", tracking(metric, more));
    let rest = target("A", "!Sub 'table/${T}'", "table:Read")
        + &policy("P", &by("!Ref A", "DynamoDBReadCapacityUtilization", "ScaleInCooldown: 1,"))
        + &policy("Q", &by("!Ref A", "DynamoDBWriteCapacityUtilization", ""))
        + &policy("R", &by("!Ref Gone", "DynamoDBWriteCapacityUtilization", ""))
        + "  E: {Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {ServiceNamespace: ecs, ResourceId: service/x}}\n"
        + &policy("S", &by("!Ref E", "ALBRequestCountPerTarget", ""));
    let tested = template(&rest);
    let policy = |index: usize| {
        let show = |key: &str| tested.show(&format!("ScalingPolicies.{index}.{key}"));
        ["LogicalId", "Target", "Direction", "Scales", "TargetValue", "Cooldown", "PeerCooldown"].map(show).join(" ")
    };
    assert_eq!(policy(0), "P A read read 70 given true");
    assert_eq!(policy(1), "Q A write read 70 - true");
    assert_eq!(policy(2), "R - write ? 70 - false");
    assert_eq!(tested.find("ScalingPolicies.3.LogicalId"), None);
}

#[test]
fn dimensions_have_the_bounds_of_their_target() {
    let rest = target("A", "!Sub 'table/${T}'", "table:Read");
    let tested = template(&rest);
    let dimension = "Tables.0.Billing.0.Scaling.Dimensions.0";
    let show = |key: &str| tested.show(&format!("{dimension}.{key}"));
    assert_eq!(["Units", "Minimum", "Maximum"].map(show), ["1", "1", "9"]);
    assert_eq!(tested.find("Tables.0.Billing.0.Scaling.Dimensions.1.Units"), None);
    assert_eq!(tested.show("Tables.0.Billing.0.Scaling.Idle"), "[]");
}

#[test]
fn targets_of_an_on_demand_table_are_idle() {
    let head = HEAD.replace("BillingMode: PROVISIONED", "BillingMode: PAY_PER_REQUEST");
    let other = target("B", "!Sub 'table/${T}'", "table:Write").replace("Type:", "Condition: IsProd\n    Type:");
    let tested = tested(&format!("{head}{}{other}", target("A", "!Sub 'table/${T}'", "table:Read")));
    assert_eq!(tested.show("Tables.0.Billing.0.Scaling.Idle"), "[{LogicalId: A}, {LogicalId: B}]");
    assert_eq!(tested.show("Tables.0.Billing.1.Scaling.Idle"), "[{LogicalId: A}]");
    assert_eq!(tested.source("Tables.0.Billing.0.Scaling.Idle.0"), "A");
}
