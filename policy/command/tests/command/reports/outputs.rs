//! Where reports go: several formats in one run, files, standard output, and what is said beside them.

use crate::invented::Invented;

const TABLE: &str = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema: []\n";

fn host() -> Invented {
    Invented::new(&[("a.yaml", TABLE), ("b.yaml", TABLE)])
}

#[test]
fn a_format_with_a_file_is_written_beside_the_text() {
    let alone = host().run("check a.yaml");
    let mut host = host();
    let ran = host.run("check a.yaml --format text --format json=out/report.json");
    assert_eq!((ran.code, &ran.stdout), (alone.code, &alone.stdout));
    assert!(host.is_tidy());
    let report: serde_json::Value = serde_json::from_str(&host.text("out/report.json")).unwrap();
    assert_eq!(report["files"][0]["file"], "a.yaml");
    assert_eq!(host.run("check a.yaml --format json").stdout, host.text("out/report.json"));
}

#[test]
fn formats_that_all_go_to_files_leave_the_text_to_people() {
    let mut host = host();
    let ran = host.run("check a.yaml --format=json=r.json");
    assert_eq!(ran.stdout, host.run("check a.yaml").stdout);
    assert!(host.has("r.json"));
}

#[test]
fn an_output_file_takes_what_would_be_printed_without_colours() {
    let mut host = host();
    host.surroundings.terminals.stdout = true;
    let printed = host.run("check a.yaml --color never");
    let ran = host.run("check a.yaml --output-file r.txt");
    assert_eq!((ran.code, ran.stdout.as_str()), (printed.code, ""));
    assert_eq!(host.text("r.txt"), printed.stdout);
}

#[test]
fn two_formats_do_not_share_a_place() {
    let line = host().run("check a.yaml --format text --format json").stderr;
    assert_eq!(line, "tablewarden: Two formats go to standard output. Give one a file, as in `--format json=FILE`.\n");
    let ran = host().run("check a.yaml --format text=r --format json=./r");
    assert_eq!(ran.stderr, "tablewarden: `./r` is named for two formats. Give each its own file.\n");
    assert_eq!(ran.code, 2);
}

#[test]
fn a_report_replaces_no_file_that_is_checked() {
    let mut host = host();
    host.link("link", "a.yaml");
    for file in ["a.yaml", "./a.yaml", "link"] {
        let ran = host.run(&format!("check . --format json={file}"));
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains("The report would replace"), "{}", ran.stderr);
    }
    assert_eq!(host.text("a.yaml"), TABLE);
}

#[test]
fn a_file_that_cannot_be_written_is_told_before_the_work() {
    let mut host = host();
    host.close("closed", tablewarden_wire::EntryKind::File);
    host.write("folder/x", b"");
    for (file, why) in [("closed", "permission denied"), ("folder", "it is a folder")] {
        let ran = host.run(&format!("check a.yaml --format json={file}"));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert_eq!(ran.stderr, format!("tablewarden: `{file}` cannot be written: {why}.\n"));
        assert!(!ran.wishes.iter().flatten().any(|wish| wish.starts_with("answer")));
    }
    let ran = host.run("check a.yaml --format json=r.json --format text=closed");
    assert!(ran.code == 2 && host.is_tidy() && !host.has("r.json"), "a report that was begun leaves nothing");
}

#[test]
fn a_disk_that_is_full_costs_that_report_only() {
    let mut host = host();
    let ran = host.run("check a.yaml --format json=full --format text=r.txt");
    assert_eq!(ran.code, 2);
    assert_eq!(ran.stderr, "tablewarden: `full` cannot be written: input/output error 28.\n");
    assert!(host.text("r.txt").contains("1 table in 1 template") && !host.has("full"));
}

#[test]
fn a_long_run_is_written_as_it_goes_and_in_the_order_of_the_files() {
    let names: Vec<String> = (100..300).map(|number| format!("t/{number}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), TABLE)).collect();
    let mut host = Invented::new(&files);
    let ran = host.run("check t --format json=r.json --quiet");
    let writes = ran.wishes.iter().flatten().filter(|wish| *wish == "write /work/r.json").count();
    assert!(writes > 3, "{writes}");
    let report: serde_json::Value = serde_json::from_str(&host.text("r.json")).unwrap();
    let written: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert_eq!(written, names);
}

#[test]
fn quiet_leaves_findings_and_errors() {
    let ran = host().run("check a.yaml --quiet");
    assert!(ran.stdout.contains("error[") && !ran.stdout.contains("in 1 template"), "{}", ran.stdout);
    assert_eq!(Invented::new(&[("c.yaml", "Resources: {A: {Type: X}}")]).run("check c.yaml --quiet").stdout, "");
    let ran = host().run("check gone.yaml --quiet");
    assert!(ran.stdout.contains("there is no such file") && ran.code == 2, "{}", ran.stdout);
}

#[test]
fn statistics_stand_behind_the_text_and_else_on_standard_error() {
    let ran = host().run("check a.yaml b.yaml --statistics");
    let (_, behind) = ran.stdout.split_once("Findings by rule:\n").unwrap();
    assert!(behind.contains("Findings by template:\n") && behind.trim_end().ends_with("b.yaml"), "{behind}");
    let ran = host().run("check a.yaml b.yaml --statistics --format json");
    assert!(ran.stderr.starts_with("Findings by rule:\n  2  DDB-"), "{}", ran.stderr);
    assert!(serde_json::from_str::<serde_json::Value>(&ran.stdout).is_ok());
}

#[test]
fn in_a_workflow_of_github_annotations_stand_beside_what_people_read() {
    let mut host = Invented::new(&[("t.yaml", TABLE)]);
    let plain = host.run("check t.yaml").stdout;
    assert!(!plain.contains("::error"), "{plain}");
    host.surroundings.environment.github_actions = Some("true".to_owned());
    for line in ["check t.yaml", "check t.yaml --format sarif=out.sarif"] {
        let ran = host.run(line).stdout;
        let commands: Vec<&str> = ran.lines().filter(|line| line.starts_with("::error file=t.yaml,line=")).collect();
        assert_eq!(commands.len(), plain.matches("error[").count(), "{ran}");
        assert!(ran.starts_with(plain.lines().next().unwrap()), "{ran}");
    }
    for line in ["check t.yaml --format json", "check t.yaml --format github=a.txt", "check t.yaml --output-file a.txt"]
    {
        assert!(!host.run(line).stdout.contains("::error"), "{line}");
    }
}

#[test]
fn columns_count_units_of_utf_16() {
    let text = "Resources:\n  T: {Type: AWS::DynamoDB::Table, Properties: {\"𝒳é\": 1, BillingMode: X}}\n";
    let mut host = Invented::new(&[("t.yaml", text)]);
    let column = text.lines().nth(1).unwrap().split("X}").next().unwrap().encode_utf16().count() + 1;
    let ran = host.run("check --format concise t.yaml");
    assert!(ran.stdout.contains(&format!("t.yaml:2:{column}: error[")), "{}", ran.stdout);
}
