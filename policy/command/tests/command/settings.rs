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
        "error: It has several settings files: tablewarden.yaml, .tablewarden.yml. Keep one of them.\n --> t.yaml\n";
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.starts_with(expected), "{}", ran.stdout);
}

#[test]
fn a_file_that_was_named_or_none() {
    let mut host = Invented::new(&[("tablewarden.yaml", SETTINGS), ("a/other.yaml", SETTINGS), ("t.yaml", TABLE)]);
    assert_eq!(settings_line(&mut host, "--config a/other.yaml t.yaml"), "settings: a/other.yaml");
    assert_eq!(settings_line(&mut host, "--no-config t.yaml"), "none");
    let gone = "tablewarden: `gone.yaml` cannot be read: there is no such file.\n";
    assert_eq!(settings_line(&mut host, "--config gone.yaml t.yaml"), gone);
}

#[test]
fn settings_that_cannot_be_read_are_an_error_of_their_templates() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    host.close("tablewarden.yaml", tablewarden_wire::EntryKind::File);
    let ran = host.run("check t.yaml");
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("`tablewarden.yaml` cannot be read: permission denied."), "{}", ran.stdout);
    let ran = host.run("facts t.yaml");
    let line = "tablewarden: t.yaml: `tablewarden.yaml` cannot be read: permission denied.\n";
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

#[test]
fn rule_files_of_the_settings_are_evaluated_from_their_folder_on() {
    let rule = "rule owner {\n    Owner exists\n}\n";
    let mut host = Invented::new(&[
        ("shop/tablewarden.yaml", "ruleFiles: [rules, ../one.guard]\nrules: {owner: warning}\n"),
        ("shop/rules/a.guard", rule),
        ("one.guard", "rule stage {\n    Stage exists\n}\n"),
        ("shop/t.yaml", "Resources: {}\n"),
        ("other.yaml", "Resources: {}\n"),
    ]);
    let ran = host.run("check --format concise --no-default-rules shop");
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("warning[owner]") && ran.stdout.contains("error[stage]"), "{}", ran.stdout);
    let ran = host.run("check --format concise --no-default-rules --rules shop/rules shop/t.yaml");
    assert_eq!(ran.stdout.matches("[owner]").count(), 1, "the same file counts once: {}", ran.stdout);
    let ran = host.run("check --format concise --no-default-rules shop other.yaml");
    let nothing = "other.yaml: error: `--no-default-rules` leaves no rule to evaluate. Add `--rules FILE`.\n";
    assert!(ran.code == 2 && ran.stdout.contains(nothing), "{}", ran.stdout);
    host.write("shop/tablewarden.yaml", b"ruleFiles: gone.guard\n");
    let ran = host.run("check --format concise shop");
    let gone = "shop/t.yaml: error: In its settings `shop/tablewarden.yaml`: `shop/gone.guard` cannot be read: there is no such file.\n";
    assert_eq!((ran.code, ran.stdout.as_str()), (2, gone));
}

#[test]
fn values_of_parameters_are_those_of_the_command_line_first() {
    let template =
        "Parameters:\n  Stage: {Type: String, AllowedValues: [dev, prod]}\nResources: {Q: {Type: AWS::SQS::Queue}}\n";
    let mut host =
        Invented::new(&[("t.yaml", template), ("tablewarden.yaml", "parameters: {Stage: test, Stagee: x}\n")]);
    let ran = host.run("check --format concise t.yaml");
    let expected = "tablewarden.yaml:1:35: notice: The template has no parameter `Stagee`. Did you mean `Stage`?\n\
                    tablewarden.yaml:1:21: error: `test` is not an allowed value of parameter `Stage`. CloudFormation refuses it.\n";
    assert_eq!((ran.code, ran.stdout.as_str()), (2, expected));
    assert_eq!(host.run("check t.yaml --parameter Stage=prod").code, 0);
}

#[test]
fn formats_are_those_of_the_working_directory_where_none_is_typed() {
    let mut host = Invented::new(&[
        ("tablewarden.yaml", "format: [concise, json=out.json]\nfailOn: never\nrules: {}\n"),
        ("a/t.yaml", TABLE),
        ("a/tablewarden.yaml", "format: markdown\nfailOn: never\n"),
    ]);
    let ran = host.run("check a");
    assert!(ran.stdout.contains("\na/t.yaml:5:20: ") && host.text("out.json").starts_with("{\n"), "{}", ran.stdout);
    assert!(host.run("check .").stderr.contains("Name another file, or exclude this one."));
    assert!(host.run("check --format markdown a").stdout.starts_with("<!-- tablewarden -->"));
    assert!(host.run("check --no-config a").stdout.contains(" --> a/t.yaml:5:20"));
}

