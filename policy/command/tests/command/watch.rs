//! `check --watch`: what is watched, when it is checked again, and what is shown.

use crate::invented::{Invented, Ran};

const TABLE: &str = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {X: 1}\n";
const BETTER: &str =
    "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {Y: 1, DeletionProtectionEnabled: true}\n";
const CLEAR: &str = "\u{1b}[H\u{1b}[2J\u{1b}[3J";

/// Runs it until nothing more happens to the files: the host then says so, and that is the end.
fn watch(host: &mut Invented, line: &str) -> Ran {
    let mut ran = host.run(&format!("check --watch {line}"));
    let end = "tablewarden: The files cannot be watched: the test is over.\n";
    assert_eq!(ran.code, 2, "{ran:?}");
    ran.stderr = ran.stderr.strip_suffix(end).unwrap_or_else(|| panic!("{}", ran.stderr)).to_owned();
    ran
}

fn checks(ran: &Ran) -> usize {
    ran.wishes.iter().flatten().filter(|wish| wish.starts_with("answer")).count()
}

fn watching(files: usize) -> String {
    let noun = if files == 1 { "file" } else { "files" };
    format!("tablewarden: Watching {files} {noun}. Press Ctrl+C to stop.\n")
}

/// The reports, each from its line about the run on.
fn since(ran: &Ran) -> Vec<&str> {
    let mut parts: Vec<&str> = ran.stdout.split("Since the last check: ").skip(1).collect();
    for part in &mut parts {
        let lines = part.match_indices('\n').map(|(end, _)| end + 1);
        let end = lines.take_while(|start| part[..*start].lines().skip(1).all(|line| line.starts_with("  ")));
        *part = &part[..end.last().unwrap_or(part.len())];
    }
    parts
}

#[test]
fn what_is_new_and_what_is_gone_is_said_after_each_save() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    host.people.will_save(&[("t.yaml", BETTER)]);
    host.people.will_save(&[("t.yaml", BETTER)]);
    let ran = watch(&mut host, "--format concise t.yaml");
    let once = host.run("check --format concise t.yaml").stdout;
    let mut before = Invented::new(&[("t.yaml", TABLE)]);
    let first = before.run("check --format concise t.yaml").stdout;
    assert_eq!(ran.stdout, format!("{first}{once}{once}"), "the report alone is for programs");
    let new_and_gone = "Since the last check: 1 new, 2 gone.\n  new   t.yaml:4:18 DDB-V001 unknown-property\n";
    assert!(ran.stderr.starts_with(&format!("{}{new_and_gone}", watching(1))), "{}", ran.stderr);
    assert!(ran.stderr.ends_with(&format!("Since the last check: 0 new, 0 gone.\n{}", watching(1))), "{}", ran.stderr);
}

#[test]
fn a_report_for_people_ends_with_what_is_new() {
    let mut host = Invented::new(&[("infra/t.yaml", TABLE)]);
    host.people.will_save(&[("infra/new.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n")]);
    host.people.will_save(&[("infra/new.yaml", TABLE)]);
    host.people.will_remove("infra/new.yaml");
    let ran = watch(&mut host, "infra");
    let said = since(&ran);
    assert_eq!(said.len(), 3, "{}", ran.stdout);
    assert_eq!(said[0], "0 new, 0 gone.\n");
    assert!(said[1].starts_with("6 new, 0 gone.\n  new   infra/new.yaml:4:5 DDB-B003 "), "{}", said[1]);
    assert!(said[2].starts_with("0 new, 6 gone.\n  gone  infra/new.yaml:4:5 DDB-B003 "), "{}", said[2]);
    assert_eq!(ran.stderr, [watching(1), watching(2), watching(2), watching(1)].concat());
    assert!(!ran.stdout.contains('\u{1b}'), "no escape codes into a pipe");
}

#[test]
fn what_was_looked_at_before_it_was_watched_is_looked_at_once_more() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let ran = watch(&mut host, "t.yaml");
    assert_eq!(checks(&ran), 2);
    let watches: Vec<&String> = ran.wishes.iter().flatten().filter(|wish| wish.starts_with("watch")).collect();
    assert_eq!(watches.len(), 2);
    assert_eq!(watches[0], watches[1]);
    let once = Invented::new(&[("t.yaml", TABLE)]).run("check t.yaml").stdout;
    assert_eq!((ran.stdout, ran.stderr), (once, watching(1)), "the same report is shown once");
}

