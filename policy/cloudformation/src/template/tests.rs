//! Sections, gaps, references and paths of whole templates, good and hostile.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tablewarden_template::{At, NodeId, Value};

use crate::testing::{property, template};
use crate::{GapKind, Owner, ReferenceKind, Template};

const SERVICE: &str = "
Transform: [AWS::LanguageExtensions, Shop::Macro]
Metadata: {a: b}
Parameters:
  App: {Type: String}
Resources:
  Orders:
    Type: A::B::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Delete
    DependsOn: [Stream, Other]
    Metadata: {'aws:cdk:path': Stack/Orders/Resource}
    Properties:
      Name: !Sub '${App}-orders'
      Tags:
        - Key: a/b
          Value: !GetAtt Stream.Arn
        - {Key: c, Value: [!Ref Stream, x]}
  Stream:
    Type: A::B::Stream
    DependsOn: Other
    Properties:
      Text: !Sub ['x-${Orders.Arn}-${Local}-${!Orders}', {Local: !Ref Orders}]
      Data: {Fn::GetAtt: [Orders, Outputs, Arn]}
  Other: {Type: A::B::Table}
  Broken: text
  'Fn::ForEach::Loop': [X, [a, b], {'T${X}': {Type: A::B::Table}}]
  Included:
    Type: A::B::Other
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {}}
Outputs:
  Arn: {Value: !GetAtt Orders.Arn, Export: {Name: orders}}
";

#[test]
fn sections_are_read() {
    let template = template(SERVICE);
    assert!(template.is_template() && !template.is_damaged());
    let names: Vec<_> = template.resources().iter().map(|resource| resource.logical_id).collect();
    assert_eq!(names, ["Orders", "Stream", "Other", "Included"]);
    let tables: Vec<_> = template.resources_of("A::B::Table").map(|resource| resource.logical_id).collect();
    assert_eq!(tables, ["Orders", "Other"]);
    let orders = template.resource("Orders").unwrap();
    let view = template.view();
    assert_eq!(orders.deletion_policy.and_then(|at| view.str(at)), Some("Retain"));
    assert_eq!(orders.update_replace_policy.and_then(|at| view.str(at)), Some("Delete"));
    assert_eq!(orders.depends_on, ["Stream", "Other"]);
    assert_eq!(orders.construct_path, Some("Stack/Orders/Resource"));
    assert_eq!(template.parameters().len(), 1);
    assert_eq!(template.outputs()[0].export.and_then(|at| view.str(at)), Some("orders"));
    assert!(template.resource("Broken").is_none());
}

#[test]
fn gaps_are_said() {
    let template = template(SERVICE);
    let gaps: Vec<_> = template.not_analysed().iter().map(|gap| (gap.kind, gap.name.as_str())).collect();
    let expected = [
        (GapKind::Macro, "Shop::Macro"),
        (GapKind::NotAResource, "Broken"),
        (GapKind::ForEach, "Loop"),
        (GapKind::Transform, "AWS::Include"),
    ];
    assert_eq!(gaps, expected);
    assert!(template.may_have_more_resources());
    assert_eq!(template.not_analysed()[3].logical_id.as_deref(), Some("Included"));
}

#[test]
fn references_are_found_with_their_place() {
    let template = template(SERVICE);
    let source = template.view().main_tree().source();
    let found: Vec<_> = template
        .references_to("Orders")
        .map(|reference| {
            let place = reference.place.span().of(source).to_owned();
            (reference.kind, reference.attribute.as_deref().unwrap_or(""), place, reference.owner)
        })
        .collect();
    let stream = Owner::Resource("Stream");
    let expected = [
        (ReferenceKind::Sub, "Arn", "${Orders.Arn}".to_owned(), stream),
        (ReferenceKind::Ref, "", "Orders".to_owned(), stream),
        (ReferenceKind::GetAtt, "Outputs.Arn", "[Orders, Outputs, Arn]".to_owned(), stream),
        (ReferenceKind::GetAtt, "Arn", "Orders.Arn".to_owned(), Owner::Output("Arn")),
    ];
    assert_eq!(found, expected);
    assert_eq!(template.references_to("Local").count(), 0);
    assert_eq!(template.references_to("Other").filter(|one| one.kind == ReferenceKind::DependsOn).count(), 2);
    let tags = template.view().get(template.resource("Orders").unwrap().properties.unwrap(), "Tags").unwrap();
    let inside = template.references_in(tags);
    assert_eq!(inside.iter().map(|one| one.name).collect::<Vec<_>>(), ["Stream", "Stream"]);
    assert!(inside.iter().all(|one| one.owner == Owner::Resource("Orders")));
}