#[test]
fn what_is_excluded_is_left_out_of_folders() {
    let mut host = Invented::new(&[
        ("tablewarden.yaml", "exclude: [\"*.test.yaml\", /gen]\n"),
        ("a/t.yaml", TABLE),
        ("a/t.test.yaml", TABLE),
        ("a/gen/t.yaml", TABLE),
        ("gen/t.yaml", TABLE),
        ("old/tablewarden.yaml", "paths: {only: infra, except: [infra/legacy/]}\n"),
        ("old/t.yaml", TABLE),
        ("old/infra/t.yaml", TABLE),
        ("old/infra/legacy/t.yaml", TABLE),
        ("old/readme.json", "{}"),
    ]);
    host.close("a/secret", tablewarden_wire::EntryKind::Folder);
    let mut list = |line: &str| host.run(&format!("check --list-files {line}")).stdout;
    assert_eq!(list(". --exclude secret"), "a/gen/t.yaml\na/t.yaml\nold/infra/t.yaml\n");
    assert_eq!(list(". --exclude old/ --exclude a/secret --exclude gen"), "a/t.yaml\n");
    assert_eq!(list("gen/t.yaml a/t.test.yaml old/t.yaml"), "gen/t.yaml\na/t.test.yaml\nold/t.yaml\n", "named");
    assert_eq!(list("--skip-other-files gen/t.yaml a/t.yaml"), "a/t.yaml\n", "a hook names every file");
    assert_eq!(list("old --no-config"), "old/infra/legacy/t.yaml\nold/infra/t.yaml\nold/t.yaml\n");
    let ran = host.run("check gen");
    let expected = "tablewarden: Nothing was checked: `--exclude` or the settings leave out every template that was found. Name a \
                    file to check it all the same.\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (2, expected));
    let ran = host.run("check --skip-other-files gen/t.yaml");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "Nothing was checked.\n"));
}

#[test]
fn a_glob_with_an_exclamation_mark_takes_back() {
    let mut host = Invented::new(&[("a/t.yaml", TABLE), ("b/t.yaml", TABLE), ("c/t.yaml", TABLE)]);
    for settings in [
        "exclude: [\"*.yaml\", \"!b/t.yaml\"]\n",
        "paths: {only: [\"*\", \"!a\", \"!c\"]}\n",
        "paths: {except: [\"*\", \"!/b\"]}\n",
    ] {
        host.write("tablewarden.yaml", settings.as_bytes());
        let ran = host.run("check --list-files .");
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "b/t.yaml\n"), "{settings}");
    }
    let typed = host.run_words(&["check", "--no-config", "--list-files", "--exclude", "*", "--exclude", "!/b", "."]);
    assert_eq!(typed.stdout, "b/t.yaml\n");
}

#[test]
fn a_region_and_its_partition_belong_together() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let wrong = "Region `cn-north-1` is in partition `aws-cn`, not `aws`.";
    for command in ["check", "facts", "draw", "waive"] {
        let ran = host.run(&format!("{command} --region cn-north-1 --partition aws t.yaml"));
        assert_eq!((ran.code, ran.stderr), (2, format!("tablewarden: {wrong}\n")));
    }
    host.write("tablewarden.yaml", b"region: cn-north-1\npartition: aws\n");
    let ran = host.run("check --format concise t.yaml");
    assert!(ran.code == 2 && ran.stdout.contains(&format!("tablewarden.yaml:2:12: error: {wrong}")), "{}", ran.stdout);
    host.write("tablewarden.yaml", b"partition: aws\n");
    let ran = host.run("check --format concise --region cn-north-1 t.yaml");
    assert!(ran.code == 2 && ran.stdout.contains(wrong), "{}", ran.stdout);
}

#[test]
fn an_empty_list_of_paths_is_no_condition() {
    let mut host = Invented::new(&[("t.yaml", TABLE), ("tablewarden.yaml", "paths: {only: []}\nfailOn: never\n")]);
    assert_eq!(host.run("check t.yaml").code, 0);
}

