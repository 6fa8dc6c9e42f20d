//! Waivers in metadata and in comments, and dates.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::waiver::day_of;
use super::*;
use crate::testing::{document, template};

fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let template = template(text);
    let found = waivers(&template, &document(text).comments);
    let waivers = found.waivers.iter().map(|waiver| {
        let scope = match waiver.scope {
            Scope::Resource(name) => name,
            Scope::Template => "*",
        };
        let expires = waiver.expires.map_or("", |expiry| expiry.text);
        let whose = waiver.other_tool.map_or("", |other| other.tool.name());
        format!("{scope} {} {:?} {expires}{whose}", waiver.rule, waiver.reason.unwrap_or("")).trim_end().to_owned()
    });
    (waivers.collect(), found.problems.into_iter().map(|problem| problem.message).collect())
}

#[test]
fn metadata_of_the_template_and_of_resources() {
    let (waivers, problems) = read(
        "
Metadata:
  tablewarden:
    waive:
      - {rule: DDB-K001, reason: everywhere}
      - {rule: DDB-K002, reason: there, resource: Orders, expires: 2030-02-28}
      - {rule: DDB-K003, reason: nowhere, resource: Order}
Resources:
  Orders:
    Type: T
    Metadata:
      tablewarden: {waive: {rule: point-in-time-recovery, reason: it is a cache}}
  Items:
    Type: T
    Metadata:
      tablewarden:
        waive:
          - {rule: DDB-R001}
          - {reason: x}
          - text
          - {rule: DDB-R002, reason: x, expires: 2030-02-30}
          - {rule: DDB-R003, reason: ' '}
          - {rule: DDB-R004, reason: x, until: 2030-02-28, note: y}
",
    );
    assert_eq!(
        waivers,
        [
            "* DDB-K001 \"everywhere\"",
            "Orders DDB-K002 \"there\" 2030-02-28",
            "Order DDB-K003 \"nowhere\"",
            "Orders point-in-time-recovery \"it is a cache\"",
        ]
    );
    assert_eq!(problems.len(), 7, "{problems:?}");
    assert_eq!(problems[6], "Unknown waiver key `until`; use `expires`. The waiver does not apply.");
}

#[test]
fn comments_inside_a_resource() {
    let (waivers, problems) = read(
        "# tablewarden: waive DDB-A001 too early
Resources:
  # tablewarden: waive DDB-A002 beside
  Orders: # tablewarden: waive DDB-R001 on the line of the id
    # tablewarden: waive DDB-R002: before the first key
    Type: T # tablewarden: waive DDB-R003 in the middle
    Properties:
      A: 1 # tablewarden: waive DDB-R004 at the end
      # tablewarden: waive DDB-R005 after the end
      # a comment
    # tablewarden: waive DDB-R006 further out
  # tablewarden: waive DDB-A003 beside again
  Items:
    Type: T
    # tablewarden: waive DDB-R007
    # tablewarden: waive
    # tablewarden: allow x
    # tablewarden is good
Outputs: {} # tablewarden: waive DDB-A004 outside
",
    );
    assert_eq!(
        waivers,
        [
            "Orders DDB-R001 \"on the line of the id\"",
            "Orders DDB-R002 \"before the first key\"",
            "Orders DDB-R003 \"in the middle\"",
            "Orders DDB-R004 \"at the end\"",
            "Orders DDB-R005 \"after the end\"",
            "Orders DDB-R006 \"further out\"",
        ]
    );
    assert_eq!(problems.iter().filter(|message| message.contains("stands in no resource")).count(), 4, "{problems:?}");
    assert_eq!(problems.len(), 7, "{problems:?}");
}

