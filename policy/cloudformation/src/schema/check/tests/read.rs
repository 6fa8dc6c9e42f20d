//! Whole resources, read as YAML and as JSON: the same problems at the right places.

use tablewarden_template::{Limits, Syntax, read};

use super::*;

/// What is wrong with the resource `T` of a template: kind, last step of the path, text at the place, suggestion.
fn said(template: &str) -> Vec<(ProblemKind, String, String, Option<String>)> {
    let document = read(template, Syntax::Auto, Limits::default());
    let view = View::new(&document.tree, Reading::CloudFormation);
    let resource = view.find(view.root().unwrap(), &["Resources", "T"]).unwrap();
    let type_name = view.get(resource, "Type").and_then(|value| view.str(value)).unwrap();
    let key = view.key_place(resource).unwrap();
    let problems = check(view, type_name, view.get(resource, "Properties"), key, &|_, _| true, &|_, _| Vec::new());
    let told = |problem: SchemaProblem| {
        let last = problem.path.last().cloned().unwrap_or_default();
        (problem.kind, last, problem.place.span().of(template).to_owned(), problem.suggestion)
    };
    problems.into_iter().map(told).collect()
}

#[test]
fn a_misspelt_throughput_in_yaml_and_json() {
    let yaml = "Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema:
        - {AttributeName: id, KeyType: HASH}
      ProvisionedThroughputput:
        ReadCapacityUnits: 5
";
    let json = r#"{"Resources": {"T": {"Type": "AWS::DynamoDB::Table", "Properties": {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "ProvisionedThroughputput": {"ReadCapacityUnits": 5}}}}}"#;
    let key = "ProvisionedThroughputput".to_owned();
    let wanted = |place: &str| {
        vec![(ProblemKind::UnknownProperty, key.clone(), place.to_owned(), Some("ProvisionedThroughput".to_owned()))]
    };
    assert_eq!(said(yaml), wanted("ProvisionedThroughputput"));
    assert_eq!(said(json), wanted("\"ProvisionedThroughputput\""));
}

#[test]
fn a_global_table_with_a_key_in_the_wrong_place() {
    let yaml = "Resources:
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      GlobalTableName: sessions
      SSESpecification:
        SSEEnabled: true
        SSEType: KMS
        KMSMasterKeyId: !GetAtt Key.Arn
      Replicas:
        - Region: us-east-1
          PointInTimeRecoverySpecification:
            PointInTimeRecoveryEnabled: !If
              - IsProd
              - true
              - perhaps
";
    let text = str::to_owned;
    let wanted = [
        (ProblemKind::UnknownProperty, text("GlobalTableName"), text("GlobalTableName"), Some(text("TableName"))),
        (
            ProblemKind::UnknownProperty,
            text("KMSMasterKeyId"),
            text("KMSMasterKeyId"),
            Some(text("Replicas[].SSESpecification.KMSMasterKeyId")),
        ),
        (ProblemKind::InvalidValue, text("PointInTimeRecoveryEnabled"), text("perhaps"), None),
    ];
    assert_eq!(said(yaml), wanted);
}

#[test]
fn a_resource_without_properties() {
    let yaml = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n";
    assert_eq!(said(yaml), [(ProblemKind::MissingRequired, "KeySchema".to_owned(), "T".to_owned(), None)]);
    assert_eq!(said("Resources:\n  T:\n    Type: AWS::Serverless::SimpleTable\n"), []);
}

#[test]
fn nothing_is_missing_behind_a_syntax_error() {
    let yaml = "Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: 'PAY_PER_REQUEST
      KeySchema:
        - AttributeName: id
  U:
    Type: AWS::KMS::Key
";
    let missing = |one: &(ProblemKind, String, String, Option<String>)| one.0 == ProblemKind::MissingRequired;
    assert!(!said(yaml).iter().any(missing), "{:?}", said(yaml));
}
