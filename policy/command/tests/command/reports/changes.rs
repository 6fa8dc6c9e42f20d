//! `changes`: what it compares, what it prints, and how it exits.

use crate::invented::Invented;

fn table(properties: &str) -> String {
    format!("Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {{{properties}}}\n")
}

fn host() -> Invented {
    let key = |name: &str| table(&format!("KeySchema: [{{AttributeName: {name}, KeyType: HASH}}]"));
    let mut host = Invented::new(&[("old.yaml", &key("a")), ("new.yaml", &key("b")), ("infra/t.yaml", &key("b"))]);
    host.commit("HEAD", "infra/t.yaml", &key("a"));
    host
}

#[test]
fn the_first_word_is_the_earlier_version_of_the_others() {
    let mut host = host();
    let files = host.run("changes old.yaml new.yaml");
    assert_eq!(files.code, 0, "{}", files.stderr);
    let row = "data is deleted  T            4     4    The partition key changes from `a` to `b`.\n";
    assert!(files.stdout.starts_with("new.yaml, compared with old.yaml\n"), "{}", files.stdout);
    assert!(files.stdout.contains(row), "{}", files.stdout);
    let git = host.run("changes git:HEAD infra").stdout;
    assert!(git.starts_with("infra/t.yaml, compared with git:HEAD:infra/t.yaml\n") && git.contains(row), "{git}");
    let same = host.run("changes new.yaml new.yaml").stdout;
    assert!(same.contains("\nunchanged: T\n"), "{same}");
}

#[test]
fn settings_waivers_and_severities_do_not_hide_what_happens() {
    let mut host = host();
    let expected = "The partition key changes from `a` to `b`.";
    host.write("tablewarden.yaml", b"format: [concise]\nfailOn: note\nrules:\n  DDB-C001: off\n");
    let ran = host.run("changes old.yaml new.yaml");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("data is deleted") && ran.stdout.contains("The partition key changes from `a` to `b`.")
    );
    assert!(host.run("changes old.yaml new.yaml --no-config").stdout.contains(expected));
}

#[test]
fn what_cannot_be_compared_exits_with_2() {
    let mut host = host();
    host.write("broken.yaml", b"Resources: [\n");
    host.write("none.yaml", b"a: b\n");
    for (line, says) in [
        ("changes", "Name the earlier version and the template"),
        ("changes old.yaml", "Name a template or a folder behind the earlier version"),
        ("changes gone.yaml new.yaml", "gone.yaml"),
        ("changes git:nowhere infra", "nowhere"),
        ("changes old.yaml broken.yaml", "broken.yaml"),
        ("changes old.yaml none.yaml", "none.yaml"),
        ("changes old.yaml new.yaml infra/t.yaml", "exactly one template"),
        ("changes old.yaml new.yaml --format sarif", "`--format` must be text, json or markdown"),
        ("changes old.yaml new.yaml --against old.yaml", "Unknown option `--against`"),
    ] {
        let ran = host.run(line);
        assert_eq!(ran.code, 2, "{line}");
        assert!(
            [&ran.stdout, &ran.stderr].iter().any(|text| text.contains(says)),
            "{line}: {}{}",
            ran.stdout,
            ran.stderr
        );
    }
}

#[test]
fn formats_go_where_they_are_sent() {
    let mut host = host();
    let printed = host.run("changes old.yaml new.yaml --format markdown").stdout;
    assert!(printed.starts_with("<!-- tablewarden changes -->\n### tablewarden: 1 table of 1 changes\n"), "{printed}");
    let ran = host.run("changes old.yaml new.yaml --format markdown=m.md --format json");
    assert_eq!((ran.code, host.text("m.md")), (0, printed));
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["files"][0]["changes"]["tables"][0]["effects"][0]["property"], "KeySchema");
    assert_eq!(report["files"][0]["changes"]["tables"][0]["effects"][0]["rule"], "DDB-C001");
}

#[test]
fn no_annotation_stands_beside_a_report_of_changes() {
    let mut host = host();
    let printed = host.run("changes old.yaml new.yaml").stdout;
    host.surroundings.environment.github_actions = Some("true".to_owned());
    assert_eq!(host.run("changes old.yaml new.yaml").stdout, printed);
}
