//! Conditions: what can hold together, what is decided, how it is told, and that it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::testing::{given, template, template_in, when};
use crate::{ConditionSet, Context, GapKind, Template, When};

fn set(template: &Template<'_>, names: &[&str]) -> ConditionSet {
    names.iter().map(|name| template.conditions().find(name).expect("a condition")).collect()
}

fn count(template: &Template<'_>, names: &[&str]) -> usize {
    template.scenarios(&set(template, names), When::ALWAYS, 64).unwrap().len()
}

const STAGES: &str = "
Parameters:
  Env: {Type: String, Default: dev}
  Kms: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Equals [dev, !Ref Env]
  UseKms: !Not [!Equals [!Ref Kms, '']]
  Either: !Or [!Condition IsProd, !Condition UseKms]
  Both: {Fn::And: [{Condition: IsProd}, {Condition: UseKms}]}
Resources: {}
";

#[test]
fn one_parameter_has_one_value() {
    let template = template(STAGES);
    let conditions = template.conditions();
    let (prod, dev) = (conditions.when_named("IsProd"), conditions.when_named("IsDev"));
    assert!(!conditions.meets(prod, dev));
    assert!(!conditions.or(prod, dev).is_always(), "a third value is possible");
    assert_eq!(count(&template, &["IsProd", "IsDev"]), 3);
    assert_eq!(count(&template, &["IsProd", "UseKms"]), 4);
    assert_eq!(count(&template, &["IsProd", "UseKms", "Either", "Both"]), 4, "the others follow");
}

#[test]
fn allowed_values_leave_nothing_over() {
    let text = "
Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
Conditions:
  IsDev: !Equals [!Ref Env, dev]
  IsTest: !Equals [!Ref Env, test]
  IsProd: !Equals [!Ref Env, prod]
  IsOther: !Equals [!Ref Env, other]
  NotDev: !Not [!Condition IsDev]
  TestOrProd: !Or [!Condition IsTest, !Condition IsProd]
Resources: {}
";
    let template = template(text);
    let conditions = template.conditions();
    assert_eq!(count(&template, &["IsDev", "IsTest", "IsProd"]), 3);
    assert!(conditions.when_named("IsOther").is_never());
    assert_eq!(conditions.when_named("NotDev"), conditions.when_named("TestOrProd"));
}

#[test]
fn a_default_decides_nothing_a_given_value_does() {
    assert!(!template(STAGES).conditions().when_named("IsProd").is_never());
    let given = template_in(STAGES, given(&[("Env", "prod")]));
    assert!(given.conditions().when_named("IsProd").is_always());
    assert!(given.conditions().when_named("IsDev").is_never());
    assert!(given.conditions().when_named("Either").is_always());
    assert_eq!(given.conditions().when_named("Both"), given.conditions().when_named("UseKms"));
}

#[test]
fn what_is_known_decides() {
    let text = "
Mappings:
  Regions: {eu-west-1: {Kind: big}, us-east-1: {Kind: small}}
Conditions:
  IsBig: !Equals [!FindInMap [Regions, !Ref AWS::Region, Kind], big]
  InChina: !Equals [!Ref AWS::Partition, aws-cn]
  Same: !Equals [1, '1']
  Truth: !Equals [true, 'true']
  Text: !Equals [!Sub '${AWS::Region}-x', eu-west-1-x]
Resources: {}
";
    let context = Context { region: Some("eu-west-1".to_owned()), ..Context::default() };
    let known = template_in(text, context);
    let conditions = known.conditions();
    assert!(conditions.when_named("IsBig").is_always());
    assert!(conditions.when_named("InChina").is_never());
    assert!(conditions.when_named("Same").is_always());
    assert!(conditions.when_named("Truth").is_always());
    assert!(conditions.when_named("Text").is_always());
    let unknown = template(text);
    assert!(!unknown.conditions().when_named("IsBig").is_always());
    assert!(!unknown.conditions().when_named("IsBig").is_unknown());
}

