//! `fix`: which files are changed and how, what is said of it, exit codes, and what is left alone.

use crate::invented::Invented;

const TABLE: &str = "\
Resources:
  Orders: # ours
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BilingMode: PAY_PER_REQUEST # no capacity
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
";
const RECOVERY: &str = "      PointInTimeRecoverySpecification:\n        PointInTimeRecoveryEnabled: true\n";

#[test]
fn safe_fixes_are_written_and_others_are_counted() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let ran = host.run("fix t.yaml");
    let said = "t.yaml:6:5: fixed[DDB-R001]: Turn on point-in-time recovery of table `Orders`.\n\
                Fixed 1 finding in 1 template. 3 findings left. `--unsafe` fixes 2 of them.\n";
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (1, said, ""));
    assert_eq!(host.text("t.yaml"), [TABLE, RECOVERY].concat());
    let again = host.run("fix t.yaml");
    assert_eq!(again.stdout, "Nothing was fixed. 3 findings left. `--unsafe` fixes 2 of them.\n");
    assert!(!again.wishes.concat().iter().any(|wish| wish.starts_with("replace")));
}

#[test]
fn unsafe_fixes_are_made_where_they_are_asked_for() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let ran = host.run("fix --unsafe --quiet t.yaml");
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    assert_eq!(host.text("t.yaml"), [&*TABLE.replace("Biling", "Billing"), RECOVERY].concat());
}

#[test]
fn only_the_rules_that_are_named_are_fixed() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let ran = host.run("fix --unsafe --rule unknown-property --rule DDB-R003 t.yaml");
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert_eq!(host.text("t.yaml"), TABLE.replace("Biling", "Billing"));
    let ran = host.run("fix --rule DDB-R0001 t.yaml");
    let line = "tablewarden: t.yaml: Unknown rule `DDB-R0001`. Did you mean `DDB-R001`?\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (2, line));
}

#[test]
fn a_difference_is_shown_and_nothing_is_changed() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let expected = "\
--- t.yaml
+++ t.yaml
@@ -7,3 +7,5 @@
       BilingMode: PAY_PER_REQUEST # no capacity
       AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
       KeySchema: [{AttributeName: id, KeyType: HASH}]
+      PointInTimeRecoverySpecification:
+        PointInTimeRecoveryEnabled: true
";
    let ran = host.run("fix --diff t.yaml");
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (1, expected, ""));
    assert_eq!(host.text("t.yaml"), TABLE);
    host.write("t.yaml", [TABLE, RECOVERY].concat().as_bytes());
    let ran = host.run("fix --diff t.yaml");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
}

#[test]
fn a_check_shows_the_difference_behind_each_finding() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let ran = host.run("check --diff t.yaml");
    for shown in [
        "Rename `BilingMode` to `BillingMode` (with `--unsafe`):\n@@ -4,6 +4,6 @@\n     DeletionPolicy: Retain\n",
        "-      BilingMode: PAY_PER_REQUEST # no capacity\n+      BillingMode: PAY_PER_REQUEST # no capacity\n",
        "Turn on point-in-time recovery of table `Orders`:\n@@ -7,3 +7,5 @@\n",
        "\n1 of 4 findings can be fixed with `tablewarden fix`, and 2 more with `--unsafe`.\n",
    ] {
        assert!(ran.stdout.contains(shown), "{shown}\nis not in\n{}", ran.stdout);
    }
    assert_eq!(host.text("t.yaml"), TABLE);
}

#[test]
fn a_file_that_changed_meanwhile_is_left_and_the_others_go_on() {
    let mut host = Invented::new(&[("a.yaml", TABLE), ("b.yaml", TABLE), ("kind.yaml", "kind: Pod\n")]);
    host.meanwhile = vec![("a.yaml".to_owned(), b"Resources: {}\n".to_vec())];
    let ran = host.run("fix .");
    assert_eq!(ran.code, 2);
    assert_eq!(ran.stderr, "tablewarden: `a.yaml` cannot be written: it has changed meanwhile.\n");
    assert!(
        ran.stdout.ends_with("Fixed 1 finding in 1 template. 6 findings left. `--unsafe` fixes 4 of them.\n"),
        "{}",
        ran.stdout
    );
    assert_eq!((host.text("a.yaml").as_str(), host.text("b.yaml")), ("Resources: {}\n", [TABLE, RECOVERY].concat()));
}

#[test]
fn standard_input_is_printed_fixed() {
    let mut host = Invented::new(&[]);
    host.stdin = TABLE.into();
    let ran = host.run("fix -");
    assert_eq!((ran.code, ran.stdout), (1, [TABLE, RECOVERY].concat()));
    assert!(ran.stderr.contains("fixed[DDB-R001]") && ran.stderr.contains("Fixed 1 finding"), "{}", ran.stderr);
}

#[test]
fn what_is_waived_or_off_or_out_of_the_profile_is_left() {
    let waived = TABLE.replace("    Type:", "    # tablewarden: waive DDB-R001 a cache\n    Type:");
    let mut host = Invented::new(&[("t.yaml", waived.as_str())]);
    assert!(host.run("fix t.yaml").stdout.starts_with("Nothing was fixed."));
    host.write("t.yaml", TABLE.as_bytes());
    host.write("tablewarden.yaml", b"rules: {DDB-R001: off}\n");
    assert!(host.run("fix t.yaml").stdout.starts_with("Nothing was fixed."));
    host.write("tablewarden.yaml", b"profile: minimal\n");
    assert!(host.run("fix t.yaml").stdout.starts_with("Nothing was fixed."));
    assert_eq!(host.text("t.yaml"), TABLE);
}

#[test]
fn what_can_not_be_fixed_says_why() {
    let off = "      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !Ref Recover}\n";
    let text = ["Parameters: {Recover: {Type: String, Default: 'false'}}\n", TABLE, off].concat();
    let mut host = Invented::new(&[("t.yaml", text.as_str())]);
    let ran = host.run("fix t.yaml");
    let line = "tablewarden: t.yaml:11:70: not fixed[DDB-R001]: Turn on point-in-time recovery of table `Orders`: This is a function.\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (1, line));
    assert_eq!(host.text("t.yaml"), text);
}

#[test]
fn each_template_of_a_file_is_fixed_in_its_place() {
    let text = ["kind: Pod\r\n---\r\n", &TABLE.replace('\n', "\r\n"), "---\r\n", &TABLE.replace('\n', "\r\n")].concat();
    let mut host = Invented::new(&[("t.yaml", text.as_str())]);
    let ran = host.run("fix --rule DDB-R001 t.yaml");
    assert!(ran.stdout.contains("t.yaml:8:5: fixed") && ran.stdout.contains("t.yaml:18:5: fixed"), "{}", ran.stdout);
    let expected = [TABLE, RECOVERY].concat().replace('\n', "\r\n");
    assert_eq!(host.text("t.yaml"), ["kind: Pod\r\n---\r\n", &expected, "---\r\n", &expected].concat());
}
