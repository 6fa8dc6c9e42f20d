//! Which names in a table are problems, in every form of a reference, and which are none.

use crate::facts::document::Excess;
use crate::facts::writer::MOST_PROBLEMS;
use crate::testing::{Tested, tested};

/// Kind, name and what to do of the problems of names in a table with this name.
fn problems(name: &str, root: &str) -> Vec<String> {
    let tested = tested(&format!(
        "
{root}
Parameters: {{Stage: {{Type: String}}, Size: {{Type: String, Default: small}}}}
Conditions: {{IsProd: !Equals [!Ref Stage, prod], IsLarge: !Equals [!Ref Size, large]}}
Mappings: {{Names: {{small: {{Table: a}}, large: {{Table: b}}}}}}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {{KeySchema: [{{AttributeName: a, KeyType: HASH}}], TableName: {name}}}
  Key: {{Type: AWS::KMS::Key}}
  Rare: {{Type: AWS::SNS::Topic, Condition: IsProd}}
  Large: {{Type: AWS::SNS::Topic, Condition: IsLarge}}
  Topic: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !Ref Gone}}}}
"
    ));
    let one = |index: usize| {
        let show = |key: &str| tested.find(&format!("Problems.{index}.{key}"));
        let source = || tested.source(&format!("Problems.{index}.Property"));
        Some(format!("{} {} {} {} at {}", show("Kind")?, show("Property")?, show("Certain")?, show("When")?, source()))
    };
    let of_names = ["undefined", "left-out", "no-", "resource-in"];
    let is_of_name = |problem: &String| of_names.iter().any(|start| problem.starts_with(start));
    (0..).map_while(one).filter(is_of_name).collect()
}

#[test]
fn what_is_there_is_no_problem() {
    for name in [
        "!Ref Stage",
        "!Ref Topic",
        "!Sub '${AWS::Region}-${!Literal}'",
        "!GetAtt Key.Arn",
        "!GetAtt Topic.X",
        "!If [IsProd, !Ref Rare, a]",
        "!If [IsProd, !If [IsLarge, a, !Ref Rare], a]",
        "!FindInMap [Names, !Ref Size, Table]",
        "!FindInMap [Names, !Ref Stage, Table]",
        "!FindInMap [Names, other, Table, {DefaultValue: c}]",
        "!Sub '${self:service}-orders'",
        "{'Fn::ForEach::X': [V, [a], {'${V}': !Ref V}]}",
    ] {
        assert_eq!(problems(name, ""), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_form_of_a_name_that_is_not_there() {
    for (name, problem) in [
        ("!Ref Stag", "undefined-reference Stag true always at !Ref Stag"),
        ("{Ref: Stag}", "undefined-reference Stag true always at {Ref: Stag}"),
        ("!Sub '${Stag}-orders'", "undefined-reference Stag true always at ${Stag}"),
        ("!GetAtt Key.Arm", "undefined-attribute Arm true always at !GetAtt Key.Arm"),
        ("!GetAtt Stage.Arn", "undefined-reference Stage true always at !GetAtt Stage.Arn"),
        ("!If [IsPro, a, b]", "undefined-reference IsPro true always at IsPro"),
        ("{'Fn::If': [IsPro, a, b]}", "undefined-reference IsPro true always at IsPro"),
        ("!If [true, a, b]", "no-name  true always at true"),
        ("!If [!Equals [a, b], a, b]", "no-name  true always at !Equals [a, b]"),
        ("!FindInMap [Name, small, Table]", "undefined-reference Name true always at Name"),
        ("!FindInMap [Names, tiny, Table]", "undefined-key tiny true always at tiny"),
        ("!FindInMap [Names, small, Tables]", "undefined-key Tables true always at Tables"),
        ("!FindInMap [Names, !Ref Stage, Tables]", "undefined-key Tables true always at Tables"),
        (
            "!If [IsProd, !FindInMap [Names, !Ref Stage, Table], a]",
            "undefined-key prod true `IsProd` is true at !Ref Stage",
        ),
        ("!Ref Rare", "left-out-resource Rare false `IsProd` is false at !Ref Rare"),
        ("!Ref Large", "left-out-resource Large true `IsLarge` is false at !Ref Large"),
        ("!If [IsLarge, a, !Ref Large]", "left-out-resource Large true `IsLarge` is false at !Ref Large"),
    ] {
        assert_eq!(problems(name, ""), [problem], "{name}");
    }
}

#[test]
fn spaces_around_a_name_are_seen_however_the_text_is_written() {
    let kinds = |name: &str| {
        let found = problems(name, "").into_iter().map(|problem| problem.split(' ').next().unwrap_or("").to_owned());
        found.collect::<Vec<_>>()
    };
    for name in [
        "!Sub '${ Stage }'",
        "!Sub \"${\\tStage}\"",
        "!Sub \"${\n        Stage}\"",
        "{'Fn::Sub': ['${Stage }', {}]}",
        "{'Fn::Sub': \"a-${\r\n        Stage}\"}",
    ] {
        assert_eq!(kinds(name), ["no-name"], "{name:?}");
    }
    assert_eq!(kinds("!Sub '${Stage} ${Topic}'"), [""; 0]);
}

#[test]
fn a_macro_may_bring_names_but_no_attributes() {
    for name in ["!Sub '${Gone}'", "!If [IsPro, a, b]", "!FindInMap [Name, small, Table]", "!Ref Large"] {
        assert_eq!(problems(name, "Transform: Macro"), Vec::<String>::new(), "{name}");
    }
    assert_eq!(problems("!GetAtt Key.Arm", "Transform: Macro").len(), 1);
}

#[test]
fn beyond_so_many_of_one_kind_it_is_said_where() {
    let table = |count: usize| {
        tested(&format!(
            "Resources: {{T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: !Join ['', [{}]]}}}}}}\n",
            "!Ref X, ".repeat(count)
        ))
    };
    let kinds = |tested: &Tested| {
        let kind = |index: usize| tested.find(&format!("Problems.{index}.Kind"));
        (0..).map_while(kind).filter(|kind| kind == "undefined-reference").count()
    };
    let places = |tested: &Tested| {
        let of_problems = tested.facts.not_analysed.iter().filter(|one| one.why == Excess::Problems);
        of_problems.map(|one| one.place.span().start as usize).collect::<Vec<_>>()
    };
    let enough = table(MOST_PROBLEMS);
    assert_eq!((kinds(&enough), places(&enough)), (MOST_PROBLEMS, vec![]));
    let beyond = table(MOST_PROBLEMS + 9);
    let first = "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Join ['', [".len();
    assert_eq!((kinds(&beyond), places(&beyond)), (MOST_PROBLEMS, vec![first + MOST_PROBLEMS * "!Ref X, ".len()]));
}