#[test]
fn literal_text_around_a_parameter_is_looked_through() {
    let text = "
Parameters: {Env: {Type: String}}
Conditions:
  A: !Equals [!Ref Env, prod]
  B: !Equals [!Sub 'x-${Env}-y', x-prod-y]
  C: !Equals [!Join ['', [!Ref Env]], prod]
  D: !Equals [!Sub 'x-${Env}', z-prod]
  E: !Equals [!Ref Env, !Ref AWS::StackName]
  F: !Equals [!Ref AWS::StackName, !Ref Env]
  G: !Equals [!Ref Env, !Sub '${Env}']
Resources: {}
";
    let template = template(text);
    let when = |name| template.conditions().when_named(name);
    assert_eq!(when("A"), when("B"));
    assert_eq!(when("A"), when("C"));
    assert!(when("D").is_never());
    assert_eq!(when("E"), when("F"));
    assert!(when("G").is_always());
    assert!(!when("E").is_always() && !when("E").is_never());
}

#[test]
fn conditions_in_a_circle_are_unknown_and_said() {
    let text = "
Conditions:
  A: !Not [!Condition B]
  B: !And [!Condition A, !Condition Good]
  User: !Condition A
  Decided: !And [!Condition A, !Condition Never]
  Good: !Equals [!Ref AWS::Region, x]
  Never: !Equals [a, b]
  Self: !Condition Self
Resources: {}
";
    let template = template(text);
    let when = |name| template.conditions().when_named(name);
    assert!(when("A").is_unknown() && when("B").is_unknown() && when("Self").is_unknown() && when("User").is_unknown());
    assert!(!when("Good").is_unknown());
    let messages: Vec<_> = template.problems().iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages.iter().filter(|message| message.contains("refers to itself")).count(), 3, "{messages:?}");
    let gaps: Vec<_> = template.not_analysed().iter().filter(|gap| gap.kind == GapKind::Condition).collect();
    assert_eq!(gaps.len(), 5);
}

#[test]
fn malformed_conditions_are_unknown_and_said() {
    for definition in [
        "!Equals [a]",
        "!Equals [a, b, c]",
        "!Equals a",
        "!Not [!Equals [a, b], !Equals [a, b]]",
        "!And []",
        "!Or x",
        "!Ref Env",
        "text",
        "[]",
        "{}",
        "!If [a, b, c]",
        "{Fn::Equals: [a, b], Fn::Not: []}",
    ] {
        let text = format!("Conditions:\n  C: {definition}\nResources: {{}}\n");
        let template = template(&text);
        assert!(template.conditions().when_named("C").is_unknown(), "{definition}");
        assert_eq!(template.problems().len(), 1, "{definition}: {:?}", template.problems());
    }
}

#[test]
fn conditions_that_name_what_does_not_exist_are_unknown_and_no_problem_here() {
    for definition in
        ["!Condition Nowhere", "!Condition [a]", "!Equal [a, b]", "{\"Fn::Equal\": [a, b]}", "!Not [!Condition B]"]
    {
        let text = format!("Conditions:\n  C: {definition}\n  B: !And [!Condition Nowhere]\nResources: {{}}\n");
        let template = template(&text);
        assert!(template.conditions().when_named("C").is_unknown(), "{definition}");
        assert!(template.problems().is_empty() && template.not_analysed().is_empty(), "{definition}");
    }
    let filled_in = template("Conditions:\n  C: !Condition '${self:custom.name}'\nResources: {}\n");
    assert_eq!(filled_in.not_analysed().len(), 1);
    let macros = template("Transform: Shop\nConditions: {}\nResources: {R: {Type: T, Condition: C}}\n");
    assert!(macros.resource("R").unwrap().when.is_unknown());
}

