//! What of a template that was not analysed matters to its tables, and how that is said.

#![allow(clippy::unwrap_used)]

use crate::testing::tested;

/// What is said, and what to do, of each gap.
fn gaps(text: &str) -> Vec<(String, String)> {
    let tested = tested(text);
    let one = |index: usize| {
        let show = |key: &str| tested.find(&format!("Problems.{index}.{key}"));
        Some((show("Kind")?, show("Of")?, show("Suggestion")?))
    };
    let all = (0..).map_while(one).filter(|(kind, _, _)| kind == "not-analysed");
    all.map(|(_, of, remedy)| (of, remedy)).collect()
}

const TABLE: &str = "
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {KeySchema: [{AttributeName: id, KeyType: HASH}], StreamSpecification: {StreamViewType: KEYS_ONLY}}
";

/// What is said of the gaps beside a table.
fn beside_table(resource: &str) -> Vec<String> {
    gaps(&format!("Resources:{TABLE}{resource}")).into_iter().map(|(of, _)| of).collect()
}

const INCLUDE: &str = "{'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: s3://a/b}}}";

#[test]
fn includes_where_no_table_is_affected_are_not_told() {
    for resource in [
        "  Api: {Type: AWS::Serverless::Api, Properties: {DefinitionBody: INCLUDE}}",
        "  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: INCLUDE}}",
        "  Api: {Type: AWS::Serverless::Api, Properties: INCLUDE}",
        "  Flow: {Type: AWS::Serverless::StateMachine, Properties: {Definition: INCLUDE}}",
        "  Code: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {T: !Ref Orders}}, Code: INCLUDE}}",
        "  Code: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: Api, Properties: INCLUDE}}}}",
        "  Role: {Type: AWS::IAM::Role, Properties: {Policies: INCLUDE}}",
        "  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, Dimensions: INCLUDE}}",
        "  Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: INCLUDE}}",
        "  Fn::ForEach::Queues: [Q, [A, B], {'${Q}Queue': {Type: AWS::SQS::Queue}}]",
        "Outputs: {All: {Value: INCLUDE}}",
    ] {
        assert_eq!(beside_table(&resource.replace("INCLUDE", INCLUDE)), [""; 0], "{resource}");
    }
}

#[test]
fn properties_that_are_a_function_are_not_known() {
    for (function, name) in [("!Ref P", "Ref"), ("!GetAtt A.B", "Fn::GetAtt"), ("!ImportValue x", "Fn::ImportValue")] {
        let properties =
            |type_name: &str| gaps(&format!("Resources: {{T: {{Type: {type_name}, Properties: {function}}}}}\n"));
        let expected = format!("The properties of table `T` are the value of `{name}`. They aren't checked.");
        assert_eq!(properties("AWS::DynamoDB::Table")[0].0, expected);
        assert_eq!(properties("AWS::SNS::Topic"), []);
    }
    let conditional =
        "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: !If [C, {}, {}]}}\nConditions: {C: !Equals [a, b]}\n";
    assert_eq!(gaps(conditional), []);
}

/// What a macro, an include, a loop or a module makes may be a table, also where no other is.
#[test]
fn what_may_make_a_table_is_told_without_one() {
    let queue = "Queue: {Type: AWS::SQS::Queue}";
    for (text, told) in [
        (format!("Transform: Shop\nResources: {{{queue}}}\n"), "Macro `Shop` was not run."),
        (format!("Transform: [AWS::LanguageExtensions, Shop]\nResources: {{{queue}}}\n"), "Macro `Shop` was not run."),
        (format!("Transform: {{Name: AWS::Include}}\nResources: {{{queue}}}\n"), "Macro `AWS::Include` was not run."),
        (format!("Transform: !Ref Which\nResources: {{{queue}}}\n"), "A transform without a name was not run."),
        (format!("Transform: [[Shop]]\nResources: {{{queue}}}\n"), "A transform without a name was not run."),
        (
            format!("Transform: {{Parameters: {{}}}}\nResources: {{{queue}}}\n"),
            "A transform without a name was not run.",
        ),
        (format!("Fn::Transform: {{Name: AWS::Include}}\nResources: {{{queue}}}\n"), "`AWS::Include` was not run."),
        (format!("Resources: {INCLUDE}\n"), "Transform `AWS::Include` was not run."),
        ("Resources: !Transform {Name: AWS::Include}\n".to_owned(), "Transform `AWS::Include` was not run."),
        (format!("Resources: {{T: {INCLUDE}}}\n"), "Transform `AWS::Include` in resource `T` was not run."),
        ("Resources: {T: !Transform {Name: A}}\n".to_owned(), "Transform `A` in resource `T` was not run."),
        ("Resources: {Fn::ForEach::L: 5}\n".to_owned(), "Loop `L` was not written out"),
        ("Resources: {Fn::ForEach::L: [N, !Ref A, {'${N}': !Ref B}]}\n".to_owned(), "Loop `L` was not written out"),
        (
            "Resources: {Fn::ForEach::L: [N, !Ref A, {'${N}': {Type: !Ref B}}]}\n".to_owned(),
            "Loop `L` was not written out",
        ),
        (
            "Resources: {T: {Type: My::Shop::Tables::MODULE}}\n".to_owned(),
            "Module `My::Shop::Tables::MODULE` was not run.",
        ),
    ] {
        let found = gaps(&text);
        assert!(matches!(&*found, [(of, _)] if of.contains(told)), "{text}{found:?}");
    }
    assert_eq!(gaps(&format!("Transform:\nResources: {{{queue}}}\n")), []);
}

