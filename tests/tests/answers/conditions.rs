//! What conditions and allowed values do to a finding: one where together they cover every case, else the shortest words that
//! say when, and a severity that goes with it. In YAML and JSON, in each type of table, from each source of a value.

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::repository;
use tablewarden_wire::Outcome;

/// Severity, line and condition of what a rule finds.
fn found(text: &str, rule: &str) -> Vec<String> {
    let response = check(request("template", text.as_bytes()), &[text.as_bytes()]);
    assert!(response.notices.is_empty(), "{:?}", response.notices);
    let of_rule = response.findings.iter().filter(|finding| finding.rule == rule);
    let line = |finding: &tablewarden_wire::Finding| {
        let when = finding.condition.as_deref().map(|when| format!(" when {when}")).unwrap_or_default();
        format!("{:?} {}{when}", finding.severity, finding.span.start.line).to_lowercase()
    };
    of_rule.map(line).collect()
}

/// The message of the one finding of a rule.
fn message(text: &str, rule: &str) -> String {
    let response = check(request("template", text.as_bytes()), &[text.as_bytes()]);
    let mut of_rule = response.findings.iter().filter(|finding| finding.rule == rule);
    let message = of_rule.next().map(|finding| finding.message.clone()).unwrap_or_default();
    assert!(of_rule.next().is_none(), "{rule} finds more than one");
    message
}

/// A table with this capacity for reading, whose stage and size are parameters. The capacity is on line 26.
fn with_capacity(capacity: &str) -> String {
    format!(
        "Parameters:
  Stage: {{Type: String, Default: dev}}
  Size: {{Type: String, AllowedValues: [small, large, huge]}}
  Units: {{Type: Number, Default: 50000, AllowedValues: [50000, 60000]}}
  Other: {{Type: String, AllowedValues: [a, b], Default: a}}
  Some: {{Type: String, AllowedValues: [small, tiny, huge], Default: tiny}}
  One: {{Type: String, AllowedValues: [small, tiny], Default: tiny}}
  Many: {{Type: String, AllowedValues: [small, tiny, large, none, few], Default: tiny}}
  Open: {{Type: String}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsOther: !Equals [!Ref Other, b]
Mappings:
  Capacity:
    tiny: {{Read: 5}}
    none: {{Read: 6}}
    few: {{Read: 7}}
    small: {{Read: 50000}}
    large: {{Read: 60000}}
    huge: {{Read: 70000}}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      ProvisionedThroughput:
        ReadCapacityUnits: {capacity}
        WriteCapacityUnits: 5
      AttributeDefinitions: [{{AttributeName: orderId, AttributeType: S}}]
      KeySchema: [{{AttributeName: orderId, KeyType: HASH}}]
"
    )
}

const QUOTA: &str = "DDB-B012";

#[test]
fn numbers_that_differ_are_one_finding_where_they_cover_every_case() {
    // One place, several values: what a mapping has under a condition, or for each value that a parameter can have.
    for (capacity, numbers) in [
        ("50000", "50000"),
        ("!FindInMap [Capacity, !If [IsProd, large, small], Read]", "50000 or 60000"),
        ("{Fn::FindInMap: [Capacity, {Fn::If: [IsOther, huge, small]}, Read]}", "50000 or 70000"),
        ("!FindInMap [Capacity, !Ref Size, Read]", "50000, 60000 or 70000"),
        ("!Ref Units", "50000"),
    ] {
        let template = with_capacity(capacity);
        assert_eq!(found(&template, QUOTA), ["warning 26"], "{capacity}");
        assert!(message(&template, QUOTA).contains(numbers), "{capacity}: {}", message(&template, QUOTA));
    }
    // Two places are one finding, as the fault is there in every case.
    assert_eq!(found(&with_capacity("!If [IsProd, 50000, 60000]"), QUOTA), ["warning 26"]);
}

#[test]
fn what_holds_in_some_cases_says_in_which_and_no_more() {
    for (capacity, expected) in [
        ("!If [IsProd, 50000, 5]", "note 26 when `isprod` is true"),
        ("!If [IsProd, 5, 50000]", "note 26 when `isprod` is false"),
        ("!If [IsOther, !If [IsProd, 50000, 5], 5]", "note 26 when `isprod` is true and `isother` is true"),
        (
            "!FindInMap [Capacity, !If [IsOther, large, !If [IsProd, small, tiny]], Read]",
            "note 26 when `isprod` is true or `isother` is true",
        ),
        ("!FindInMap [Capacity, !Ref Some, Read]", "note 26 when `some` is not `tiny`"),
        ("!FindInMap [Capacity, !Ref One, Read]", "note 26 when `one` is `small`"),
        ("!FindInMap [Capacity, !Ref Many, Read]", "note 26 when `many` is `small` or `large`"),
        (
            "!If [IsProd, !FindInMap [Capacity, !Ref One, Read], 5]",
            "note 26 when `isprod` is true and `one` is `small`",
        ),
    ] {
        assert_eq!(found(&with_capacity(capacity), QUOTA), [expected], "{capacity}");
    }
    for capacity in ["!If [IsProd, 5, 6]", "!Ref Open", "!FindInMap [Capacity, tiny, Read]"] {
        assert_eq!(found(&with_capacity(capacity), QUOTA), [""; 0], "{capacity}");
    }
}

#[test]
fn a_condition_that_does_not_matter_is_left_out() {
    let header = "Parameters:
  Recovery: {Type: String, AllowedValues: ['true', 'false'], Default: 'true'}
  Copies: {Type: String, AllowedValues: ['on', 'off'], Default: 'on'}
Conditions:
  HasCopies: !Equals [!Ref Copies, 'on']
  Recovers: !Equals [!Ref Recovery, 'true']
Resources:
  Selection:
    Type: AWS::Backup::BackupSelection
    Condition: HasCopies
    Properties:
      BackupPlanId: plan
      BackupSelection: {SelectionName: a, IamRoleArn: role, Resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/other']}
  Orders:
";
    let keys = "      AttributeDefinitions: [{AttributeName: orderId, AttributeType: S}]
      KeySchema: [{AttributeName: orderId, KeyType: HASH}]
";
    let recovery = "PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: ";
    for enabled in [
        "!Ref Recovery",
        "!Sub '${Recovery}'",
        "!If [Recovers, true, false]",
        "!If [Recovers, !If [HasCopies, true, true], false]",
    ] {
        let table =
            format!("{header}    Type: AWS::DynamoDB::Table\n    Properties:\n      {recovery}{enabled}}}\n{keys}");
        let copies = format!("      Replicas:\n        - Region: eu-west-1\n          {recovery}{enabled}}}\n");
        let global = format!("{header}    Type: AWS::DynamoDB::GlobalTable\n    Properties:\n{copies}{keys}");
        for (template, line) in [(table, 17), (global, 19)] {
            let lines = found(&template, "DDB-R001");
            assert_eq!(lines.len(), 1, "{template}");
            let (where_, when) = lines[0].split_once(" when ").unwrap_or_default();
            assert_eq!(where_, format!("note {line}"), "{template}");
            assert!(["`recovery` is `false`", "`recovers` is false"].contains(&when), "{when}: {template}");
        }
    }
}

#[test]
fn a_resource_s_own_condition_is_taken_for_granted() {
    let template = with_capacity("!If [IsOther, 50000, 5]")
        .replace("Type: AWS::DynamoDB::Table", "Type: AWS::DynamoDB::Table\n    Condition: IsProd");
    assert_eq!(found(&template, QUOTA), ["note 27 when `isother` is true"]);
    let template = with_capacity("!If [IsProd, 50000, 5]")
        .replace("Type: AWS::DynamoDB::Table", "Type: AWS::DynamoDB::Table\n    Condition: IsProd");
    assert_eq!(found(&template, QUOTA), ["warning 27"]);
}

#[test]
fn json_says_the_same() {
    let table = |readers: &str| {
        format!(
            r#"{{
  "Parameters": {{"Stage": {{"Type": "String", "Default": "dev"}}}},
  "Conditions": {{"IsProd": {{"Fn::Equals": [{{"Ref": "Stage"}}, "prod"]}}}},
  "Mappings": {{"Capacity": {{"a": {{"Read": 50000}}, "b": {{"Read": {readers}}}}}}},
  "Resources": {{"Orders": {{"Type": "AWS::DynamoDB::Table", "Properties": {{
    "AttributeDefinitions": [{{"AttributeName": "orderId", "AttributeType": "S"}}],
    "KeySchema": [{{"AttributeName": "orderId", "KeyType": "HASH"}}],
    "ProvisionedThroughput": {{
      "ReadCapacityUnits": {{"Fn::FindInMap": ["Capacity", {{"Fn::If": ["IsProd", "a", "b"]}}, "Read"]}},
      "WriteCapacityUnits": 5
    }}
  }}}}}}
}}"#
        )
    };
    assert_eq!(found(&table("60000"), QUOTA), ["warning 9"]);
    assert_eq!(found(&table("5"), QUOTA), ["note 9 when `isprod` is true"]);
}