#[test]
fn what_changes_during_a_check_is_shown_when_it_has_settled() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    // The second check reads what an editor has begun to write.
    host.people.will_save_during_checks("t.yaml", &[TABLE, "", BETTER]);
    let ran = watch(&mut host, "t.yaml");
    assert!(!ran.stdout.contains("Nothing was checked"), "{}", ran.stdout);
    assert!(since(&ran)[0].starts_with("1 new, 2 gone."), "{:?}", since(&ran));
    assert_eq!(
        since(&ran).len(),
        1 + 1,
        "it is shown though it changes, and once more when it does not: {:?}",
        since(&ran)
    );
}

#[test]
fn a_file_that_changes_all_the_time_is_shown_all_the_same() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let texts: Vec<String> = (0..20).map(|number| TABLE.replace('X', &format!("X{number}"))).collect();
    host.people.will_save_during_checks("t.yaml", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let ran = watch(&mut host, "t.yaml");
    assert!((8..=12).contains(&since(&ran).len()), "{}", since(&ran).len());
    assert!(ran.stdout.contains("`X19` is not a property"));
}

#[test]
fn a_file_that_is_of_no_meaning_changes_nothing_that_is_shown() {
    let mut host = Invented::new(&[("infra/t.yaml", TABLE)]);
    host.people.will_save(&[("infra/.t.yaml.swp", "x")]);
    host.people.will_save(&[("elsewhere.yaml", TABLE)]);
    let ran = watch(&mut host, "infra");
    assert_eq!(checks(&ran), 3, "only what is in the folder is a change");
    assert_eq!(since(&ran), Vec::<&str>::new());
}

#[test]
fn a_half_written_template_shows_its_error_and_nothing_of_it_is_gone() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    host.people.will_save(&[("t.yaml", "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {Y: ")]);
    host.people.will_save(&[("t.yaml", TABLE)]);
    let ran = watch(&mut host, "t.yaml");
    assert!(ran.stdout.contains("is never closed"), "{}", ran.stdout);
    assert_eq!(since(&ran), ["0 new, 0 gone.\n", "0 new, 0 gone.\n"]);
}

#[test]
fn a_file_that_is_removed_and_made_again_is_followed() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    host.people.will_remove("t.yaml");
    host.people.will_save(&[("t.yaml", TABLE)]);
    let ran = watch(&mut host, "t.yaml");
    assert_eq!(ran.stdout.matches("there is no such file").count(), 1, "{}", ran.stdout);
    assert_eq!(since(&ran), ["0 new, 0 gone.\n", "0 new, 0 gone.\n"], "a file that cannot be read is as it was");
}

#[test]
fn settings_rule_files_and_parameters_are_watched_too() {
    let rule = "rule a when Resources exists { Resources.T.Properties.X == 2 <<must be 2>> }";
    let mut host = Invented::new(&[("infra/t.yaml", TABLE), ("a.guard", rule), ("p.yaml", "A: b\n")]);
    host.people.will_save(&[("a.guard", &rule.replace('2', "1"))]);
    host.people.will_save(&[("tablewarden.yaml", "exclude: [other]\n")]);
    host.people.will_save(&[("infra/tablewarden.yaml", "failOn: eror\n")]);
    host.people.will_remove("infra/tablewarden.yaml");
    host.people.will_save(&[("p.yaml", "A: c\n")]);
    let ran = watch(&mut host, "--rules a.guard --parameters p.yaml infra/t.yaml");
    assert!(since(&ran)[0].starts_with("0 new, 1 gone."), "{:?}", since(&ran));
    assert_eq!(ran.stdout.matches("Did you mean `error`?").count(), 1, "{}", ran.stdout);
    assert_eq!(since(&ran).len(), 5, "{:?}", since(&ran));
}