#[test]
fn descriptions_are_short() {
    let template = template(STAGES);
    let conditions = template.conditions();
    let describe = |when| conditions.describe(when);
    let prod = conditions.when_named("IsProd");
    let kms = conditions.when_named("UseKms");
    assert_eq!(describe(When::ALWAYS), None);
    assert_eq!(describe(prod).as_deref(), Some("`IsProd` is true"));
    assert_eq!(describe(conditions.not(kms)).as_deref(), Some("`UseKms` is false"));
    let both = conditions.and(prod, conditions.not(kms));
    assert_eq!(describe(both).as_deref(), Some("`IsProd` is true and `UseKms` is false"));
    assert_eq!(describe(conditions.or(prod, kms)).as_deref(), Some("`Either` is true"));
    let set = set(&template, &["IsProd", "UseKms"]);
    let either = conditions.describe_among(conditions.or(prod, kms), &set);
    assert_eq!(either.as_deref(), Some("`IsProd` is true or `UseKms` is true"));
    let differ = conditions.or(both, conditions.and(conditions.not(prod), kms));
    let text = conditions.describe_among(differ, &set);
    assert_eq!(
        text.as_deref(),
        Some("`IsProd` is false and `UseKms` is true, or `IsProd` is true and `UseKms` is false")
    );
    assert_eq!(describe(When::UNKNOWN).as_deref(), Some("conditions hold that could not be analysed"));
}

#[test]
fn descriptions_leave_out_what_is_given_and_what_does_not_matter() {
    let text = "
Parameters:
  Env: {Type: String}
  Size: {Type: String, AllowedValues: [small, large, huge]}
  Mode: {Type: String, AllowedValues: ['on', 'off'], Default: 'on'}
  Secret: {Type: String, AllowedValues: [x, y], NoEcho: true}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsOn: !Equals [!Ref Mode, 'on']
Resources: {}
";
    let template = template(text);
    let conditions = template.conditions();
    let value = |parameter: &str, value: &str| conditions.assume(When::ALWAYS, parameter, value);
    let (prod, on) = (conditions.when_named("IsProd"), conditions.when_named("IsOn"));
    let within = |when, given| conditions.describe_within(when, given);
    let both = conditions.and(prod, value("Size", "small"));
    assert_eq!(within(both, When::ALWAYS).as_deref(), Some("`IsProd` is true and `Size` is `small`"));
    assert_eq!(within(both, prod).as_deref(), Some("`Size` is `small`"));
    assert_eq!(within(both, both), None);
    assert_eq!(within(both, When::UNKNOWN).as_deref(), Some("`IsProd` is true and `Size` is `small`"));
    assert_eq!(within(value("Mode", "off"), When::ALWAYS).as_deref(), Some("`IsOn` is false"));
    assert_eq!(value("Mode", "on"), on, "there are two values");
    let sizes = |sizes: &[&str]| conditions.any(sizes.iter().map(|size| value("Size", size)));
    assert!(sizes(&["small", "large", "huge"]).is_always());
    assert_eq!(within(sizes(&["small", "huge"]), When::ALWAYS).as_deref(), Some("`Size` is not `large`"));
    let each_way = conditions.or(conditions.and(prod, on), conditions.and(prod, conditions.not(on)));
    assert_eq!(within(each_way, When::ALWAYS).as_deref(), Some("`IsProd` is true"));
    assert!(value("Secret", "x").is_always(), "what is masked is not told apart");
}

#[test]
fn scenarios_keep_to_what_is_given() {
    let template = template(STAGES);
    let conditions = template.conditions();
    let all = set(&template, &["IsProd", "IsDev", "UseKms"]);
    let given = conditions.when_named("IsProd");
    let scenarios = template.scenarios(&all, given, 64).unwrap();
    assert_eq!(scenarios.len(), 2);
    assert_eq!(conditions.any(scenarios.iter().map(|scenario| scenario.when)), given);
    assert!(template.scenarios(&all, When::NEVER, 64).unwrap().is_empty());
    assert!(template.scenarios(&all, When::ALWAYS, 5).is_err());
    let unknown = template.scenarios(&all, When::UNKNOWN, 64).unwrap();
    assert_eq!(unknown.len(), 6);
    assert!(unknown.iter().all(|scenario| scenario.when.is_unknown()));
}