/// What a waiver says until when, or of what, and that is no date or no name: it is void, and one notice says so.
#[test]
fn what_is_no_date_is_not_taken_for_no_date() {
    let values = [
        "[2030-01-31]",
        "{date: 2030-01-31}",
        "20300131",
        "2030-01-31T00:00:00Z",
        "2030-01-31 12:00:00",
        "2030-02-30",
        "2030-1-31",
        "01/31/2030",
        "never",
        "''",
        "",
        "~",
        "true",
        "!!timestamp",
        "!Ref Until",
        "!Sub '2030-01-31'",
        "[]",
        "|\n        ",
    ];
    for key in ["expires", "resource"] {
        for value in values.iter().filter(|value| key == "expires" || !value.starts_with(char::is_numeric)) {
            let waiver = format!("- rule: DDB-R001\n        reason: why\n        {key}: {value}\n");
            for text in [
                format!(
                    "Resources:\n  T:\n    Type: A::B::C\n    Metadata:\n     tablewarden:\n      waive:\n      {waiver}"
                ),
                format!(
                    "Metadata:\n  x: 1\n  tablewarden:\n      waive:\n      {waiver}Resources: {{T: {{Type: A::B::C}}}}\n"
                ),
            ] {
                let (waivers, problems) = read(&text);
                let is_named = key == "resource" && matches!(*value, "never" | "true");
                match is_named {
                    true => assert_eq!(waivers.len(), 1, "{text}"),
                    false => {
                        assert_eq!((waivers, problems.len()), (Vec::new(), 1), "{text}{problems:?}");
                        assert!(problems[0].contains(&format!("because `{key}` is not")), "{text}{problems:?}");
                    }
                }
            }
        }
    }
    let (waivers, _) = read(
        "Resources: {T: {Type: A, Metadata: {tablewarden: {waive: {rule: R, reason: x, expires: !!timestamp 2030-01-31}}}}}",
    );
    assert_eq!(waivers, ["T R \"x\" 2030-01-31"]);
}

#[test]
fn a_comment_has_no_date() {
    for (reason, holds) in [
        ("expires: 2030-01-31", false),
        ("a cache, expires=2030-01-31", false),
        ("expires 2030-01-31", false),
        ("a cache, which expires", true),
        ("it expires after a day", true),
    ] {
        let (waivers, problems) =
            read(&format!("Resources:\n  T:\n    # tablewarden: waive DDB-R001 {reason}\n    Type: T\n"));
        assert_eq!((waivers.len() == 1, problems.is_empty()), (holds, holds), "{reason}: {problems:?}");
    }
}

#[test]
fn shapes_of_other_tools() {
    let (waivers, problems) = read(
        "
Metadata:
  guard: {SuppressedRules: [NOT_HERE]}
  cdk_nag: {rules_to_suppress: [{id: AwsSolutions-DDB3, reason: the whole stack}]}
  cfn-lint: {config: {ignore_checks: [E3]}}
  checkov: {skip: [{id: CKV_NOT_HERE}]}
Resources:
  Orders:
    Type: T
    Metadata:
      guard: {SuppressedRules: [A_RULE, 5, ' ', {id: no}]}
      cfn_nag: {rules_to_suppress: [{id: W28, reason: a name}, {id: W74}, {reason: no id}, W78]}
      cdk_nag: {rules_to_suppress: [{id: X, reason: why}, {id: Y}, {id: Z, reason: a part, applies_to: [a]}]}
      cfn-lint: {config: {ignore_checks: [I3011]}}
      checkov: {skip: [{id: CKV_AWS_28, comment: why}, {id: CKV_AWS_119}]}
    # checkov:skip=CKV_AWS_28:the reason: it is long
    Properties: {}  # checkov:skip=CKV_2
  Items:
    Type: T
    Metadata: {guard: [], cfn_nag: {rules_to_suppress: text}, cdk_nag: 1, cfn-lint: {config: []}, checkov: null}
    # checkov:skip=
    # checkov:skip=one two
Outputs: {} # checkov:skip=CKV_3:in no resource
",
    );
    assert_eq!(
        waivers,
        [
            "* AwsSolutions-DDB3 \"the whole stack\" cdk-nag",
            "* E3 \"\" cfn-lint",
            "Orders A_RULE \"\" cfn-guard",
            "Orders 5 \"\" cfn-guard",
            "Orders W28 \"a name\" cfn_nag",
            "Orders W74 \"\" cfn_nag",
            "Orders X \"why\" cdk-nag",
            "Orders I3011 \"\" cfn-lint",
            "Orders CKV_AWS_28 \"why\" checkov",
            "Orders CKV_AWS_119 \"\" checkov",
            "Orders CKV_AWS_28 \"the reason: it is long\" checkov",
            "Orders CKV_2 \"\" checkov",
        ]
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn dates_are_days() {
    assert_eq!(day_of("1970-01-01"), Some(0));
    assert_eq!(day_of("2000-03-01"), Some(11_017));
    assert_eq!(day_of("2026-11-22"), Some(20_779));
    assert_eq!(day_of("2024-02-29"), Some(19_782));
    for text in
        ["2023-02-29", "2023-13-01", "2023-00-01", "2023-1-1", "2023/01/01", "20230101", "", "2023-01-01x", "é23-01-01"]
    {
        assert_eq!(day_of(text), None, "{text}");
    }
    let expiry = Expiry { text: "1970-01-02", day: 1 };
    assert!(!expiry.is_over(2 * 86_400 - 1) && expiry.is_over(2 * 86_400));
}