#[test]
fn computed_names_are_references() {
    for (value, expected) in [
        ("!GetAtt [!FindInMap [Names, main, table], StreamArn]", "T.StreamArn"),
        (
            "{'Fn::GetAtt': [{'Fn::FindInMap': [Names, main, table]}, {'Fn::FindInMap': [Names, main, attribute]}]}",
            "T.StreamArn",
        ),
        ("!GetAtt [!Ref Named, StreamArn]", "T.StreamArn"),
        ("!GetAtt [!If [IsProd, T, U], StreamArn]", "T.StreamArn U.StreamArn"),
        ("!GetAtt [T, !If [IsProd, Arn, StreamArn]]", "T."),
        ("!GetAtt {'Fn::Sub': T.StreamArn}", "T.StreamArn"),
        ("{'Fn::GetAtt': !Sub '${Named}.StreamArn'}", "T.StreamArn"),
        ("!Ref {'Fn::FindInMap': [Names, main, table]}", "T"),
        ("!GetAtt [!FindInMap [Names, main, gone], StreamArn]", ""),
        ("!GetAtt [!Ref Open, StreamArn]", ""),
    ] {
        let template = template(&format!(
            "
Parameters: {{Open: {{Type: String}}, Named: {{Type: String, Default: T}}}}
Conditions: {{IsProd: !Equals [!Ref Open, prod]}}
Mappings: {{Names: {{main: {{table: T, attribute: StreamArn, gone: Gone}}}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table}}
  U: {{Type: AWS::DynamoDB::Table}}
  R: {{Type: A::B::C, Properties: {{X: {value}}}}}
"
        ));
        let references = template.references_in(template.resource("R").unwrap().properties.unwrap());
        let words = |one: &crate::Reference<'_>| match one.kind {
            ReferenceKind::GetAtt => format!("{}.{}", one.name, one.attribute.as_deref().unwrap_or("")),
            _ => one.name.to_owned(),
        };
        let named: Vec<_> = references.iter().filter(|one| !matches!(one.name, "Open" | "Named")).map(words).collect();
        let expected: Vec<_> = expected.split(' ').filter(|name| !name.is_empty()).collect();
        assert_eq!(named, expected, "{value}");
    }
}

/// Every value below `at`, with its path.
fn values(template: &Template<'_>, at: At, pointer: &str, all: &mut Vec<(At, String)>) {
    let view = template.view();
    all.push((at, pointer.to_owned()));
    for entry in view.entries(at) {
        let key = entry.key.replace('~', "~0").replace('/', "~1");
        values(template, entry.value, &format!("{pointer}/{key}"), all);
    }
    for (index, item) in view.items(at).enumerate() {
        values(template, item, &format!("{pointer}/{index}"), all);
    }
}

#[test]
fn every_place_has_its_path() {
    let template = template(SERVICE);
    let view = template.view();
    let mut all = Vec::new();
    values(&template, view.root().unwrap(), "", &mut all);
    assert!(all.len() > 60);
    for (at, pointer) in all {
        let found = template.path_at(view.place(at), None).unwrap();
        assert_eq!(found.pointer, pointer);
        assert_eq!(found.at, at);
        let is_resource = template.resources().iter().any(|resource| {
            let start = format!("/Resources/{}", resource.logical_id);
            pointer == start || pointer.starts_with(&format!("{start}/"))
        });
        assert_eq!(found.logical_id.is_some(), is_resource, "{pointer}");
        if let Some(key) = view.key_place(at) {
            assert_eq!(template.path_at(key, None).unwrap().pointer, pointer, "its key");
        }
    }
}

#[test]
fn documents_that_are_no_templates_say_so() {
    for text in ["", "text", "[a, b]", "{}", "a: b", "Resources", "- Resources: {}", "!Ref Resources"] {
        let template = template(text);
        assert!(!template.is_template(), "{text}");
        assert_eq!(template.resources().len(), 0);
        let _ = (template.references().len(), template.path_at(tablewarden_source::Place::default(), None));
    }
}