#[test]
fn many_conditions_take_milliseconds() {
    let mut text = "Parameters:\n".to_owned();
    (0..40).for_each(|n| writeln!(text, "  P{n}: {{Type: String}}").unwrap());
    text.push_str("Conditions:\n  C0: !Equals [!Ref P0, x]\n");
    for n in 1..40 {
        writeln!(text, "  C{n}: !Or [!And [!Condition C{}, !Equals [!Ref P{n}, x]], !Equals [!Ref P{n}, y]]", n - 1)
            .unwrap();
    }
    text.push_str("Resources:\n  R:\n    Type: T\n    Properties:\n");
    (0..26).for_each(|n| writeln!(text, "      K{n}: !If [C{n}, a, b]").unwrap());
    let start = Instant::now();
    let template = template(&text);
    let conditions = template.conditions();
    assert!(conditions.list().iter().all(|condition| !condition.when.is_unknown()));
    let set = template.conditions_in(&[template.resource("R").unwrap().at]);
    assert_eq!(set.ids().len(), 26);
    assert!(template.scenarios(&set, When::ALWAYS, 64).is_err());
    assert_eq!(conditions.describe(conditions.when_named("C39")).as_deref(), Some("`C39` is true"));
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
}

#[test]
fn hostile_conditions_end() {
    // One parameter compared with very many literals, a long chain, and functions that have no small diagram.
    let mut text = "Parameters: {P: {Type: String}}\nConditions:\n".to_owned();
    for n in 0..3000 {
        writeln!(text, "  L{n}: !Equals [!Ref P, v{n}]").unwrap();
    }
    writeln!(text, "  N0: !Condition L0").unwrap();
    for n in 1..3000 {
        writeln!(text, "  N{n}: !Not [!Condition N{}]", n - 1).unwrap();
    }
    for n in 0..300 {
        writeln!(text, "  A{n}: !Equals [!Ref AWS::StackName, !Ref Q{n}]").unwrap();
    }
    let pairs: Vec<_> = (0..100).map(|n| format!("!And [!Condition A{n}, !Condition A{}]", n + 150)).collect();
    writeln!(text, "  Wide: !Or [{}]", pairs.join(", ")).unwrap();
    text.push_str("Resources: {}\n");
    let start = Instant::now();
    let template = template(&text);
    assert!(template.conditions().when_named("Wide").is_unknown());
    assert!(template.problems().iter().any(|problem| problem.message.contains("too complex")));
    assert!(!template.conditions().when_named("L7").is_unknown());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn a_resource_exists_when_its_condition_is_true() {
    let text = "
Conditions:
  A: !Equals [!Ref AWS::Region, a]
Resources:
  R1: {Type: T, Condition: A}
  R2: {Type: T, Condition: B}
  R3: {Type: T}
  R4: {Type: T, Condition: [A]}
Outputs:
  O: {Value: 1, Condition: A}
";
    let template = template(text);
    let of = |name: &str| template.resource(name).unwrap().when;
    assert_eq!(of("R1"), template.conditions().when_named("A"));
    // A condition that is not defined decides nothing: that it is missing is said elsewhere.
    assert!(of("R2").is_always() && of("R3").is_always() && of("R4").is_unknown());
    assert_eq!(template.outputs()[0].when, of("R1"));
    assert_eq!(when(&template, &[("A", true)]).when, of("R1"));
}

#[test]
fn one_of_very_many_conditions_is_described_by_its_name() {
    let all: String = (0..3_000).map(|i| format!("  C{i}: !Equals [!Ref P, v{i}]\n")).collect();
    let template = template(&format!("Parameters: {{P: {{Type: String}}}}\nConditions:\n{all}Resources: {{}}\n"));
    let conditions = template.conditions();
    let last = conditions.when_named("C2999");
    let not = conditions.not(last);
    assert_eq!(conditions.describe(last).as_deref(), Some("`C2999` is true"));
    assert_eq!(conditions.describe(not).as_deref(), Some("`C2999` is false"));
    let set = ["C2998", "C2999"].into_iter().filter_map(|name| conditions.find(name)).collect();
    assert_eq!(conditions.describe_among(not, &set).as_deref(), Some("`C2999` is false"));
}
