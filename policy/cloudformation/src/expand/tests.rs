//! Templates before and after: what is made is compared as JSON.

#![allow(clippy::unwrap_used)]

use tablewarden_template::{At, Reading, Value, View};

use super::*;
use crate::template::Template;
use crate::testing::document;

fn json(view: View<'_>, at: At) -> String {
    match view.value(at) {
        Value::List => format!("[{}]", view.items(at).map(|item| json(view, item)).collect::<Vec<_>>().join(", ")),
        Value::Map => {
            let entries = view.entries(at).map(|entry| format!("{}: {}", entry.key, json(view, entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        _ => view.text(at).unwrap_or("").to_owned(),
    }
}

/// The section `name` of what is made of the text.
fn section(text: &str, name: &str) -> Option<String> {
    let document = document(text);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let tree = expanded(view, Box::leak(Box::default()), 10_000).unwrap()?;
    let view = View::new(&tree, Reading::CloudFormation);
    Some(json(view, view.get(view.root().unwrap(), name).unwrap()))
}

fn resources(body: &str) -> String {
    let head = "Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: 'a, b'}, Open: {Type: CommaDelimitedList}}
Mappings: {Sets: {all: {Names: [x, y]}}}
Resources:
";
    section(&format!("{head}{body}"), "Resources").unwrap()
}

#[test]
fn a_loop_is_written_out() {
    let body = "
  First: {Type: A}
  Fn::ForEach::Tables:
    - Name
    - [Orders, Users-1]
    - '${Name}Table':
        Type: A
        Properties: {N: !Sub '${Name}-x-${AWS::Region}', R: !Ref Name, L: {Ref: Name}, O: !Ref Other, T: '&{Name}'}
  Last: {Type: A}
";
    let copy = |name: &str, plain: &str| {
        format!(
            "{name}Table: {{Type: A, Properties: {{N: {{Fn::Sub: {name}-x-${{AWS::Region}}}}, R: {name}, L: {name}, \
             O: {{Ref: Other}}, T: {plain}}}}}"
        )
    };
    let expected = format!(
        "{{First: {{Type: A}}, {}, {}, Last: {{Type: A}}}}",
        copy("Orders", "Orders"),
        copy("Users-1", "Users1")
    );
    assert_eq!(resources(body), expected);
}

#[test]
fn loops_stand_in_loops_and_in_properties() {
    let body = "
  Fn::ForEach::Outer:
    - A
    - [a, b]
    - Fn::ForEach::Inner:
        - B
        - ['1', !Ref A]
        - '${A}${B}': {Type: T, Properties: {Fn::ForEach::Keys: [K, [k], {'${K}${A}': 1}], X: 1}}
";
    let copy = |name: &str, outer: &str| format!("{name}: {{Type: T, Properties: {{k{outer}: 1, X: 1}}}}");
    let copies = [copy("a1", "a"), copy("aa", "a"), copy("b1", "b"), copy("bb", "b")];
    assert_eq!(resources(body), format!("{{{}}}", copies.join(", ")));
}

#[test]
fn collections_are_lists_parameters_and_mappings() {
    let of = |collection: &str| resources(&format!("  Fn::ForEach::L: [N, {collection}, {{'${{N}}': {{Type: T}}}}]\n"));
    assert_eq!(of("!Ref Names"), "{a: {Type: T}, b: {Type: T}}");
    assert_eq!(of("!FindInMap [Sets, all, Names]"), "{x: {Type: T}, y: {Type: T}}");
    assert_eq!(of("!Split [',', 'p,q']"), "{p: {Type: T}, q: {Type: T}}");
    assert_eq!(of("[]"), "{}");
    for unknown in ["!Ref Open", "[!Ref Open]", "!Ref Nothing", "text", "{a: b}"] {
        assert!(of(unknown).starts_with("{Fn::ForEach::L: [N, "), "{unknown}");
    }
    let malformed = resources("  Fn::ForEach::L: [N, [a], text]\n  Fn::ForEach::M: [N, [a]]\n");
    assert_eq!(malformed, "{Fn::ForEach::L: [N, [a], text], Fn::ForEach::M: [N, [a]]}");
}

#[test]
fn conditions_and_outputs_have_loops_too() {
    let text = "
Transform: [AWS::LanguageExtensions]
Conditions: {Fn::ForEach::C: [N, [a, b], {'Is${N}': !Equals [!Ref N, a]}]}
Resources: {}
Outputs: {Fn::ForEach::O: [N, [a], {'Of${N}': {Value: !GetAtt '${N}.Arn'}}]}
";
    let expected = "{Isa: {Fn::Equals: [a, a]}, Isb: {Fn::Equals: [b, a]}}";
    assert_eq!(section(text, "Conditions").as_deref(), Some(expected));
    assert_eq!(section(text, "Outputs").as_deref(), Some("{Ofa: {Value: {Fn::GetAtt: a.Arn}}}"));
}

#[test]
fn copies_have_the_place_of_their_source() {
    let text = "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::L:\n  - N\n  - [a, b]\n  - T${N}: {Type: !Ref N}\n";
    let document = document(text);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let tree = expanded(view, Box::leak(Box::default()), 10_000).unwrap().unwrap();
    let template = Template::read(View::new(&tree, Reading::CloudFormation), Box::leak(Box::default()));
    for id in ["Ta", "Tb"] {
        let resource = template.resource(id).unwrap();
        assert_eq!(resource.key_place.span().of(text), "T${N}");
        assert_eq!(template.view().place(resource.type_at.unwrap()).span().of(text), "!Ref N");
    }
    assert_eq!(template.not_analysed(), []);
}

#[test]
fn too_much_is_not_made() {
    let document = |text: &str| document(&format!("Transform: AWS::LanguageExtensions\nResources:\n{text}"));
    let made = |text: &str, most| {
        let document = document(text);
        expanded(View::new(&document.tree, Reading::CloudFormation), Box::leak(Box::default()), most).is_ok()
    };
    let ten = "['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']";
    let mut body = "{'${A}${B}${C}${D}${E}': {Type: T}}".to_owned();
    for name in ["E", "D", "C", "B", "A"] {
        body = format!("{{'Fn::ForEach::{name}': [{name}, {ten}, {body}]}}");
    }
    // 100,000 copies are wanted.
    assert!(!made(&format!("  {body}"), 4_000_000));
    assert!(!made("  Fn::ForEach::L: [N, [a, b, c], {'${N}': {Type: T}}]\n", 10));
    assert!(made("  Fn::ForEach::L: [N, [a, b, c], {'${N}': {Type: T}}]\n", 100));
    let text = "Transform: AWS::LanguageExtensions\nResources:\n  A: {Type: T}\n  Fn::ForEach::L: [N, [a, b, c], {'${N}': {Type: T}}]\n";
    let over = self::document(text);
    let over = expanded(View::new(&over.tree, Reading::CloudFormation), Box::leak(Box::default()), 20).unwrap_err();
    assert_eq!(over.span().of(text), "Fn::ForEach::L");
    let long = "x".repeat(1 << 20);
    let text = format!("  Fn::ForEach::L: [N, {ten}, {{'${{N}}': {{Type: '{long}${{N}}'}}}}]\n");
    assert!(!made(&text, 10_000));
}

#[test]
fn what_needs_nothing_is_left_alone() {
    let loops = "Resources: {Fn::ForEach::L: [N, [a], {'${N}': {Type: T}}]}";
    assert_eq!(section(loops, "Resources"), None);
    assert_eq!(section("Transform: AWS::LanguageExtensions\nResources: {A: {Type: T}}", "Resources"), None);
    assert_eq!(section("Globals: {Function: {Timeout: 1}}\nResources: {}", "Resources"), None);
    assert_eq!(section("", "Resources"), None);
}

#[test]
fn globals_are_merged_as_the_model_merges_them() {
    let text = "
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 5
    Environment: {Variables: {A: 1, B: !Ref X}}
    Layers: [a]
    Tags: {Ref: Y}
  SimpleTable: {SSESpecification: {SSEEnabled: true}}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 9, Environment: {Variables: {B: 2, C: 3}}, Layers: [b, !Ref c], Tags: {a: b}}
  G: {Type: AWS::Serverless::Function, IgnoreGlobals: [Layers, Tags], Properties: {Layers: [b]}}
  H: {Type: AWS::Serverless::Function, IgnoreGlobals: '*'}
  S: {Type: AWS::Serverless::SimpleTable}
  T: {Type: AWS::DynamoDB::Table}
";
    let expected = "{F: {Type: AWS::Serverless::Function, Properties: {Timeout: 9, Environment: {Variables: {A: 1, \
        B: 2, C: 3}}, Layers: [a, b, {Ref: c}], Tags: {a: b}}}, \
        G: {Type: AWS::Serverless::Function, IgnoreGlobals: [Layers, Tags], Properties: {Timeout: 5, \
        Environment: {Variables: {A: 1, B: {Ref: X}}}, Layers: [b]}}, \
        H: {Type: AWS::Serverless::Function, IgnoreGlobals: *}, \
        S: {Type: AWS::Serverless::SimpleTable, Properties: {SSESpecification: {SSEEnabled: true}}}, \
        T: {Type: AWS::DynamoDB::Table}}";
    assert_eq!(section(text, "Resources").unwrap(), expected);
}

#[test]
fn a_text_that_ends_anywhere_is_written_out_as_far_as_it_goes() {
    let text = "
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Globals: {Function: {Layers: [a], Tags: {a: b}}}
Resources:
  Fn::ForEach::Outer:
    - A
    - [a, !Ref b]
    - Fn::ForEach::Inner: [B, ['1'], {'${A}${B}': {Type: AWS::Serverless::Function, Properties: {Tags: {c: !Sub '${A}'}}}}]
  F: {Type: AWS::Serverless::Function, Properties: {Layers: !If [a, b, c], Tags: {a: !Ref x}}}
";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        let document = document(&text[..end]);
        let view = View::new(&document.tree, Reading::CloudFormation);
        let Some(tree) = expanded(view, Box::leak(Box::default()), 10_000).unwrap() else { continue };
        let view = View::new(&tree, Reading::CloudFormation);
        let template = Template::read(view, Box::leak(Box::default()));
        let _ = (template.references().len(), json(view, view.root().unwrap()));
    }
}