#[test]
fn hostile_shapes_are_read() {
    for text in [
        "Resources: []",
        "Resources: [a, {b: c}]",
        "Resources: !If [a, b, c]",
        "Resources: ~",
        "Resources: {R: {Type: {a: b}, Properties: [x], Condition: {a: b}, DependsOn: {a: b}, Metadata: x}}",
        "Resources: {R: []}\nParameters: []\nMappings: x\nConditions: [a]\nOutputs: [b]\nTransform: {a: b}\nMetadata: []",
        "Resources: {R: {Type: !Ref X}}\nParameters: {P: x, Q: {Type: [a], Default: [b], AllowedValues: x}}",
        "Resources: {R: {Type: T, Type: U}, R: {Type: V}}",
        "Resources: {R: {Properties: {A: !If, B: !Sub , C: !Join , D: !GetAtt , E: !Ref }}}",
        "Mappings: {M: [a], N: {a: b}}\nResources: {R: {Properties: {A: !FindInMap [M, a, b], B: !FindInMap [N, a, b]}}}",
    ] {
        let template = template(text);
        assert_eq!(template.is_template(), !text.starts_with("Resources: ["), "{text}");
        let scenario = crate::testing::anything();
        let view = template.view();
        let last = view.main_tree().len();
        for index in 0..u32::try_from(last).unwrap() {
            let at = At::main(NodeId(index));
            let _ = (template.resolve(at, &scenario), template.parts(at, &scenario), template.target(at, &scenario));
            let _ = (
                template.get(at, "A", &scenario),
                template.items(at, &scenario),
                template.path_at(view.place(at), None),
            );
            let _ = (template.elements(at, crate::When::ALWAYS, 64), template.references_in(at));
            let _ = template.conditions_in(&[at]);
        }
        let _ = crate::waivers(&template, &[]);
    }
}

#[test]
fn the_last_of_a_name_counts() {
    let template =
        template("Resources: {R: {Type: T, Properties: {A: 1}}, S: {Type: U}, R: {Type: V, Properties: {A: 2}}}");
    assert_eq!(template.resources().len(), 2);
    assert_eq!(template.resource("R").unwrap().type_name, Some("V"));
    assert_eq!(template.view().value(property(&template, "A")), Value::Int(2));
    assert_eq!(template.resources_of("T").count(), 0);
}

#[test]
fn conditions_that_are_not_there_are_gaps() {
    let text = "
Conditions: {A: !Equals [!Ref AWS::Region, x]}
Resources:
  R: {Type: T, Condition: B, Properties: {X: !If [C, 1, 2], Y: {Fn::If: [D, 1, 2]}, Z: !If [A, 1, 2]}}
";
    let template = template(text);
    let gaps: Vec<_> = template.not_analysed().iter().map(|gap| (gap.kind, gap.name.as_str())).collect();
    let condition = GapKind::Condition;
    assert_eq!(gaps, [(condition, "B"), (condition, "C"), (condition, "D")]);
    assert!(!template.may_have_more_resources());
}

#[test]
fn a_section_of_one_resource_has_its_own_path() {
    let template = template("Resources:\n  Only:\n    Type: T\n    Properties:\n      A:\n        - B: 1\n");
    let mut all = Vec::new();
    values(&template, template.view().root().unwrap(), "", &mut all);
    for (at, pointer) in all {
        assert_eq!(template.path_at(template.view().place(at), None).unwrap().pointer, pointer);
    }
}

/// Long enough to be halved.
#[test]
fn where_aliases_stand_there_is_their_key() {
    let aliases = (0..100).fold(String::new(), |text, number| format!("{text}  R{number}: *t\n"));
    let text = format!("Resources:\n  T: &t {{Type: A::B::C}}\n{aliases}  Last: no\n");
    let template = template(&text);
    let view = template.view();
    let resources = view.get(view.root().unwrap(), "Resources").unwrap();
    for entry in view.entries(resources) {
        let found = template.path_at(entry.key_place, None).unwrap();
        assert_eq!(found.pointer, format!("/Resources/{}", entry.key));
    }
    let named = view.place(view.get(view.get(resources, "R50").unwrap(), "Type").unwrap());
    assert_eq!(template.path_at(named, None).unwrap().pointer, "/Resources/T/Type");
    assert_eq!(template.path_at(named, Some("R50")).unwrap().pointer, "/Resources/T/Type");
}

#[test]
fn what_could_not_be_read_is_not_said_to_be_no_resource() {
    let template = template("Resources:\n  T: {Type: A::B::C}\n  Unread: *nothing\n  Text: x\n");
    let gaps: Vec<_> = template.not_analysed().iter().map(|gap| (gap.kind, gap.name.as_str())).collect();
    assert_eq!(gaps, [(GapKind::NotAResource, "Text")]);
}

#[test]
fn json_has_the_same_paths() {
    let template = template(
        "{\"Resources\": {\"R\": {\"Type\": \"T\", \"Properties\": {\"A\": {\"Ref\": \"R\"}, \"B\": [[1], {}, \"\", [[]]]}}}}",
    );
    let mut all = Vec::new();
    values(&template, template.view().root().unwrap(), "", &mut all);
    assert_eq!(all.len(), 14);
    for (at, pointer) in all {
        assert_eq!(template.path_at(template.view().place(at), None).unwrap().pointer, pointer);
    }
}