#[test]
fn includes_that_can_affect_a_table_say_where() {
    for (resource, place) in [
        ("  T: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: INCLUDE}}", "`KeySchema` of table `T`"),
        ("  T: {Type: AWS::DynamoDB::Table, Properties: INCLUDE}", "table `T`"),
        (
            "  T: {Type: AWS::DynamoDB::GlobalTable, Properties: {Replicas: [INCLUDE]}}",
            "`Replicas` of global table `T`",
        ),
        ("  T: {Type: AWS::Serverless::SimpleTable, Properties: {Tags: INCLUDE}}", "`Tags` of table `T`"),
        ("  A: {Type: AWS::CloudWatch::Alarm, Properties: INCLUDE}", "alarm `A`"),
        (
            "  A: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/DynamoDB, MetricName: UserErrors, AlarmActions: INCLUDE}}",
            "`AlarmActions` of alarm `A`",
        ),
        (
            "  E: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: INCLUDE}}",
            "`EventSourceArn` of event source mapping `E`",
        ),
        (
            "  E: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Orders.StreamArn, FilterCriteria: INCLUDE}}",
            "`FilterCriteria` of event source mapping `E`",
        ),
        (
            "  F: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: DynamoDB, Properties: INCLUDE}}}}",
            "`Events` of resource `F`",
        ),
        (
            "  R: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Orders, Policies: [INCLUDE]}}",
            "`Policies` of resource `R`",
        ),
    ] {
        let expected =
            format!("Transform `AWS::Include` in {place} was not run. What it adds or changes isn't checked.");
        assert_eq!(beside_table(&resource.replace("INCLUDE", INCLUDE)), [expected], "{resource}");
    }
}

#[test]
fn every_form_of_a_transform_has_its_name() {
    for (written, name) in [
        ("{'Fn::Transform': {Name: 'AWS::Include'}}", "Transform `AWS::Include`"),
        ("{'Fn::Transform': [{Name: 'AWS::Include'}]}", "Transform `AWS::Include`"),
        ("{'Fn::Transform': [{Name: A}, {Name: B}]}", "Transform `A`, `B`"),
        ("!Transform {Name: A}", "Transform `A`"),
        ("!Transform [{Name: A}]", "Transform `A`"),
        ("{'Fn::Transform': A}", "Transform `A`"),
        ("{'Fn::Transform': {Parameters: {}}}", "A transform without a name"),
    ] {
        let text = format!("  T: {{Type: AWS::DynamoDB::Table, Properties: {{KeySchema: {written}}}}}");
        let expected =
            format!("{name} in `KeySchema` of table `T` was not run. What it adds or changes isn't checked.");
        assert_eq!(beside_table(&text), [expected], "{written}");
    }
}

#[test]
fn macros_and_loops_say_why_and_what_would_make_them_known() {
    let macros = gaps(&format!("Transform: [Shop]\nResources:{TABLE}"));
    assert_eq!(macros[0].0, "Macro `Shop` was not run. What it adds or changes isn't checked.");
    assert!(macros[0].1.contains("get-template"), "{}", macros[0].1);
    let of_loop = |header: &str, over: &str| {
        let body = "{'${N}': {Type: AWS::DynamoDB::Table}}";
        gaps(&format!("{header}\nResources:\n  Fn::ForEach::Tables: [N, {over}, {body}]\n"))
    };
    let extensions = "Transform: AWS::LanguageExtensions";
    for (header, over, why, remedy) in [
        (
            "",
            "[A]",
            "the template doesn't have the transform",
            "Add `Transform: AWS::LanguageExtensions` to the template.",
        ),
        (
            "Transform: AWS::LanguageExtensions\nParameters: {Names: {Type: CommaDelimitedList}}",
            "!Ref Names",
            "parameter `Names` has no value here",
            "Pass the value with `--parameter Names=VALUE`.",
        ),
        (extensions, "!GetAtt Q.Names", "what it goes over isn't known before deployment", super::PROCESSED),
    ] {
        let found = of_loop(header, over);
        assert_eq!(found.len(), 1, "{over}");
        let (of, told) = &found[0];
        assert!(of.starts_with("Loop `Tables` was not written out, because ") && of.contains(why), "{of}");
        assert_eq!(told, remedy);
    }
    assert_eq!(of_loop(extensions, "[A]"), []);
}

#[test]
fn conditions_are_told_where_a_table_depends_on_them() {
    let of = |conditions: &str, table: &str| {
        let text = format!(
            "Conditions: {conditions}\nResources:\n  Queue: {{Type: AWS::SQS::Queue, Condition: A}}\n  T: {{Type: AWS::DynamoDB::Table{table}}}\n"
        );
        gaps(&text).into_iter().map(|(of, _)| of).collect::<Vec<_>>()
    };
    let expected = "Condition `A` could not be analysed. What depends on it in table `T` isn't checked.";
    let bad = "{A: !Equals [a], B: !Equals [a, b]}";
    assert_eq!(of(bad, ", Condition: A"), [expected]);
    assert_eq!(of(bad, ", Properties: {TableName: !If [A, a, b]}"), [expected]);
    assert_eq!(of(bad, ", Condition: B"), [""; 0]);
    assert_eq!(
        of("{}", ", Properties: {TableName: !If [Gone, a, b]}"),
        ["Condition `Gone` does not exist. What depends on it in table `T` isn't checked."]
    );
}
