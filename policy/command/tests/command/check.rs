//! `check`, `facts` and `explain`, `completions`, `man`: what is asked, what is printed, and how it exits.

use tablewarden_wire::Terminals;

use crate::invented::Invented;

const TABLE: &str = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: X\n";

#[test]
fn the_exit_code_says_how_it_came_out() {
    let mut host = Invented::new(&[
        ("t.yaml", TABLE),
        ("clean.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("broken.yaml", "a: [b\n"),
    ]);
    for (line, code) in [
        ("check clean.yaml", 0),
        ("check t.yaml", 1),
        ("check t.yaml --fail-on never", 0),
        ("check broken.yaml", 2),
        ("check t.yaml broken.yaml", 2),
        ("check t.yaml gone.yaml", 2),
    ] {
        assert_eq!(host.run(line).code, code, "{line}");
    }
}

#[test]
fn a_finding_is_shown_with_its_line_though_the_command_has_no_file() {
    let mut host = Invented::new(&[("infra/t.yaml", TABLE)]);
    let ran = host.run("check infra/t.yaml");
    assert!(ran.stdout.contains(" --> infra/t.yaml:5:20\n  |\n5 |       BillingMode: X\n"), "{}", ran.stdout);
    let steps: Vec<&str> = ran.wishes.iter().map(|wishes| wishes[0].split(' ').next().unwrap()).collect();
    assert_eq!(steps, ["look", "look", "answer"]);
}

#[test]
fn every_companion_is_shown_by_its_lines() {
    let mut host = Invented::new(&[
        ("t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("p.yaml", "# p\nsize: 1\n"),
        ("r.guard", "rule size {\n    size == 2\n}\n"),
        ("tablewarden.yaml", "rules:\n  DDB-V999: off\n"),
    ]);
    let ran = host.run("check --rules r.guard --no-default-rules --input-parameters p.yaml t.yaml");
    assert_eq!(ran.code, 2);
    for line in ["--> p.yaml:2:7\n  |\n2 | size: 1\n", "--> tablewarden.yaml:2:3\n  |\n2 |   DDB-V999: off\n"] {
        assert!(ran.stdout.contains(line), "{}", ran.stdout);
    }
}

#[test]
fn standard_input_is_a_template_a_rule_file_and_values() {
    let mut host =
        Invented::new(&[("t.yaml", "Parameters: {A: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}\n")]);
    host.stdin = TABLE.into();
    assert!(host.run("check -").stdout.contains("<stdin>:5:20"));
    host.stdin = b"rule r { Nothing exists }\n".to_vec();
    assert!(host.run("check --no-default-rules --rules - t.yaml").stdout.contains("error[r]"));
    host.stdin = b"{\"A\": \"b\"}".to_vec();
    assert_eq!(host.run("check --parameters - t.yaml").code, 0);
}

#[test]
fn an_earlier_file_is_compared() {
    let old = TABLE.replace("BillingMode: X", "TableName: old");
    let mut host =
        Invented::new(&[("new.yaml", &old.replace("old", "new")), ("old.yaml", &old), ("x.yaml", "a: [b\n")]);
    let ran = host.run("check --profile minimal new.yaml --against old.yaml");
    assert!(ran.stdout.contains("changes from `old` to `new`") && ran.stdout.contains("old.yaml:5:"), "{}", ran.stdout);
    let broken = host.run("check new.yaml --against x.yaml");
    assert!(broken.code == 1 && broken.stdout.contains("The earlier version can't be read whole"), "{}", broken.stdout);
    host.stdin = old.into();
    assert_eq!(host.run("check new.yaml --against -").code, 1);
}

#[test]
fn colours_are_asked_for_or_are_the_terminals() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let mut is_colored = |line: &str, terminal: bool, variables: [Option<&str>; 3]| {
        host.surroundings.terminals = Terminals { stdout: terminal, ..host.surroundings.terminals };
        let [no_color, force_color, term] = variables.map(|value| value.map(str::to_owned));
        let environment = &mut host.surroundings.environment;
        (environment.no_color, environment.force_color, environment.term) = (no_color, force_color, term);
        host.run(line).stdout.contains('\u{1b}')
    };
    assert!(!is_colored("check t.yaml", false, [None; 3]));
    assert!(is_colored("check t.yaml", true, [None; 3]));
    assert!(is_colored("check t.yaml", true, [Some(""), None, None]));
    assert!(!is_colored("check t.yaml", true, [Some("1"), None, None]));
    assert!(!is_colored("check t.yaml", true, [None, None, Some("dumb")]));
    assert!(is_colored("check t.yaml", false, [None, Some("1"), None]));
    assert!(!is_colored("check t.yaml", true, [None, Some("0"), None]));
    assert!(!is_colored("check t.yaml", false, [Some("1"), Some("1"), None]));
    assert!(is_colored("check --color always t.yaml", false, [Some("1"), None, None]));
    assert!(!is_colored("check --color never t.yaml", true, [None, Some("1"), None]));
    assert!(!is_colored("check --color always --format json t.yaml", true, [None; 3]));
}

#[test]
fn the_status_of_each_rule_is_added_where_it_is_asked_for_and_shown() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let ran = host.run("check t.yaml --format json --statuses");
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let first = &report["files"][0]["statuses"][0];
    assert!(first["rule"].is_string() && first["status"].is_string(), "{}", ran.stdout);
    for line in ["check t.yaml --format json", "check t.yaml --format jsonl --statuses", "check t.yaml --statuses"] {
        assert!(!host.run(line).stdout.contains("\"statuses\""), "{line}");
    }
    assert_eq!(host.run("check t.yaml --statuses").stdout, host.run("check t.yaml").stdout);
}

#[test]
fn the_time_taken_goes_to_standard_error_and_only_when_asked() {
    let mut host = Invented::new(&[("a.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n")]);
    assert_eq!(host.run("check a.yaml --time").stderr, "tablewarden: 1 file in 12.3 ms\n");
    assert_eq!(host.run("check a.yaml").stderr, "");
}

#[test]
fn facts_are_the_document_that_the_rules_see() {
    let mut host =
        Invented::new(&[("t.yaml", TABLE), ("broken.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\na: [b\n")]);
    let ran = host.run("facts t.yaml --region eu-west-1");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["DynamoDB"]["Settings"]["Region"]["Value"], "eu-west-1");
    assert!(ran.stdout.starts_with("{\"Resources\":") && ran.stdout.ends_with("}\n"), "{}", ran.stdout);
    let ran = host.run("facts broken.yaml");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.starts_with("tablewarden: broken.yaml:"), "{}", ran.stderr);
    host.stdin = TABLE.into();
    host.write("p.json", b"{}");
    let from_stdin = host.run("facts - --parameters p.json").stdout;
    assert_eq!(from_stdin, host.run("facts t.yaml").stdout);
}

#[test]
fn a_page_is_found_by_id_and_by_name() {
    for rule in ["DDB-R001", "ddb-r001", "point-in-time-recovery"] {
        let ran = Invented::new(&[]).run(&format!("explain {rule}"));
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "# pages/DDB-R001.md\n"), "{rule}");
        assert_eq!(ran.wishes, [["shipped pages/DDB-R001.md"]]);
    }
}

#[test]
fn completions_and_the_manual_page_lie_beside_the_module() {
    for (line, path) in [
        ("completions bash", "completions/tablewarden.bash"),
        ("completions zsh", "completions/_tablewarden"),
        ("completions fish", "completions/tablewarden.fish"),
        ("completions powershell", "completions/tablewarden.ps1"),
        ("man", "man/tablewarden.1"),
    ] {
        let ran = Invented::new(&[]).run(line);
        assert_eq!((ran.code, ran.stdout), (0, format!("# {path}\n")), "{line}");
        assert_eq!(ran.wishes, [[format!("shipped {path}")]]);
    }
}
