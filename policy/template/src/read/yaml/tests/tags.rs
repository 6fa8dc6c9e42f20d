//! Every short tag in every form, and the YAML and JSON twins of one template.

use super::{sound, spans, yaml};
use crate::invariants::line;
use crate::{At, NodeId, Reading, Syntax, Tag, View};

const FUNCTIONS: [(&str, &str); 27] = [
    ("Ref", "Ref"),
    ("Condition", "Condition"),
    ("GetAtt", "Fn::GetAtt"),
    ("Sub", "Fn::Sub"),
    ("Join", "Fn::Join"),
    ("Select", "Fn::Select"),
    ("Split", "Fn::Split"),
    ("If", "Fn::If"),
    ("And", "Fn::And"),
    ("Or", "Fn::Or"),
    ("Not", "Fn::Not"),
    ("Equals", "Fn::Equals"),
    ("FindInMap", "Fn::FindInMap"),
    ("ImportValue", "Fn::ImportValue"),
    ("Base64", "Fn::Base64"),
    ("Cidr", "Fn::Cidr"),
    ("GetAZs", "Fn::GetAZs"),
    ("Transform", "Fn::Transform"),
    ("Length", "Fn::Length"),
    ("ToJsonString", "Fn::ToJsonString"),
    ("ForEach", "Fn::ForEach"),
    ("Contains", "Fn::Contains"),
    ("EachMemberEquals", "Fn::EachMemberEquals"),
    ("EachMemberIn", "Fn::EachMemberIn"),
    ("RefAll", "Fn::RefAll"),
    ("ValueOf", "Fn::ValueOf"),
    ("ValueOfAll", "Fn::ValueOfAll"),
];

#[test]
fn every_tag_in_every_form_is_its_function() {
    // The form of the argument, what it is as JSON, and the span of the value.
    let forms = [
        (" x", "\"x\"", "x"),
        (" 'x'", "\"x\"", "'x'"),
        (" \"x\\n\"", "\"x\\n\"", "\"x\\n\""),
        (" |-\n    x\n    y", "\"x\\ny\"", "|-\n    x\n    y"),
        ("\n    x", "\"x\"", "x"),
        ("", "null", ""),
        (" [x, 1]", "[\"x\",1]", "[x, 1]"),
        ("\n    - x\n    - 1", "[\"x\",1]", "- x\n    - 1"),
        (" # c\n  - x", "[\"x\"]", "- x"),
        (" {x: [y]}", "{\"x\":[\"y\"]}", "{x: [y]}"),
        ("\n    x:\n      - y", "{\"x\":[\"y\"]}", "x:\n      - y"),
    ];
    for (short, long) in FUNCTIONS {
        for (form, value, span) in forms {
            for text in [format!("  k: !{short}{form}\n  l: 1\n"), format!("  k: !<!{short}>{form}\n  l: 1\n")] {
                assert_eq!(yaml(&text), format!("{{\"k\":{{\"{long}\":{value}}},\"l\":1}}"), "{text}");
                let document = sound(&text, Syntax::Yaml);
                assert_eq!(document.problems, [], "{text}");
                let (tag, place) = document.tree.tag(NodeId(2)).unwrap();
                assert_eq!(tag.function(), Some(long));
                assert!(place.of(&text).contains(short));
                assert_eq!(document.tree.span(NodeId(2)).of(&text), span, "{text}");
                let view = View::new(&document.tree, Reading::CloudFormation);
                let whole = view.place(At::main(NodeId(2))).span().of(&text);
                assert!(whole.starts_with('!') && whole.ends_with(span), "{whole}");
            }
        }
    }
}

#[test]
fn a_tag_in_a_flow_collection_is_its_function() {
    for (short, long) in FUNCTIONS {
        let text = format!("k: [!{short} x, !{short} [y], !{short} {{z: 1}}, {{w: !{short} x}}]");
        let expected = format!(
            "{{\"k\":[{{\"{long}\":\"x\"}},{{\"{long}\":[\"y\"]}},{{\"{long}\":{{\"z\":1}}}},{{\"w\":{{\"{long}\":\"x\"}}}}]}}"
        );
        assert_eq!(yaml(&text), expected);
    }
}

#[test]
fn other_tags_wrap_nothing() {
    assert_eq!(yaml("a: !!str 12\nb: ! 12\nc: !<tag:yaml.org,2002:str> 12"), r#"{"a":"12","b":"12","c":"12"}"#);
    assert_eq!(yaml("a: !!int 12\nb: !Foo x\nd: !ref [x]"), r#"{"a":12,"b":"x","d":["x"]}"#);
    let document = sound("b: !Foo x", Syntax::Yaml);
    assert_eq!(document.tree.tag(NodeId(2)).unwrap().0, Tag::Other);
    assert_eq!(yaml("%TAG !e! tag:x,1:\n---\na: !e!Ref x"), r#"{"a":"x"}"#);
}

#[test]
fn two_tags_on_one_value_are_said() {
    let text = "a: !Base64 !Sub x\nb: 1\n";
    let document = sound(text, Syntax::Yaml);
    assert_eq!(document.problems[0].span.of(text), "!Sub x");
    assert!(document.problems[0].message.starts_with("two tags on one value"));
    assert!(line(&document.tree).ends_with("\"b\":1}"));
}

#[test]
fn yaml_and_json_twins_are_the_same() {
    let json = r#"{
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
        "Conditions": {"IsProd": {"Fn::And": [{"Fn::Equals": [{"Ref": "Stage"}, "prod"]}, {"Condition": "Other"}]}},
        "Resources": {
            "Table": {
                "Type": "AWS::DynamoDB::Table",
                "Condition": "IsProd",
                "Properties": {
                    "TableName": {"Fn::Sub": "${Stage}-orders"},
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                    "BillingMode": {"Fn::If": ["IsProd", "PROVISIONED", {"Ref": "AWS::NoValue"}]},
                    "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
                    "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true},
                    "Tags": [{"Key": "text", "Value": "line one\nline two\n"}]
                }
            }
        },
        "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Table", "Arn"]}, "Export": {"Name": {"Fn::Join": ["-", ["a", null]]}}}}
    }"#;
    let yaml = "AWSTemplateFormatVersion: '2010-09-09'
Parameters: {Stage: {Type: String, Default: dev}}
Conditions:
  IsProd: !And [!Equals [!Ref Stage, prod], !Condition Other]
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Condition: IsProd
    Properties:
      TableName: !Sub ${Stage}-orders
      KeySchema:
      - AttributeName: id
        KeyType: HASH
      BillingMode: !If
        - IsProd
        - \"PROVISIONED\"
        - !Ref AWS::NoValue
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: yes
      Tags:
        - Key: text
          Value: |
            line one
            line two
Outputs:
  Arn:
    Value: !GetAtt [Table, Arn]
    Export:
      Name: !Join ['-', [a, ~]]
";
    let (from_json, from_yaml) = (sound(json, Syntax::Auto), sound(yaml, Syntax::Auto));
    assert_eq!((from_json.syntax, from_yaml.syntax), (Syntax::Json, Syntax::Yaml));
    assert_eq!(line(&from_json.tree), line(&from_yaml.tree));
    assert_eq!((from_json.problems, from_yaml.problems), (vec![], vec![]));
    // JSON is YAML: the other reader gives the very same nodes.
    let read_as_yaml = sound(json, Syntax::Yaml);
    let read_as_json = sound(json, Syntax::Json);
    assert_eq!(spans(&read_as_yaml.tree, json), spans(&read_as_json.tree, json));
}
