//! `rules list`, `test`, `check`, `parse` and `format`.

use crate::invented::Invented;

const RULES: &str = "rule team {\n    team.name == \"orders\"\n}\n";

#[test]
fn rules_stand_in_columns_or_come_as_json() {
    let mut host = Invented::new(&[]);
    let (text, json) = (host.run("rules list"), host.run("rules list --format json"));
    let rules: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let rules = rules["rules"].as_array().unwrap();
    assert_eq!(text.stdout.lines().count(), rules.len());
    let widths: Vec<_> = text.stdout.lines().map(|line| line.find("  ")).collect();
    assert!(widths.iter().all(|width| *width == Some("DDB-R001".len())), "{widths:?}");
    for (line, rule) in text.stdout.lines().zip(rules) {
        assert!(line.ends_with(rule["title"].as_str().unwrap()), "{line}");
        let cells: Vec<&str> = line.split_whitespace().take(4).collect();
        assert_eq!(cells, ["id", "severity", "profile", "name"].map(|key| rule[key].as_str().unwrap()));
    }
}

#[test]
fn tests_are_found_and_their_exit_code_says_how_it_went() {
    let tests = "- input: {team: {name: orders}}\n  expectations: {rules: {team: PASS}}\n";
    let mut host = Invented::new(&[("a.guard", RULES), ("tests/a_tests.yaml", tests), ("other/x.yaml", "a: 1\n")]);
    let ran = host.run("rules test .");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "1 of 1 expectation met in 1 case.\n"));
    host.write("tests/a_tests.yaml", tests.replace("PASS", "FAIL").as_bytes());
    let ran = host.run("rules test a.guard tests/a_tests.yaml");
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("tests/a_tests.yaml: case 1: `team` is PASS, expected FAIL\n"), "{}", ran.stdout);
    let ran = host.run("rules test . --format json");
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &answer["failed"]), (1, &serde_json::json!(1)));
    assert!(ran.stdout.ends_with("}\n"));
}

#[test]
fn the_time_of_tests_is_the_clock_or_what_is_typed() {
    let rules = "let time = now()\nrule late { %time > 1800000000 }\n";
    let tests = "- input: {}\n  expectations: {rules: {late: PASS}}\n";
    let mut host = Invented::new(&[("a.guard", rules), ("tests/a_tests.yaml", tests)]);
    assert_eq!(host.run("rules test .").code, 1);
    assert_eq!(host.run("rules test . --now 1900000000").code, 0);
    host.surroundings.now = 1_900_000_000;
    assert_eq!(host.run("rules test .").code, 0);
}

#[test]
fn rule_files_are_looked_over() {
    let mut host = Invented::new(&[("a.guard", RULES), ("b.guard", "rule b {\n")]);
    assert_eq!(host.run("rules check a.guard").code, 0);
    let ran = host.run("rules check .");
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("b.guard:"), "{}", ran.stdout);
}

#[test]
fn the_tree_is_printed_as_json() {
    let mut host = Invented::new(&[("a.guard", RULES), ("b.guard", "rule b {\n")]);
    let ran = host.run("rules parse a.guard");
    let tree: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &tree["rules"][0]["name"]["text"]), (0, &serde_json::json!("team")));
    let ran = host.run("rules parse b.guard");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.starts_with("tablewarden: b.guard:") && ran.stdout.starts_with('{'), "{ran:?}");
}

#[test]
fn a_file_is_rewritten_once_and_then_left_alone() {
    let mut host = Invented::new(&[("a.guard", "rule a{b exists}"), ("b.guard", "rule a {\n")]);
    let ran = host.run("rules format --check a.guard");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, "a.guard\n"));
    assert!(ran.wishes.iter().flatten().all(|wish| !wish.starts_with("replace")));
    let ran = host.run("rules format .");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, "a.guard\n"));
    assert!(ran.stderr.starts_with("tablewarden: b.guard:"), "{}", ran.stderr);
    assert_eq!(host.text("a.guard"), "rule a {\n    b exists\n}\n");
    assert_eq!(host.text("b.guard"), "rule a {\n", "what cannot be read is never rewritten");
    assert_eq!(host.run("rules format a.guard").stdout, "");
}

#[test]
fn what_someone_else_changed_is_not_overwritten() {
    let mut host = Invented::new(&[("a.guard", "rule a{b exists}"), ("c.guard", "rule c{d exists}")]);
    host.meanwhile = vec![("a.guard".to_owned(), b"rule mine { x exists }\n".to_vec())];
    let ran = host.run("rules format a.guard c.guard");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, "c.guard\n"));
    assert_eq!(ran.stderr, "tablewarden: `a.guard` cannot be written: it has changed meanwhile.\n");
    assert_eq!(host.text("a.guard"), "rule mine { x exists }\n");
}

#[test]
fn a_link_stays_a_link_and_its_file_is_rewritten() {
    let mut host = Invented::new(&[("real/a.guard", "rule a{b exists}")]);
    host.link("a.guard", "real/a.guard");
    assert_eq!(host.run("rules format a.guard").stdout, "a.guard\n");
    assert_eq!(host.text("real/a.guard"), "rule a {\n    b exists\n}\n");
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let mut host = Invented::new(&[]);
    host.stdin = b"rule a{b exists}".to_vec();
    let ran = host.run("rules format -");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "rule a {\n    b exists\n}\n"));
    host.stdin = b"rule a{b exists}".to_vec();
    assert_eq!(host.run("rules format --check -").stdout, "<stdin>\n");
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_the_others_from_being_formatted() {
    let mut host = Invented::new(&[("a.guard", "rule a{b exists}")]);
    let ran = host.run("rules format gone.guard a.guard");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, "a.guard\n"));
    assert_eq!(ran.stderr, "tablewarden: `gone.guard` cannot be read: there is no such file.\n");
}

#[test]
fn rule_files_without_a_rule_leave_nothing_to_evaluate() {
    for text in ["", "# nothing\n", "let a = 1\n", "rule a(x) { %x exists }\n"] {
        let mut host = Invented::new(&[("t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"), ("a.guard", text)]);
        let ran = host.run("check t.yaml --no-default-rules --rules a.guard");
        assert!(ran.code == 2 && ran.stdout.contains("There is no rule to evaluate"), "{text:?} {}", ran.stdout);
        assert_eq!(host.run("check t.yaml --rules a.guard").code, 0, "{text:?}");
        assert!(host.run("rules check a.guard").stdout.contains("This rule file has no rules."), "{text:?}");
        host.write("b.guard", b"Resources exists\n");
        assert_eq!(host.run("check t.yaml --no-default-rules --rules a.guard --rules b.guard").code, 0, "{text:?}");
    }
}
