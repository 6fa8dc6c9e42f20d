//! `waive`: which finding is meant, what is written where, and when nothing is.

use crate::invented::Invented;

const YAML: &str =
    "# a\r\nResources:\r\n  Orders: # b\r\n    Type: AWS::DynamoDB::Table\r\n    Properties: {BillingMode: X}\r\n";
const JSON: &str = "{\n\t\"Resources\": {\n\t\t\"Orders\": {\n\t\t\t\"Type\": \"AWS::DynamoDB::Table\",\n\t\t\t\"Properties\": {\"BillingMode\": \"X\"}\n\t\t}\n\t}\n}\n";

fn run(host: &mut Invented, line: &[&str]) -> (u8, String, String) {
    let words: Vec<&str> = [&["waive", "--rule", "DDB-R001", "--reason", "a \"cache\" # 1"], line].concat();
    let ran = host.run_words(&words);
    (ran.code, ran.stdout, ran.stderr)
}

#[test]
fn block_yaml_gets_a_comment_and_keeps_its_line_ends() {
    let mut host = Invented::new(&[("t.yaml", YAML)]);
    assert_eq!(run(&mut host, &["t.yaml"]), (0, "t.yaml\n".to_owned(), String::new()));
    let comment = "    # tablewarden: waive DDB-R001 a \"cache\" # 1\r\n";
    let expected = YAML.replace("    Type:", &format!("{comment}    Type:"));
    assert_eq!(host.text("t.yaml"), expected);
    let again = run(&mut host, &["t.yaml"]);
    assert_eq!(again, (0, String::new(), "tablewarden: t.yaml: This is waived already.\n".to_owned()));
    assert_eq!(host.text("t.yaml"), expected);
}

#[test]
fn json_gets_metadata_in_its_own_indentation() {
    let mut host = Invented::new(&[]);
    host.stdin = JSON.into();
    let (code, stdout, _) = run(&mut host, &["-", "--expires", "2999-12-31"]);
    let entry = "\t\t\t\"Metadata\": {\n\t\t\t\t\"tablewarden\": {\n\t\t\t\t\t\"waive\": [\n\t\t\t\t\t\t{\n\t\t\t\t\t\t\t\"rule\": \"DDB-R001\",\n\t\t\t\t\t\t\t\"reason\": \"a \\\"cache\\\" # 1\",\n\t\t\t\t\t\t\t\"expires\": \"2999-12-31\"\n\t\t\t\t\t\t}\n\t\t\t\t\t]\n\t\t\t\t}\n\t\t\t},\n";
    let expected = JSON.replace("\t\t\t\"Properties\"", &format!("{entry}\t\t\t\"Properties\""));
    assert_eq!((code, stdout.as_str()), (0, expected.as_str()));
    host.stdin = expected.into();
    let ran = host.run_words(&["waive", "--rule", "backup-plan", "--reason", "none", "-"]);
    if ran.code == 0 {
        assert!(
            ran.stdout.contains("\"waive\": [\n\t\t\t\t\t\t{\n\t\t\t\t\t\t\t\"rule\": "),
            "the list is extended: {}",
            ran.stdout
        );
    }
}

#[test]
fn a_difference_is_shown_and_nothing_is_changed() {
    let mut host = Invented::new(&[("t.yaml", &YAML.replace('\r', ""))]);
    let (code, stdout, _) = run(&mut host, &["t.yaml", "--diff"]);
    let expected = "\
--- t.yaml
+++ t.yaml
@@ -1,5 +1,6 @@
 # a
 Resources:
   Orders: # b
+    # tablewarden: waive DDB-R001 a \"cache\" # 1
     Type: AWS::DynamoDB::Table
     Properties: {BillingMode: X}
";
    assert_eq!((code, stdout.as_str()), (0, expected));
    assert_eq!(host.text("t.yaml"), YAML.replace('\r', ""));
}

#[test]
fn what_is_not_clear_or_cannot_be_written_is_refused_in_one_line() {
    let two = format!("{}  Items:\n    Type: AWS::DynamoDB::Table\n", YAML.replace('\r', ""));
    let mut host = Invented::new(&[
        ("t.yaml", YAML),
        ("two.yaml", &two),
        ("empty.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
    ]);
    let cases: [(&[&str], &str); 10] = [
        (&["--rule", "DDB-R01", "--reason", "x", "t.yaml"], "t.yaml: Unknown rule `DDB-R01`. Did you mean `DDB-R001`?"),
        (
            &["--rule", "X", "--reason", "x", "t.yaml"],
            "t.yaml: Unknown rule `X`. `tablewarden rules list` lists the built-in rules.",
        ),
        (&["--rule", "DDB-R001", "t.yaml"], "`--reason` is missing. Say why, as in `--reason \"a cache\"`."),
        (&["--reason", "x", "t.yaml"], "`--rule` is missing. Say which rule, as in `--rule DDB-R001`."),
        (
            &["--rule", "DDB-R001", "--reason", "x", "two.yaml"],
            "two.yaml: DDB-R001 finds something in `Orders`, `Items`. Name one with `--resource`.",
        ),
        (
            &["--rule", "DDB-R001", "--reason", "x", "empty.yaml"],
            "empty.yaml: `DDB-R001` finds nothing, so there is nothing to waive.",
        ),
        (
            &["--rule", "DDB-R001", "--reason", "x", "t.yaml", "--resource", "Other"],
            "t.yaml: `DDB-R001` finds nothing in `Other`, so there is nothing to waive.",
        ),
        (
            &["--rule", "DDB-R001", "--reason", "a\nResources: {T: {Type: AWS::SNS::Topic}}", "t.yaml"],
            "t.yaml: The reason must be one line of text, without control characters.",
        ),
        (
            &["--rule", "DDB-R001", "--reason", "x", "--expires", "2030-02-30", "t.yaml"],
            "t.yaml: `2030-02-30` is not a date. Write it as in `2030-01-31`.",
        ),
        (
            &["--rule", "DDB-R001", "--reason", "x", "--expires", "2001-01-01", "t.yaml"],
            "t.yaml: 2001-01-01 is over. Give a day on which the waiver still counts.",
        ),
    ];
    for (words, line) in cases {
        let ran = host.run_words(&[&["waive"], words].concat());
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr), (2, "", format!("tablewarden: {line}\n")), "{words:?}");
    }
    assert_eq!(host.text("t.yaml"), YAML);
    let many: String = (0..9).map(|table| format!("  T{table}:\n    Type: AWS::DynamoDB::Table\n")).collect();
    host.write("many.yaml", format!("Resources:\n{many}").as_bytes());
    let ran = host.run_words(&["waive", "--rule", "DDB-R001", "--reason", "x", "many.yaml"]);
    assert!(ran.stderr.ends_with("`T3`, `T4` and more. Name one with `--resource`.\n"), "{}", ran.stderr);
    let one = host.run_words(&["waive", "--rule", "DDB-R001", "--reason", "x", "--resource", "Items", "two.yaml"]);
    assert_eq!((one.code, one.stdout.as_str()), (0, "two.yaml\n"));
}
