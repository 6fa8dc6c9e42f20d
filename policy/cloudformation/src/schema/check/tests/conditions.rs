//! `Fn::If` and `AWS::NoValue`: what holds, and under which conditions.

use super::*;
use crate::schema::Possible;

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
    assert_eq!(said, ["invalid BillingMode at FREE when IsProd=false"]);
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
        ["invalid BillingMode at x when A=true when B=true", "invalid BillingMode at z when A=false when C=true"]
    );
}

#[test]
fn no_value_is_missing_where_it_is_required() {
    let said = lines(TABLE, "{KeySchema: !If [Keys, [{AttributeName: id, KeyType: HASH}], !Ref AWS::NoValue]}");
    assert_eq!(said, ["missing KeySchema at KeySchema when Keys=false"]);
    assert_eq!(lines(TABLE, "{KeySchema: {Ref: AWS::NoValue}}"), ["missing KeySchema at KeySchema"]);
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
  Kind: {Type: String, Default: S, AllowedValues: [S, BOOL]}
  Names: {Type: CommaDelimitedList, Default: 'a,,b'}
  Pick: {Type: Number, Default: 1}
Mappings:
  Modes: {a: {Mode: ON_DEMAND}}
  Lists: {a: {Names: [a, ''], Keys: [id]}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  R:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: !Ref Open, KeyType: HASH}]
      BillingMode: !If [IsProd, !Ref Mode, !FindInMap [Modes, a, Mode]]
      TableName: !Sub '${Open}-orders'
      AttributeDefinitions:
        - {AttributeName: !Ref Pick, AttributeType: !Ref Kind}
        - {AttributeName: '1', AttributeType: S}
        - {AttributeName: !Select [!Ref Pick, [x, y]], AttributeType: !Sub 'N'}
      LocalSecondaryIndexes:
        - IndexName: lsi
          KeySchema: !FindInMap [Lists, a, Keys]
          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: !Ref Names}
        - {IndexName: lsj, KeySchema: [], Projection: {ProjectionType: INCLUDE, NonKeyAttributes: !FindInMap [Lists, a, Names]}}
      ProvisionedThroughput: {ReadCapacityUnits: !Ref Units, WriteCapacityUnits: 1}
",
    );
    let known = |at, outcomes: &[(String, bool)]| {
        let outcomes: Vec<_> = outcomes.iter().map(|(name, is_true)| (name.as_str(), *is_true)).collect();
        let own = crate::testing::when(&template, &outcomes);
        let others = template.with_allowed_values(&[at], &own, 64).unwrap();
        let value = |scenario: &crate::Scenario| Possible {
            value: template.resolve(at, scenario),
            assumed: scenario.assumptions().to_vec(),
            when: Vec::new(),
        };
        std::iter::once(&own).chain(&others).map(value).collect()
    };
    let resource = template.resource("R").unwrap();
    let found = check(template.view(), TABLE, resource.properties, resource.key_place, &|_, _| true, &known);
    let line = |problem: &SchemaProblem<'_>| {
        let SchemaProblem { path, found, default_of, when, assumed, .. } = problem;
        format!("{} {found} by {default_of:?} when {when:?} {assumed:?}", path.join("."))
    };
    let expected = [
        "BillingMode `PROVISIONDE` by Some(\"Mode\") when [(\"IsProd\", true)] []",
        "BillingMode `ON_DEMAND` by None when [(\"IsProd\", false)] []",
        "AttributeDefinitions.0.AttributeType `BOOL` by None when [] [(\"Kind\", \"BOOL\")]",
        "AttributeDefinitions.1.AttributeName `1` for the second time by Some(\"Pick\") when [] []",
        "LocalSecondaryIndexes.0.KeySchema 1 element by None when [] []",
        "LocalSecondaryIndexes.0.KeySchema.0 `id` by None when [] []",
        "LocalSecondaryIndexes.0.Projection.NonKeyAttributes.1 an empty string by Some(\"Names\") when [] []",
        "LocalSecondaryIndexes.1.KeySchema 0 elements by None when [] []",
        "LocalSecondaryIndexes.1.Projection.NonKeyAttributes.1 an empty string by None when [] []",
        "ProvisionedThroughput.ReadCapacityUnits `many` by Some(\"Units\") when [] []",
    ];
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expected);
}

#[test]
fn what_another_tool_fills_in_is_any_value() {
    for value in ["'${self:custom.keys}'", "'{{ keys }}'", "'<%= keys %>'", "'${file(keys.json):keys}'"] {
        let said =
            lines(TABLE, &format!("{{KeySchema: {value}, ProvisionedThroughput: {value}, BillingMode: {value}}}"));
        assert!(said.is_empty(), "{said:?}");
    }
    assert_eq!(table("BillingMode: '${Mode}'"), ["invalid BillingMode at '${Mode}'"]);
}
