//! Values: scalars, functions, pieces, targets, maps and lists, under conditions and under attack.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::*;
use crate::testing::{anything, given, property, template, template_in, when};
use crate::{Context, GivenValue, Scenario, Template, When};

fn with(properties: &str) -> Template<'static> {
    template(&format!("{HEAD}{properties}"))
}

const HEAD: &str = "
Parameters:
  App: {Type: String, Default: shop}
  Env: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
  Size: {Type: Number, Default: 5}
  Open: {Type: String}
  Names: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /path}
  Secret: {Type: String, Default: x, NoEcho: true}
Mappings:
  Sizes:
    dev: {Units: 1, List: [x, y]}
    prod: {Units: 100, List: [z]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Equals [!Ref Env, dev]
  IsTest: !Equals [!Ref Env, test]
  UseKms: !Equals [!Ref Open, 'yes']
Resources:
  T: {Type: A::B::C}
  U: {Type: A::B::C}
  R:
    Type: A::B::D
    Properties:
";

/// Resolved to a text for comparison.
fn text(template: &Template<'_>, key: &str, scenario: &Scenario) -> String {
    let at = property(template, key);
    match template.resolve(at, scenario) {
        Resolved::Absent => "absent".to_owned(),
        Resolved::Scalar(scalar) => match scalar.default_of {
            Some(name) => format!("{} by {name}", scalar.text),
            None => scalar.text.into_owned(),
        },
        Resolved::List(_) => "list".to_owned(),
        Resolved::Map(_) => "map".to_owned(),
        Resolved::Texts(texts) => {
            texts.items.iter().map(|item| item.literal().unwrap_or("?")).collect::<Vec<_>>().join("|")
        }
        Resolved::Unknown(unknown) => format!("{:?} {}", unknown.reason, unknown.name.unwrap_or("")).trim().to_owned(),
    }
}

fn check(cases: &[(&str, &str)]) {
    let mut properties = String::new();
    for (index, (value, _)) in cases.iter().enumerate() {
        writeln!(properties, "      K{index}: {value}").unwrap();
    }
    let template = with(&properties);
    for (index, (value, expected)) in cases.iter().enumerate() {
        assert_eq!(text(&template, &format!("K{index}"), &anything()), *expected, "{value}");
    }
}

#[test]
fn scalars_keep_their_type() {
    let template =
        with("      A: true\n      B: 'true'\n      C: 5\n      D: '5'\n      E: x\n      F: 010\n      G: ~\n");
    let scalar = |key: &str| match template.resolve(property(&template, key), &anything()) {
        Resolved::Scalar(scalar) => scalar,
        other => panic!("{other:?}"),
    };
    assert_eq!((scalar("A").typed, scalar("A").bool()), (Typed::Bool(true), Some(true)));
    assert_eq!((scalar("B").typed, scalar("B").bool()), (Typed::Text, Some(true)));
    assert_eq!((scalar("C").typed, scalar("C").int()), (Typed::Int(5), Some(5)));
    assert_eq!((scalar("D").typed, scalar("D").int(), scalar("D").number()), (Typed::Text, Some(5), Some(5.0)));
    assert_eq!((scalar("E").bool(), scalar("E").int()), (None, None));
    assert_eq!(scalar("F").text, "8");
    assert!(scalar("G").is_null());
}

#[test]
fn references_to_parameters() {
    check(&[
        ("!Ref App", "shop by App"),
        ("{Ref: App}", "shop by App"),
        ("!Ref Size", "5 by Size"),
        ("!Ref Open", "Parameter Open"),
        ("!Ref Names", "a|b|c"),
        ("!Ref Stored", "Parameter Stored"),
        ("!Ref Secret", "Parameter Secret"),
        ("!Ref AWS::NoValue", "absent"),
        ("!Ref AWS::Region", "Pseudo AWS::Region"),
        ("!Ref AWS::StackName", "Pseudo AWS::StackName"),
        ("!Ref T", "Resource T"),
        ("!Ref Nothing", "Resource Nothing"),
        ("!GetAtt T.Arn", "Resource T"),
        ("{Fn::GetAtt: [T, Arn]}", "Resource T"),
        ("'{{resolve:ssm:/a}}'", "Dynamic"),
        ("!Sub '{{resolve:ssm:/${App}}}'", "Dynamic"),
    ]);
}

#[test]
fn functions_over_what_is_known() {
    check(&[
        ("!Sub '${App}-orders'", "shop-orders by App"),
        ("!Sub ['${A}-${App}-${!Not}', {A: 1}]", "1-shop-${Not} by App"),
        ("!Sub plain", "plain"),
        ("!Sub ['${A}', {A: !Sub ['x${B}', {B: !Join ['-', [1, 2]]}]}]", "x1-2"),
        ("!Join ['/', [a, !Ref AWS::NoValue, b]]", "a/b"),
        ("!Join [':', !Ref Names]", "a:b:c by Names"),
        ("!Join ['', [a, [b]]]", "Malformed"),
        ("!Split [',', 'a,b']", "a|b"),
        ("!Select [1, !Split ['/', 'a/b/c']]", "b"),
        ("!Select ['0', [x, y]]", "x"),
        ("!Select [0, !Ref Names]", "a by Names"),
        ("!Select [9, [x]]", "Malformed"),
        ("!Select [1, !Split ['/', !Sub 'a/b/${Open}']]", "b"),
        ("!FindInMap [Sizes, dev, Units]", "1"),
        ("!FindInMap [Sizes, !Ref Env, Units]", "1 by Env"),
        ("!FindInMap [Sizes, dev, List]", "list"),
        ("!FindInMap [Sizes, x, Units]", "Mapping"),
        ("!FindInMap [Sizes, x, Units, {DefaultValue: 7}]", "7"),
        ("!FindInMap [Sizes, !Ref Open, Units]", "Function"),
        ("{Fn::Length: [a, b]}", "2"),
        ("{Fn::Length: !Ref Names}", "3"),
        ("{Fn::Length: [a, !Ref AWS::NoValue]}", "1"),
        ("{Fn::Length: [a, !If [IsProd, a, b]]}", "Function"),
        ("!ImportValue x", "Import"),
        ("!GetAZs ''", "Function"),
        ("!Base64 x", "eA=="),
        ("!Base64 {'Fn::Sub': '${App}'}", "c2hvcA== by App"),
        ("!Base64 {'Fn::Sub': '${Open}'}", "Function"),
        (
            "{Fn::ToJsonString: {a: [1, true, 'x\"', !Ref AWS::NoValue], b: !Ref App}}",
            "{\"a\":[1,true,\"x\\\"\"],\"b\":\"shop\"} by App",
        ),
        ("{Fn::ToJsonString: [{}, [], !Ref Names]}", "[{},[],[\"a\",\"b\",\"c\"]] by Names"),
        ("{Fn::ToJsonString: {a: !Ref Open}}", "Function"),
        ("!Cidr ['10.0.0.0/24', 2, 4]", "10.0.0.0/28|10.0.0.16/28"),
        ("!Select [1, !Cidr ['10.0.0.0/16', 2]]", "10.0.1.0/24"),
        ("!Cidr [!GetAtt T.CidrBlock, 2, 4]", "Function"),
        ("!Ref {Fn::Sub: 'Ap${X}'}", "Resource"),
        ("{Ref: !Sub ['A${X}', {X: pp}]}", "shop by App"),
        ("{Fn::GetAtt: [!Join ['', [T]], Arn]}", "Resource T"),
        ("{Fn::GetAtt: [!Ref Open, Arn]}", "Resource"),
        ("{Fn::Transform: {Name: M}}", "Transform"),
        ("{Fn::Transform: {Name: AWS::Include}}", "Transform"),
    ]);
}

#[test]
fn malformed_functions_are_unknown() {
    check(&[
        ("!If [IsProd]", "Malformed"),
        ("!If [IsProd, a, b, c, d]", "Malformed"),
        ("!If x", "Malformed"),
        ("!If []", "Malformed"),
        ("!If [[x], a, b]", "Malformed"),
        ("!If [Nowhere, a, b]", "Condition Nowhere"),
        ("!Ref [a]", "Malformed"),
        ("!GetAtt T", "Malformed"),
        ("!GetAtt [T]", "Malformed"),
        ("!GetAtt {a: b}", "Malformed"),
        ("!Sub []", "Malformed"),
        ("!Sub {a: b}", "Malformed"),
        ("!Sub ['${A', [x]]", "${A"),
        ("!Join [a]", "Malformed"),
        ("!Join x", "Malformed"),
        ("!Split ['', abc]", "Malformed"),
        ("!Select [x, [a]]", "Malformed"),
        ("!Select [-1, [a]]", "Malformed"),
        ("!FindInMap [a]", "Malformed"),
        ("!FindInMap [[a], b, c]", "Function"),
        ("{Fn::Nothing: x}", "Function"),
    ]);
}

#[test]
fn conditions_decide_and_say_what_a_parameter_is() {
    let template = with(
        "      A: !If [IsProd, !Ref Env, other]\n      B: !If [UseKms, x, !Ref AWS::NoValue]\n      C: !Ref Env\n      D: !If [IsProd, !If [UseKms, 1, 2], !If [UseKms, 3, 4]]\n",
    );
    let prod = when(&template, &[("IsProd", true)]);
    assert_eq!(text(&template, "A", &prod), "prod", "the condition says so, not the default");
    assert_eq!(text(&template, "A", &when(&template, &[("IsProd", false)])), "other");
    assert_eq!(text(&template, "A", &anything()), "Condition IsProd");
    assert_eq!(text(&template, "C", &anything()), "dev by Env");
    assert_eq!(text(&template, "C", &when(&template, &[("IsProd", false)])), "dev by Env");
    assert_eq!(text(&template, "C", &when(&template, &[("IsDev", false)])), "Parameter Env", "not the default");
    assert_eq!(
        text(&template, "C", &when(&template, &[("IsDev", false), ("IsProd", false)])),
        "test",
        "the one that is left"
    );
    assert_eq!(text(&template, "B", &when(&template, &[("UseKms", false)])), "absent");
    assert_eq!(text(&template, "D", &when(&template, &[("IsProd", false), ("UseKms", true)])), "3");
    let set = template.conditions_in(&[property(&template, "D"), property(&template, "B")]);
    let names: Vec<_> = set.ids().iter().map(|id| template.conditions().get(*id).unwrap().name).collect();
    assert_eq!(names, ["IsProd", "UseKms"]);
}

#[test]
fn a_parameter_can_be_taken_to_have_a_value() {
    let template = with("      A: !FindInMap [Sizes, !Ref Env, Units]\n      B: !If [IsProd, x, !Ref Env]\n");
    let allowed: Vec<_> = template.allowed_values("Env").into_iter().map(|value| value.text.into_owned()).collect();
    assert_eq!(allowed, ["dev", "test", "prod"]);
    let (a, b) = (property(&template, "A"), property(&template, "B"));
    assert_eq!(template.parameters_in(&[a, b]), ["Env"]);
    let prod = template.assume(&anything(), "Env", "prod");
    assert_eq!(text(&template, "A", &prod), "100");
    assert_eq!(text(&template, "B", &prod), "x");
    assert_eq!(template.conditions().describe(prod.when).as_deref(), Some("`IsProd` is true"));
    let test = template.assume(&anything(), "Env", "test");
    assert_eq!((text(&template, "A", &test).as_str(), text(&template, "B", &test).as_str()), ("Mapping", "test"));
    assert!(template.assume(&when(&template, &[("IsDev", true)]), "Env", "prod").when.is_never());
    assert_eq!(text(&template, "A", &template.assume(&prod, "Env", "dev")), "1");
}

#[test]
fn allowed_values_are_assumed_one_after_another() {
    let head = HEAD.replace("Open: {Type: String}", "Open: {Type: String, AllowedValues: ['yes', 'no']}");
    let properties = "      A: !Ref Env\n      B: !Sub '${Open}-${Names}-${Size}'\n      C: 1\n";
    let template = template(&format!("{head}{properties}"));
    let others = |keys: &[&str], scenario: &Scenario, most| {
        let values: Vec<_> = keys.iter().map(|key| property(&template, key)).collect();
        let others = template.with_allowed_values(&values, scenario, most).ok()?;
        let words =
            |one: &Scenario| one.assumptions().iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ");
        Some(others.iter().map(words).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(others(&["A"], &anything(), 64).as_deref(), Some("test, prod"));
    assert_eq!(others(&["B"], &anything(), 64).as_deref(), Some("yes, no"));
    let all = "test, prod, yes, test yes, prod yes, no, test no, prod no";
    assert_eq!(others(&["A", "B"], &anything(), 8).as_deref(), Some(all));
    assert_eq!(others(&["A", "B"], &anything(), 7), None);
    assert_eq!(others(&["C"], &anything(), 0).as_deref(), Some(""));
    assert_eq!(others(&["A"], &when(&template, &[("IsProd", true)]), 64).as_deref(), Some(""));
    assert_eq!(others(&["A"], &when(&template, &[("IsProd", false)]), 64).as_deref(), Some("test"));
}

#[test]
fn given_values_are_known() {
    let context =
        Context { region: Some("eu-west-1".to_owned()), ..given(&[("Open", "yes"), ("Size", "9"), ("Names", "x,y")]) };
    let template = template_in(
        &format!(
            "{HEAD}      A: !Sub '${{AWS::Region}}/${{Open}}'\n      B: !Ref Size\n      C: !Ref Names\n      D: !If [UseKms, 1, 2]\n"
        ),
        context,
    );
    assert_eq!(text(&template, "A", &anything()), "eu-west-1/yes");
    let size = template.resolve(property(&template, "B"), &anything());
    assert_eq!(size.scalar().unwrap().typed, Typed::Int(9));
    assert_eq!(text(&template, "C", &anything()), "x|y");
    assert_eq!(text(&template, "D", &anything()), "1");
}

#[test]
fn what_the_stack_keeps_and_what_is_masked_is_not_known() {
    let mut context = given(&[("Secret", "y"), ("Stored", "/other")]);
    context.parameters.insert("Size".to_owned(), GivenValue { value: None, place: None });
    let text_of = "      A: !Ref Size\n      B: !Ref Secret\n      C: !Ref Stored\n      D: !If [UseKms, 1, 2]\n";
    let head = HEAD.replace("UseKms: !Equals [!Ref Open, 'yes']", "UseKms: !Equals [!Ref Secret, y]");
    let template = template_in(&format!("{head}{text_of}"), context);
    assert_eq!(text(&template, "A", &anything()), "Parameter Size");
    assert_eq!(text(&template, "B", &anything()), "Parameter Secret");
    assert_eq!(text(&template, "C", &anything()), "Parameter Stored");
    assert_eq!(text(&template, "D", &anything()), "1");
}

#[test]
fn pieces_say_what_they_are() {
    let template = with(
        "      A: !Sub 'table/${T}/index/ByDate'\n      B: !Join ['/', [table, !Ref T, index, ByDate]]\n      C: !Sub ['table/${X}/index/${Y}', {X: !Ref T, Y: ByDate}]\n      D: !Select [1, !Split ['/', !GetAtt T.Arn]]\n      E: !Sub '${Open}-orders'\n      F: !Join ['-', [!Ref Open, orders]]\n      G: !Sub '${T.Arn}'\n      H: !GetAtt [T, Arn]\n      I: !ImportValue {Fn::Sub: '${Open}-x'}\n      J: {Fn::ImportValue: !Join ['-', [!Ref Open, x]]}\n      K: !ImportValue y\n",
    );
    let parts = |key: &str| template.parts(property(&template, key), &anything());
    let expected = [Piece::Literal("table/".into()), Piece::Ref("T"), Piece::Literal("/index/ByDate".into())];
    assert_eq!(parts("A").pieces(), expected);
    assert_eq!(parts("A"), parts("B"));
    assert_eq!(parts("A"), parts("C"));
    assert_eq!(parts("E"), parts("F"));
    assert_eq!(parts("G"), parts("H"));
    assert_eq!(parts("I"), parts("J"));
    assert_ne!(parts("I"), parts("K"));
    let arn = Parts::of_piece(Piece::Attribute { logical_id: "T", attribute: "Arn".into() });
    assert_eq!(parts("D").pieces(), [Piece::Split { of: Box::new(arn), delimiter: "/".into(), index: 1 }]);
}

#[test]
fn targets() {
    let template = with(
        "      A: !Ref T\n      B: !GetAtt T.Arn\n      C: !Sub '${T}'\n      D: !Ref Nowhere\n      E: orders\n      F: !Ref Open\n      G: !Ref AWS::NoValue\n      H: !Sub 'x${T}'\n      I: !If [IsProd, !Ref T, !Ref U]\n      J: !GetAtt Nowhere.Arn\n",
    );
    let target = |key: &str, scenario: &Scenario| template.target(property(&template, key), scenario);
    let any = anything();
    assert_eq!(target("A", &any), Target::Resource { logical_id: "T", attribute: None });
    assert_eq!(target("B", &any), Target::Resource { logical_id: "T", attribute: Some("Arn".into()) });
    assert_eq!(target("C", &any), target("A", &any));
    assert_eq!(target("D", &any), Target::Undefined { name: "Nowhere", attribute: None });
    assert_eq!(target("J", &any), Target::Undefined { name: "Nowhere", attribute: Some("Arn".into()) });
    assert_eq!(target("E", &any), Target::Text("orders".into()));
    assert_eq!(target("F", &any), Target::Parameter("Open"));
    assert_eq!(target("G", &any), Target::Absent);
    assert!(matches!(target("H", &any), Target::Parts(_)));
    let prod = when(&template, &[("IsProd", false)]);
    assert_eq!(target("I", &prod), Target::Resource { logical_id: "U", attribute: None });
}

#[test]
fn maps_and_lists_are_looked_through() {
    let template = with(
        "      M: !If [IsProd, {A: 1, B: !Ref AWS::NoValue}, {A: !If [UseKms, 3, !Ref AWS::NoValue]}]\n      L: [x, !If [IsProd, y, !Ref AWS::NoValue], !Ref AWS::NoValue, z]\n      N: {Fn::Transform: {Name: AWS::Include}, A: 1}\n      S: one\n      F: {A: {B: {C: 5}}}\n",
    );
    let prod = when(&template, &[("IsProd", true)]);
    let dev = when(&template, &[("IsProd", false), ("UseKms", false)]);
    let map = property(&template, "M");
    assert_eq!(template.get(map, "A", &prod).scalar().unwrap().text, "1");
    assert!(template.get(map, "B", &prod).is_absent());
    assert!(template.field(map, "B", &prod).key_place.is_some(), "the key stands there all the same");
    assert!(template.get(map, "A", &dev).is_absent());
    assert!(template.get(map, "A", &anything()).unknown().is_some());
    assert_eq!(template.fields(map, &prod).entries.len(), 1);
    let list = |scenario: &Scenario| -> Vec<(usize, String)> {
        let items = template.items(property(&template, "L"), scenario).items;
        items.iter().map(|item| (item.index, item.value.scalar().unwrap().text.to_string())).collect()
    };
    assert_eq!(list(&prod), [(0, "x".to_owned()), (1, "y".to_owned()), (3, "z".to_owned())]);
    assert_eq!(list(&dev), [(0, "x".to_owned()), (3, "z".to_owned())]);
    let include = property(&template, "N");
    assert_eq!(template.get(include, "A", &prod).scalar().unwrap().text, "1");
    assert_eq!(template.get(include, "B", &prod).unknown().unwrap().reason, Reason::Transform);
    assert_eq!(template.items(property(&template, "S"), &prod).items.len(), 1);
    let deep = template.find(property(&template, "F"), &["A", "B", "C"], &prod);
    assert_eq!(deep.scalar().unwrap().int(), Some(5));
    assert!(template.find(property(&template, "F"), &["A", "X", "C"], &prod).is_absent());
}

#[test]
fn alternatives_and_elements_carry_their_when() {
    let template = with(
        "      A: !If [IsProd, 1, !If [UseKms, 2, !Ref AWS::NoValue]]\n      L: [x, !If [IsProd, y, !Ref AWS::NoValue], !If [UseKms, p, q]]\n      M: !If [IsProd, [a], [b, !If [IsProd, never, c]]]\n",
    );
    let conditions = template.conditions();
    let (prod, kms) = (conditions.when_named("IsProd"), conditions.when_named("UseKms"));
    let alternatives = template.alternatives(property(&template, "A"), When::ALWAYS, 64).unwrap();
    assert_eq!(alternatives.len(), 3);
    assert_eq!(alternatives[0].when, prod);
    assert!(alternatives[2].value.is_absent());
    assert!(conditions.any(alternatives.iter().map(|one| one.when)).is_always());
    let elements = |key: &str, given: When| -> Vec<(When, String)> {
        let elements = template.elements(property(&template, key), given, 64).unwrap();
        elements.iter().map(|one| (one.when, one.value.scalar().unwrap().text.to_string())).collect()
    };
    let not = |when| conditions.not(when);
    let (x, y, p, q) = ("x".to_owned(), "y".to_owned(), "p".to_owned(), "q".to_owned());
    assert_eq!(elements("L", When::ALWAYS), [(When::ALWAYS, x), (prod, y), (kms, p), (not(kms), q)]);
    let (b, c) = ("b".to_owned(), "c".to_owned());
    assert_eq!(elements("M", not(prod)), [(not(prod), b), (not(prod), c)]);
    assert!(template.alternatives(property(&template, "A"), When::ALWAYS, 2).is_err());
}

#[test]
fn hostile_nesting_ends() {
    let mut value = "x".to_owned();
    for _ in 0..60 {
        value = format!("!Sub ['${{A}}${{A}}${{A}}${{A}}', {{A: {value}}}]");
    }
    let mut deep = "x".to_owned();
    for _ in 0..80 {
        deep = format!("{{Fn::Join: ['', [{deep}]]}}");
    }
    let mut ifs = "x".to_owned();
    for _ in 0..120 {
        ifs = format!("!If [IsProd, {ifs}, y]");
    }
    let mut opaque = "!ImportValue x".to_owned();
    for _ in 0..50 {
        opaque = format!("!ImportValue {{Fn::Sub: ['${{A}}${{A}}', {{A: {opaque}}}]}}");
    }
    let start = Instant::now();
    let template = with(&format!("      A: {value}\n      B: {deep}\n      C: {ifs}\n      D: {opaque}\n"));
    let prod = when(&template, &[("IsProd", true)]);
    assert_eq!(text(&template, "A", &prod), "TooLarge");
    assert_eq!(text(&template, "B", &prod), "TooLarge");
    assert_eq!(text(&template, "C", &prod), "x");
    let _ = text(&template, "D", &prod);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