#[test]
fn a_baseline_is_watched_and_what_it_has_is_neither_new_nor_gone() {
    let other = TABLE.replace('X', "Y");
    let mut host = Invented::new(&[("t.yaml", &other)]);
    host.run("check --write-baseline known.json t.yaml");
    let known = host.text("known.json");
    host.write("known.json", b"{\"version\": 1, \"files\": {}}");
    host.people.will_save(&[("known.json", &known)]);
    host.people.will_save(&[("t.yaml", TABLE)]);
    let ran = watch(&mut host, "--baseline known.json t.yaml");
    assert!(since(&ran)[0].starts_with("0 new, 6 gone."), "{:?}", since(&ran));
    assert_eq!(since(&ran)[1], "1 new, 0 gone.\n  new   t.yaml:4:18 DDB-V001 unknown-property\n");
}

#[test]
fn a_run_that_fails_says_why_and_waits() {
    let mut host = Invented::new(&[("infra/readme.md", "x")]);
    host.people.will_save(&[("infra/t.yaml", TABLE)]);
    let ran = watch(&mut host, "infra");
    let line =
        "tablewarden: Nothing was checked: no .yaml, .yml, .json, .template or .jsn file was found. Name a template.\n";
    assert_eq!(ran.stderr, format!("{line}{}{}", watching(0), watching(1)));
    assert!(since(&ran)[0].starts_with("6 new, 0 gone."), "{:?}", since(&ran));
}

#[test]
fn a_terminal_is_cleared_before_each_report_but_the_first() {
    let run = |change: fn(&mut Invented), options: &str| {
        let mut host = Invented::new(&[("t.yaml", TABLE)]);
        host.surroundings.terminals.stdout = true;
        change(&mut host);
        host.people.will_save(&[("t.yaml", BETTER)]);
        host.people.will_save(&[("t.yaml", TABLE)]);
        watch(&mut host, &format!("{options} t.yaml")).stdout
    };
    let cleared = run(|_| {}, "");
    assert_eq!(cleared.matches(CLEAR).count(), 2);
    assert!(!cleared.starts_with(CLEAR));
    let no_color = run(|host| host.surroundings.environment.no_color = Some("1".to_owned()), "");
    assert!(!no_color.contains('\u{1b}'));
    assert!(!run(|host| host.surroundings.environment.term = Some("dumb".to_owned()), "").contains('\u{1b}'));
    assert!(!run(|_| {}, "--color never").contains('\u{1b}'));
    let pipe = run(|host| host.surroundings.terminals.stdout = false, "--color always");
    assert!(pipe.contains('\u{1b}') && !pipe.contains(CLEAR), "colours, but nothing to clear");
}

#[test]
fn what_does_not_go_with_it_is_refused_in_one_line() {
    for (options, line) in [
        ("--list-files t.yaml", "`--watch` and `--list-files` exclude each other. Give one of them."),
        ("--output-file x t.yaml", "`--watch` and `--output-file` exclude each other. Give one of them."),
        (
            "--format sarif=x t.yaml",
            "`--watch` prints to standard output only. Write `--format sarif` instead of `--format sarif=x`.",
        ),
        ("-", "`--watch` needs files: standard input can be read only once. Name a file instead of `-`."),
        (
            "--rules - t.yaml",
            "`--watch` needs files: standard input can be read only once. Name a file instead of `-`.",
        ),
    ] {
        let ran = Invented::new(&[("t.yaml", TABLE)]).run(&format!("check --watch {options}"));
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr), (2, "", format!("tablewarden: {line}\n")), "{options}");
        assert_eq!(ran.wishes, Vec::<Vec<String>>::new());
    }
}

#[test]
fn reports_that_settings_send_to_files_are_left_out() {
    let mut host = Invented::new(&[("t.yaml", TABLE), ("tablewarden.yaml", "format: [sarif=out.sarif]\n")]);
    host.people.will_save(&[("t.yaml", BETTER)]);
    let ran = watch(&mut host, "t.yaml");
    assert!(!host.has("out.sarif"));
    assert!(ran.stdout.contains("1 table in 1 template"), "{}", ran.stdout);
}

#[test]
fn quiet_says_nothing_of_the_watching() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    assert_eq!(watch(&mut host, "--quiet t.yaml").stderr, "");
}