#[test]
fn a_format_of_the_settings_names_its_file() {
    let mut host = Invented::new(&[("t.yaml", TABLE), ("tablewarden.yaml", "format: json=\n")]);
    let ran = host.run("check t.yaml");
    assert!(ran.code == 2 && ran.stdout.contains("`json=` names no file. Write `json=FILE`."), "{}", ran.stdout);
}

/// What `init` writes, with its examples in force.
fn with_examples(written: &str) -> String {
    let is_comment = |line: &&str| line.starts_with("##") || line.starts_with("# yaml-language-server");
    let lines = written.lines().filter(|line| !is_comment(line));
    lines.map(|line| line.strip_prefix("# ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn init_writes_settings_that_change_nothing() {
    let files = [
        ("infra/t.yaml", TABLE),
        ("infra/deep/u.json", "{\"Resources\": {}}"),
        ("infra/other.yaml", "a: b\n"),
        ("t.yaml", TABLE),
    ];
    for (folder, path, found) in [
        ("infra", "infra/tablewarden.yaml", "2 templates with 1 table"),
        (".", "tablewarden.yaml", "3 templates with 2 tables"),
    ] {
        let mut host = Invented::new(&files);
        let before = host.run(&format!("check --format concise {folder}"));
        let ran = host.run(&format!("init {folder}"));
        let line = format!("Wrote `{path}` for {found}. Next, run `tablewarden check {folder}`.\n");
        assert_eq!((ran.code, ran.stdout, ran.stderr), (0, line, String::new()));
        assert!(host.is_tidy());
        let after = host.run(&format!("check --format concise {folder}"));
        assert_eq!((after.code, after.stdout, after.stderr), (before.code, before.stdout, before.stderr));
        assert!(host.run(&format!("check {folder}")).stdout.contains(&format!("settings: {path}\n")));
        let written = host.text(path);
        assert!(
            written.starts_with("# yaml-language-server: $schema=https://") && written.contains(found),
            "{written}"
        );
        // Each example can be meant.
        host.write(path, with_examples(&written).as_bytes());
        host.run(&format!("check --write-baseline {folder}/baseline.json {folder}"));
        let ran = host.run(&format!("check {folder}"));
        assert!(ran.code == 0 && ran.stdout.contains("no new problems found"), "{ran:?}");
        assert!(!ran.stdout.contains("tablewarden.yaml:"), "{ran:?}");
    }
    let mut host = Invented::new(&files);
    assert!(host.run("init").stdout.ends_with(" Next, run `tablewarden check .`.\n") && host.has("tablewarden.yaml"));
    let line = "Wrote `none/tablewarden.yaml` for 0 templates with 0 tables. Next, run `tablewarden check TEMPLATE`.\n";
    let mut host = Invented::new(&[("none/notes.txt", "")]);
    assert_eq!(host.run("init none").stdout, line);
}

#[test]
fn init_names_what_the_cdk_makes_as_what_to_leave_out() {
    let manifest = r#"{"version": "44.0.0", "artifacts": {"S": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "S.template.json"}}}}"#;
    let mut host =
        Invented::new(&[("cdk.out/manifest.json", manifest), ("cdk.out/S.template.json", "{\"Resources\": {}}")]);
    assert_eq!(host.run("init .").code, 0);
    assert!(host.text("tablewarden.yaml").contains("\n# exclude: cdk.out\n"));
}

#[test]
fn init_never_replaces_or_shadows_settings() {
    let mut host = Invented::new(&[("a/b/t.yaml", TABLE), ("a/.tablewarden.yml", SETTINGS), ("t.yaml", TABLE)]);
    for (folder, name) in [("a", "a/.tablewarden.yml"), ("a/b", "a/.tablewarden.yml")] {
        let ran = host.run(&format!("init {folder}"));
        let line = format!("tablewarden: The settings in `{name}` count for `{folder}` already. Edit that file.\n");
        assert_eq!((ran.code, ran.stdout, ran.stderr), (2, String::new(), line));
        assert!(!host.has(&format!("{folder}/tablewarden.yaml")));
    }
    let ran = host.run("init t.yaml");
    let line = "tablewarden: `t.yaml` is not a folder. Name the folder that the settings are for.\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (2, line));
    assert_eq!(host.run("init a b").code, 2);
    host.close("c/tablewarden.yaml", tablewarden_wire::EntryKind::File);
    assert_eq!(host.run("init c").code, 2);
}