#[test]
fn errors_come_first_then_warnings_then_lines() {
    let template = with_capacity("50000").replace("KeyType: HASH", "KeyType: HASHH");
    let response = check(request("template", template.as_bytes()), &[template.as_bytes()]);
    let order: Vec<_> = response.findings.iter().map(|one| (one.severity, one.span.start.line)).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(order, sorted);
    assert!(order.len() > 3 && order[0].1 > order[1].1, "an error stands below the first warning: {order:?}");
}

#[test]
fn what_has_too_many_cases_says_why_and_which_values_would_make_it_known() {
    let text =
        repository::read(&repository::root().join("tests/corpus/cases/template-20-incomplete-without-reason.yaml"));
    let incomplete = check(request("template", &text), &[&text]);
    assert_eq!(incomplete.outcome, Outcome::Incomplete);
    let [notice] = incomplete.notices.as_slice() else { panic!("{:?}", incomplete.notices) };
    assert_eq!(
        notice.message,
        "Not analysed: keys, billing, alarms and insights of table `Trips`. The conditions there have more than 64 \
         outcomes. Pass values with `--parameter NAME=VALUE` for `Index1`, `Sort1`, `Index2`, `Sort2`, `Index3`, `Sort3`, \
         `Index4`."
    );
    let mut given = request("template", &text);
    let named = notice.message.split_once(" for ").map_or("", |(_, names)| names);
    for name in named.split('`').skip(1).step_by(2) {
        given.parameters.push(format!("{name}=of{name}"));
    }
    let complete = check(given, &[&text]);
    assert_eq!((complete.outcome, complete.notices.len()), (Outcome::Findings, 0), "{:?}", complete.notices);
    assert!(complete.findings.iter().any(|finding| finding.rule == "DDB-K003"), "the keys are analysed now");
}
