//! Which settings file counts.

use crate::invented::Invented;

const TABLE: &str = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: X\n";
const SETTINGS: &str = "failOn: never\n";

/// The line of the report that names the settings.
fn settings_line(host: &mut Invented, line: &str) -> String {
    let ran = host.run(&format!("check {line}"));
    let line = ran.stdout.lines().find(|line| line.starts_with("settings: ")).map(str::to_owned);
    line.unwrap_or_else(|| if ran.stderr.is_empty() { "none".to_owned() } else { ran.stderr })
}

#[test]
fn the_nearest_counts_up_to_the_root() {
    let mut host = Invented::new(&[
        ("tablewarden.yaml", SETTINGS),
        ("a/b/tablewarden.yaml", SETTINGS),
        ("a/t.yaml", TABLE),
        ("a/b/c/t.yaml", TABLE),
    ]);
    assert_eq!(settings_line(&mut host, "a/b/c/t.yaml"), "settings: a/b/tablewarden.yaml");
    assert_eq!(settings_line(&mut host, "a/t.yaml"), "settings: tablewarden.yaml");
    assert_eq!(settings_line(&mut host, "--root a a/t.yaml"), "none");
    assert_eq!(settings_line(&mut host, "--root a a/b/c/t.yaml"), "settings: b/tablewarden.yaml");
    host.stdin = TABLE.into();
    assert_eq!(settings_line(&mut host, "-"), "settings: tablewarden.yaml");
    assert_eq!(settings_line(&mut host, "."), "settings: a/b/tablewarden.yaml, tablewarden.yaml");
}

#[test]
fn each_of_four_names_is_one_of_settings_and_none_is_a_template() {
    for name in ["tablewarden.yaml", "tablewarden.yml", ".tablewarden.yaml", ".tablewarden.yml"] {
        let mut host = Invented::new(&[("t.yaml", TABLE)]);
        host.write(name, SETTINGS.as_bytes());
        assert_eq!(settings_line(&mut host, "."), format!("settings: {name}"));
        assert!(host.run("check .").stdout.contains("1 table in 1 template"), "{name}");
    }
}

#[test]
fn two_in_one_folder_are_an_error_of_its_templates() {
    let files = [("t.yaml", TABLE), (".tablewarden.yml", SETTINGS), ("tablewarden.yaml", SETTINGS)];
    let ran = Invented::new(&files).run("check t.yaml");
    let expected =
        "error: it has several settings files: tablewarden.yaml, .tablewarden.yml; keep one of them\n --> t.yaml\n";
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.starts_with(expected), "{}", ran.stdout);
}

#[test]
fn a_file_that_was_named_or_none() {
    let mut host = Invented::new(&[("tablewarden.yaml", SETTINGS), ("a/other.yaml", SETTINGS), ("t.yaml", TABLE)]);
    assert_eq!(settings_line(&mut host, "--config a/other.yaml t.yaml"), "settings: a/other.yaml");
    assert_eq!(settings_line(&mut host, "--no-config t.yaml"), "none");
    let gone = "tablewarden: gone.yaml: cannot be read: there is no such file\n";
    assert_eq!(settings_line(&mut host, "--config gone.yaml t.yaml"), gone);
}

#[test]
fn settings_that_cannot_be_read_are_an_error_of_their_templates() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    host.close("tablewarden.yaml", tablewarden_wire::EntryKind::File);
    let ran = host.run("check t.yaml");
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("its settings tablewarden.yaml: cannot be read: permission denied"), "{}", ran.stdout);
    let ran = host.run("facts t.yaml");
    let line = "tablewarden: t.yaml: its settings tablewarden.yaml: cannot be read: permission denied\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (2, line));
}

#[test]
fn all_is_looked_for_in_one_step_and_read_in_one() {
    let files: Vec<String> = (0..5).map(|number| format!("f{number}/t.yaml")).collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|name| (name.as_str(), TABLE)).collect();
    files.extend([("f1/tablewarden.yaml", SETTINGS), ("f3/tablewarden.yaml", SETTINGS)]);
    let ran = Invented::new(&files).run("check .");
    let steps: Vec<&str> = ran.wishes.iter().map(|wishes| wishes[0].split(' ').next().unwrap()).collect();
    assert_eq!(steps, ["look", "list", "look", "list", "look", "read", "answer"]);
}
