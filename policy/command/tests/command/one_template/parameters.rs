//! `parameters`: what a template can be given, for people and for programs.

use crate::invented::Invented;

const TEMPLATE: &str = "\
Parameters:
  Stage:
    Type: String
    Default: dev
    AllowedValues: [dev, prod]
    Description: Where it runs
  ReadCapacity: {Type: Number, MinValue: 1, MaxValue: 40000}
  Suffix: {Type: String, Default: '', AllowedPattern: '[a-z]*', MaxLength: 8}
  Secret: {Type: String, Default: hunter2, NoEcho: true, MinLength: 8}
Resources: {T: {Type: AWS::SNS::Topic}}
";

#[test]
fn people_see_columns() {
    let ran = Invented::new(&[("t.yaml", TEMPLATE)]).run("parameters t.yaml");
    let expected = "\
name          type    default     allowed                       description
Stage         String  dev         dev, prod                     Where it runs
ReadCapacity  Number  (required)  1 to 40000
Suffix        String  (empty)     [a-z]*; at most 8 characters
Secret        String  (hidden)    at least 8 characters
";
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, expected, ""));
}

#[test]
fn programs_read_json_and_never_a_secret() {
    let mut host = Invented::new(&[]);
    host.stdin = TEMPLATE.into();
    let ran = host.run("parameters - --format json");
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &answer["file"], &answer["outcome"]), (0, &"<stdin>".into(), &"clean".into()));
    let stage = serde_json::json!({
        "name": "Stage", "line": 2, "type": "String", "required": false, "default": "dev", "noEcho": false,
        "allowedValues": ["dev", "prod"], "description": "Where it runs",
    });
    assert_eq!(answer["parameters"][0], stage);
    assert!(!ran.stdout.contains("hunter2"), "{}", ran.stdout);
}

#[test]
fn a_damaged_template_shows_what_could_be_read_and_exits_2() {
    let damaged = "Parameters:\n  A: {Type: String}\n  B: {Type: [}\nResources: {T: {Type: AWS::SNS::Topic}}\n";
    let mut host = Invented::new(&[
        ("t.yaml", damaged),
        ("none.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("folder/t.yaml", ""),
    ]);
    let ran = host.run("parameters t.yaml");
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("\nA     String  (required)\n"), "{}", ran.stdout);
    assert!(ran.stderr.starts_with("tablewarden: t.yaml:3:"), "{}", ran.stderr);
    let none = host.run("parameters none.yaml");
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.as_str()), (0, "", ""));
    let ran = host.run("parameters folder");
    assert_eq!((ran.code, ran.stderr.as_str()), (2, "tablewarden: `folder` is a folder. Name one template.\n"));
}

#[test]
fn a_hostile_template_stays_on_its_lines() {
    let hostile = "Parameters:\n  A: {Type: \"x\\e[31m\", Description: \"a\\nb\\u202e\"}\nResources: {T: {Type: AWS::SNS::Topic}}\n";
    let ran = Invented::new(&[("t.yaml", hostile)]).run("parameters t.yaml");
    assert_eq!(ran.stdout.lines().count(), 2, "{}", ran.stdout);
    assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.stdout);
}
