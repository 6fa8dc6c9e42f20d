//! The values that fail: each of them, with its place, the text that is missing, and the message.

mod support;

use support::Run;

const DOCUMENT: &str = "\
Resources:
  One:
    Type: X::Y::Z
    Size: 5
    Tags:
      - Key: a
      - Key: b
  Two:
    Type: X::Y::Z
    Size: 7
";

fn failures(rules: &str) -> Vec<String> {
    Run::default().failures(rules, DOCUMENT)
}

#[test]
fn every_value_that_fails_is_there() {
    let found = failures("rule r {\n Resources.*.Size > 10 <<too small>>\n}");
    assert_eq!(found, ["r: 5 <<too small>>", "r: 7 <<too small>>"]);
    let found = failures("rule r {\n X::Y::Z {\n Size == 5\n Size == 7\n }\n}");
    assert_eq!(found, ["r: 5", "r: 7"]);
}

#[test]
fn what_is_missing_points_at_the_key_of_the_last_value_on_the_way() {
    assert_eq!(failures("rule r {\n Resources.*.Tags exists\n}"), ["r: Two ?Tags"]);
    assert_eq!(failures("rule r {\n Resources.One.Tags[0].Value.Text == 1\n}"), ["r: Key: a ?Value.Text"]);
    assert_eq!(
        failures("rule r {\n Resources.*.Tags { Key exists }\n}").len(),
        2,
        "a list has no key, and one is missing"
    );
    assert_eq!(failures("rule r {\n Resources.*[ Type == 'P' ] !empty\n}"), ["r: Resources ?*[ Type == 'P' ]"]);
    assert_eq!(
        failures("rule r {\n Resources.*[ Type == 'P' ] !empty { Size exists }\n}"),
        ["r: Resources ?*[ Type == 'P' ]"]
    );
}

#[test]
fn a_line_of_alternatives_fails_once_for_each_block() {
    let rules = "rule r {\n X::Y::Z {\n Size == 1 <<first>> or Size == 2 <<second>> or Tags !exists\n }\n}";
    assert_eq!(
        failures(rules),
        ["r: Tags <<second>>".replace("Tags", "- Key: a\n      - Key: b"), "r: 7".to_owned()][..1]
    );
    let rules = "rule r {\n X::Y::Z {\n Size == 1 or Size == 2 <<neither>> or Size == 3\n }\n}";
    assert_eq!(failures(rules), ["r: 5 <<neither>>", "r: 7 <<neither>>"]);
}

#[test]
fn an_alternative_that_holds_leaves_no_failure() {
    assert_eq!(failures("rule r {\n Resources.One.Size == 1 or Resources.One.Size == 5\n}"), [""; 0]);
}

#[test]
fn conditions_and_filters_have_no_failures() {
    let rules = "rule r when Resources.One.Size == 9 {\n Resources.One.Size == 1\n}";
    assert_eq!(failures(rules), [""; 0]);
    let rules =
        "rule r {\n Resources.*[ Size == 7 ].Size == 1\n when Resources.One.Size == 9 { Resources.One.Size == 2 }\n}";
    assert_eq!(failures(rules), ["r: 7"]);
}

#[test]
fn a_rule_that_is_named_has_its_failures_once() {
    let rules = "rule a {\n Resources.One.Size == 1 <<of a>>\n}\nrule b {\n a\n}\nrule c {\n a\n b\n}";
    assert_eq!(failures(rules), ["a: 5 <<of a>>"]);
    assert_eq!(Run::default().statuses(rules, DOCUMENT), "a FAIL, b FAIL, c FAIL");
}

#[test]
fn a_negated_name_fails_where_it_stands() {
    let rules = "rule a {\n Resources.One.Size == 5\n}\nrule b {\n not a <<not a>>\n}";
    let found = failures(rules);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("b: Resources:") && found[0].ends_with("<<not a>>"), "{found:?}");
}

#[test]
fn a_rule_that_is_called_fails_in_the_rule_that_calls_it() {
    let rules = "rule p(x) {\n %x == 1\n}\nrule r {\n p(Resources.*.Size) <<by the call>>\n}";
    assert_eq!(failures(rules), ["r: 5 <<by the call>>", "r: 7 <<by the call>>"]);
}

#[test]
fn some_fails_once() {
    assert_eq!(failures("rule r {\n some Resources.*.Size == 1\n}"), ["r: 5"]);
}

#[test]
fn a_computed_value_points_at_what_it_was_made_from() {
    assert_eq!(failures("rule r {\n let up = to_upper(Resources.One.Type)\n %up == 'x'\n}"), ["r: X::Y::Z"]);
    assert_eq!(
        failures("rule r {\n let names = Resources[ n | Size == 5 ]\n %names exists\n %n == /^T/\n}"),
        ["r: One"]
    );
}

#[test]
fn a_value_that_cannot_be_empty_says_so() {
    let reason =
        Run::default().look("rule r when Resources.One.Size !empty {\n A exists\n}", DOCUMENT, |evaluation, _| {
            evaluation.failures[0].reason.clone()
        });
    assert!(reason.is_some_and(|reason| reason.contains("neither text nor a list nor a map")));
}

#[test]
fn names_in_messages_are_those_of_the_innermost_block_that_has_them() {
    let document = "\
Tables:
  - LogicalId: Orders
    Billing: { Is: known, Value: PROVISIONED }
    Mode: { Is: unknown }
    Regions: [eu-west-1, eu-central-1]
    Indexes:
      - IndexName: ByDate
        Size: 1
";
    let rules = "rule r {\n Tables[ LogicalId exists ] {\n Indexes[ IndexName exists ] {\n Size == 2 <<
      `{IndexName}` of {LogicalId}: {Billing}, {Billing.Value}, {Mode}, {Regions}, {{x}}, {Nope}
    >>\n }\n }\n}";
    assert_eq!(
        Run::default().failures(rules, document),
        ["r: 1 <<`ByDate` of Orders: PROVISIONED, PROVISIONED, unknown, eu-west-1, eu-central-1, {x}, {Nope}>>"]
    );
}

#[test]
fn a_joined_document_is_under_its_key() {
    let facts = tablewarden_template::read(
        "Tables: [{LogicalId: One, Ok: false}]",
        tablewarden_template::Syntax::Auto,
        tablewarden_template::Limits::default(),
    );
    let run = Run { joined: Some(("Facts", &facts.tree)), ..Run::default() };
    let rules = "rule r {\n Facts.Tables[ LogicalId exists ] {\n Ok == true <<{LogicalId}>>\n Resources !exists\n }\n}";
    let found = run.look(rules, DOCUMENT, |evaluation, view| {
        evaluation.failures.iter().map(|failure| failure.message_text(rules, view)).collect::<Vec<_>>()
    });
    assert_eq!(found, [Some("One".to_owned())]);
}

#[test]
fn elements_of_a_parsed_text_fail_one_by_one() {
    let document = "Text: '{\"L\": [1, 3, 2]}'\n";
    let rules = "let parsed = json_parse(Text)\nrule r {\n %parsed.L[*] > 2\n}";
    assert_eq!(Run::default().failures(rules, document).len(), 2);
}
