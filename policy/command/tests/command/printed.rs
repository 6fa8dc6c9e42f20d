//! What is printed, byte for byte: what a terminal takes for more than text is written out on every stream, and files are exact for a
//! program.

use tablewarden_wire::EntryKind;

use crate::invented::Invented;

const HARM: &str = "\u{202e}\u{200b}";
const WRITTEN: &str = "\\u202e\\u200b";

fn template() -> String {
    format!(
        "# {HARM}\r\nResources:\r\n  T:\r\n    Type: AWS::DynamoDB::Table\r\n    DeletionPolicy: Retain\r\n    Properties:\r\n      TableName: {HARM}\r\n"
    )
}

#[test]
fn a_file_is_exact_for_a_program_and_shown_on_a_terminal() {
    let rules = format!("# {HARM}\nrule r {{\n    Resources exists\n}}\n");
    for (words, file) in
        [("fix -", template()), ("waive --rule DDB-R001 --reason why -", template()), ("rules format -", rules)]
    {
        for is_terminal in [false, true] {
            let mut host = Invented::new(&[]);
            host.stdin = file.clone().into_bytes();
            host.surroundings.terminals.stdout = is_terminal;
            let ran = host.run(words);
            let expected = if is_terminal { WRITTEN } else { HARM };
            assert!(ran.stdout.starts_with(&format!("# {expected}")), "{words}: {}{}", ran.stdout, ran.stderr);
            assert_eq!(ran.stdout.contains(HARM), !is_terminal, "{words}: {}", ran.stdout);
            assert_eq!(ran.stdout.contains('\r'), file.contains('\r'), "ends of lines stay");
        }
    }
}

#[test]
fn a_difference_is_shown_wherever_it_goes() {
    let name = format!("a\n{HARM}.yaml");
    for is_terminal in [false, true] {
        for words in
            [&["fix", "--diff", &name][..], &["waive", "--diff", "--rule", "DDB-R001", "--reason", "why", &name]]
        {
            let mut host = Invented::new(&[(&name, &template())]);
            host.surroundings.terminals.stdout = is_terminal;
            let ran = host.run_words(words);
            assert!(ran.stdout.starts_with(&format!("--- a\\u000a{WRITTEN}.yaml\n")), "{}{}", ran.stdout, ran.stderr);
            assert!(!ran.stdout.contains(HARM) && ran.stdout.contains("\r\n"), "{}", ran.stdout);
        }
    }
}

#[test]
fn a_line_stays_one_line() {
    let name = format!("a\n\u{1b}[2J{HARM}.yaml");
    let shown = format!("a\\u000a\\u001b[2J{WRITTEN}.yaml");
    let mut host = Invented::new(&[(
        &name,
        "Resources: {T: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain, Properties: {TableName: a}}}\n",
    )]);
    for words in [&["check", "--list-files", "."][..], &["fix", "."], &["facts", "none\n"], &["check", "--\n\u{7}"]] {
        let ran = host.run_words(words);
        let all = ran.stdout + &ran.stderr;
        assert!(all.contains(&shown) || words[1].contains('\n') || words[0] == "facts", "{words:?}: {all}");
        assert!(
            !all.contains(|one: char| one.is_control() && one != '\n') && !all.contains("\n\n"),
            "{words:?}: {all}"
        );
    }
}

#[test]
fn json_says_the_same_and_has_no_such_character() {
    let text = "Resources: {\"T\\u202e\\u009b\\u001b\": {Type: AWS::DynamoDB::Table}}\n";
    let mut host = Invented::new(&[("t.yaml", text)]);
    for words in [
        "facts t.yaml",
        "check --format json t.yaml",
        "check --format sarif t.yaml",
        "changes --format json t.yaml t.yaml",
    ] {
        let ran = host.run(words);
        assert!(
            ran.stdout.chars().all(|one| one == '\n' || !one.is_control() && one != '\u{202e}'),
            "{words}: {}",
            ran.stdout
        );
        let json: serde_json::Value =
            serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{words}: {error}"));
        let has_it = words.starts_with("changes") || json.to_string().contains("T\u{202e}\u{9b}\\u001b");
        assert!(has_it, "{words}: {json}");
    }
}

#[test]
fn what_is_no_file_is_named_and_not_read() {
    let mut host = Invented::new(&[
        ("a/t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("a/x.guard", "rule x { Resources exists }\n"),
    ]);
    host.close("a/pipe.yaml", EntryKind::Other);
    host.link("a/link.yaml", "a/pipe.yaml");
    host.close("a/pipe.guard", EntryKind::Other);
    let ran = host.run("check a");
    assert_eq!(ran.code, 2, "{}", ran.stdout);
    for name in ["a/pipe.yaml", "a/link.yaml"] {
        assert!(
            ran.stdout.contains(&format!("error: This file cannot be read: it is not a regular file.\n --> {name}")),
            "{}",
            ran.stdout
        );
    }
    assert!(!ran.wishes.concat().iter().any(|wish| wish.contains("read") && wish.contains("pipe")), "{:?}", ran.wishes);
    let ran = host.run("check --rules a a/t.yaml");
    assert_eq!(
        (ran.code, &*ran.stderr),
        (2, "tablewarden: `a/pipe.guard` cannot be read: it is not a regular file.\n")
    );
    // Settings count only where they can be read.
    host.close("a/tablewarden.yaml", EntryKind::Other);
    let ran = host.run("check a/t.yaml");
    assert_eq!(ran.code, 2, "{}", ran.stdout);
    assert!(ran.stdout.contains("`a/tablewarden.yaml` cannot be read: "), "{}", ran.stdout);
}
