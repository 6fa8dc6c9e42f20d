//! `Fn::If` and `AWS::NoValue`: what holds, and under which conditions.

use super::*;

#[test]
fn rules_about_several_properties_hold_under_conditions() {
    let said = table("WarmThroughput: {WriteUnitsPerSecond: !If [Warm, 5, !Ref AWS::NoValue]}");
    assert_eq!(said, ["missing WarmThroughput/ReadUnitsPerSecond at WarmThroughput when Warm=false"]);
    let key = |sse_type: &str| {
        let key = "KMSMasterKeyId: !If [Own, k, !Ref AWS::NoValue]";
        table(&format!("SSESpecification: {{SSEEnabled: true, {key}, SSEType: {sse_type}}}"))
    };
    assert_eq!(key("!If [Own, KMS, !Ref AWS::NoValue]"), NOTHING);
    let said = key("!If [Own, !Ref AWS::NoValue, KMS]");
    assert_eq!(said, ["missing SSESpecification/SSEType at SSESpecification when Own=true"]);
    let said = key("!If [Typed, KMS, !Ref AWS::NoValue]");
    assert_eq!(said, ["missing SSESpecification/SSEType at SSESpecification when Own=true when Typed=false"]);
    let alarm = |properties: &str| lines("AWS::CloudWatch::Alarm", properties);
    let said = alarm("{MetricName: m, Threshold: !If [A, 1, !Ref AWS::NoValue], ThresholdMetricId: a}");
    assert_eq!(said, ["invalid ThresholdMetricId at ThresholdMetricId when A=true"]);
    let said = alarm("{MetricName: !If [A, m, !Ref AWS::NoValue], Metrics: !If [A, !Ref AWS::NoValue, [{Id: a}]]}");
    assert_eq!(said, NOTHING);
    let said = alarm("{MetricName: !If [A, m, !Ref AWS::NoValue], Metrics: !If [B, [{Id: a}], !Ref AWS::NoValue]}");
    assert_eq!(
        said,
        [
            "missing Metrics at Properties when B=false when A=false",
            "invalid MetricName at MetricName when B=true when A=true"
        ]
    );
}

#[test]
fn both_branches_are_checked_under_their_condition() {
    let said = table("BillingMode: !If [IsProd, PROVISIONED, FREE]");
    assert_eq!(said, ["invalid? BillingMode at FREE when IsProd=false"]);
    let said =
        table("ProvisionedThroughput: {Fn::If: [IsProd, {ReadCapacityUnits: x, WriteCapacityUnits: 1}, {Foo: 1}]}");
    let key = "ProvisionedThroughput";
    let mut wanted = vec![
        format!("missing {key}/ReadCapacityUnits at {key} when IsProd=false"),
        format!("missing {key}/WriteCapacityUnits at {key} when IsProd=false"),
        format!("invalid {key}/ReadCapacityUnits at x when IsProd=true"),
        format!("unknown? {key}/Foo at Foo when IsProd=false"),
    ];
    let mut said = said;
    wanted.sort();
    said.sort();
    assert_eq!(said, wanted);
}

#[test]
fn nested_conditions_come_from_the_outside_in_and_impossible_branches_are_skipped() {
    let said = table("BillingMode: !If [A, !If [B, x, PROVISIONED], !If [A, y, !If [C, z, PROVISIONED]]]");
    assert_eq!(
        said,
        ["invalid? BillingMode at x when A=true when B=true", "invalid? BillingMode at z when A=false when C=true"]
    );
}

#[test]
fn no_value_is_missing_where_it_is_required() {
    let said = lines(TABLE, "{KeySchema: !If [Keys, [{AttributeName: id, KeyType: HASH}], !Ref AWS::NoValue]}");
    assert_eq!(said, ["missing KeySchema at Properties when Keys=false"]);
    assert_eq!(lines(TABLE, "{KeySchema: {Ref: AWS::NoValue}}"), ["missing KeySchema at Properties"]);
    assert_eq!(table("BillingMode: !Ref AWS::NoValue"), NOTHING);
    assert_eq!(lines(TABLE, "!Ref AWS::NoValue"), ["missing KeySchema at Properties"]);
}

#[test]
fn what_a_function_is_known_to_give_is_checked() {
    let template = crate::testing::template(
        "
Parameters:
  Mode: {Type: String, Default: PROVISIONDE}
  Units: {Type: String, Default: many}
  Open: {Type: String}
Mappings: {Modes: {a: {Mode: ON_DEMAND}}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  R:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: !Ref Open, KeyType: HASH}]
      BillingMode: !If [IsProd, !Ref Mode, !FindInMap [Modes, a, Mode]]
      TableName: !Sub '${Open}-orders'
      ProvisionedThroughput: {ReadCapacityUnits: !Ref Units, WriteCapacityUnits: 1}
",
    );
    let known = |at, outcomes: &[(String, bool)]| {
        let outcomes: Vec<_> = outcomes.iter().map(|(name, is_true)| (name.as_str(), *is_true)).collect();
        template.resolve(at, &crate::testing::when(&template, &outcomes)).scalar().cloned()
    };
    let resource = template.resource("R").unwrap();
    let found = check(template.view(), TABLE, resource.properties, resource.key_place, &|_, _| true, &known);
    let line = |problem: &SchemaProblem<'_>| {
        format!("{} {} by {:?} when {:?}", problem.path.join("."), problem.found, problem.default_of, problem.when)
    };
    let expected = [
        "BillingMode `PROVISIONDE` by Some(\"Mode\") when [(\"IsProd\", true)]",
        "BillingMode `ON_DEMAND` by None when [(\"IsProd\", false)]",
        "ProvisionedThroughput.ReadCapacityUnits `many` by Some(\"Units\") when []",
    ];
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expected);
}
