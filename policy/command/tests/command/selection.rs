//! Which files are checked, in which order, under which names.

use tablewarden_wire::EntryKind;

use crate::invented::{Invented, Ran};

const EMPTY: &str = "Resources: {T: {Type: AWS::SNS::Topic}}\n";

/// The files that `tablewarden check` looks at, in the order of the report, and the whole run.
fn checked(host: &mut Invented, line: &str) -> (Vec<String>, Ran) {
    let ran = host.run(&format!("check --format json {line}"));
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    let names = report["files"].as_array().cloned().unwrap_or_default();
    (names.iter().map(|file| file["file"].as_str().unwrap().to_owned()).collect(), ran)
}

fn unread(ran: &Ran) -> Vec<(String, String)> {
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let text = |notice: &serde_json::Value, key: &str| notice[key].as_str().unwrap().to_owned();
    let notices = report["notices"].as_array().unwrap();
    notices.iter().map(|notice| (text(notice, "file"), text(notice, "message"))).collect()
}

#[test]
fn a_folder_gives_its_templates_in_the_order_of_their_names() {
    let names = [
        "b/z.yaml",
        "b/a.json",
        "b.yml",
        "a.template",
        "c.jsn",
        "UPPER.YAML",
        ".hidden.yaml",
        "readme.md",
        "yaml",
        ".git/x.yaml",
        "node_modules/x.yaml",
        "b/target/x.yaml",
        "b/.cache/x.json",
        "targets/x.yaml",
    ];
    let mut host = Invented::new(&names.map(|name| (name, EMPTY)));
    let (names, ran) = checked(&mut host, ".");
    let expected =
        [".hidden.yaml", "UPPER.YAML", "a.template", "b.yml", "b/a.json", "b/z.yaml", "c.jsn", "targets/x.yaml"];
    assert_eq!(names, expected);
    let lists: Vec<_> = ran.wishes.iter().filter(|wishes| wishes[0].starts_with("list")).collect();
    assert_eq!(lists.len(), 2, "folders of one depth are listed together: {lists:?}");
}

#[test]
fn a_folder_that_is_named_is_gone_into_whatever_its_name() {
    let mut host = Invented::new(&[(".github/x.yaml", EMPTY), ("target/y.yaml", EMPTY)]);
    assert_eq!(checked(&mut host, ".github target").0, [".github/x.yaml", "target/y.yaml"]);
}

#[test]
fn a_named_file_needs_no_ending_and_is_not_skipped() {
    let mut host = Invented::new(&[("t.txt", "a: 1\n"), ("d/t.yaml", "a: 1\n")]);
    assert_eq!(host.run("check t.txt").code, 2);
    assert_eq!(host.run("check d").code, 2, "a folder is expected to have a template");
    assert_eq!(host.run("check --skip-other-files d").code, 2);
    assert_eq!(host.run("check --skip-other-files t.txt").code, 0);
}

#[test]
fn a_file_comes_once_and_naming_it_counts_more_than_finding_it() {
    let mut host = Invented::new(&[("a.yaml", EMPTY), ("b.yaml", EMPTY)]);
    host.stdin = EMPTY.into();
    let (names, ran) = checked(&mut host, "b.yaml ./b.yaml . a.yaml - -");
    assert_eq!((names, ran.code), (["b.yaml", "a.yaml", "<stdin>"].map(str::to_owned).to_vec(), 0));
    host.write("a.yaml", b"x: 1\n");
    assert_eq!(host.run("check . a.yaml").code, 2, "named, so it has to be a template");
}

#[test]
fn links_to_files_are_read_and_links_to_folders_are_not_followed() {
    let mut host = Invented::new(&[("real/a.yaml", EMPTY)]);
    host.link("real/circle.yaml", "real");
    host.link("b.yaml", "real/a.yaml");
    host.link("nowhere.yaml", "gone.yaml");
    let (names, ran) = checked(&mut host, ".");
    assert_eq!(names, ["b.yaml"], "the same file under two names comes once");
    let broken = ("nowhere.yaml".to_owned(), "This file cannot be read: there is no such file.".to_owned());
    assert_eq!((unread(&ran), ran.code), (vec![broken], 2));
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_checked() {
    let mut host = Invented::new(&[("a.yaml", EMPTY), ("trapped.yaml", "trap")]);
    host.close("closed.yaml", EntryKind::File);
    host.close("shut", EntryKind::Folder);
    host.nameless("caf\u{fffd}.yaml");
    let (names, ran) = checked(&mut host, ". gone.yaml");
    assert_eq!((names, ran.code), (vec!["a.yaml".to_owned()], 2));
    let expected = [
        ("caf\u{fffd}.yaml", "This file cannot be read: its name is not Unicode."),
        ("closed.yaml", "This file cannot be read: permission denied."),
        ("shut", "This file cannot be read: permission denied."),
        ("trapped.yaml", "internal error: the engine stopped: unreachable"),
        ("gone.yaml", "This file cannot be read: there is no such file."),
    ];
    assert_eq!(unread(&ran), expected.map(|(file, why)| (file.to_owned(), why.to_owned())));
}

#[test]
fn a_folder_without_templates_is_an_error() {
    let ran = Invented::new(&[("readme.md", "")]).run("check .");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    let expected =
        "tablewarden: Nothing was checked: no .yaml, .yml, .json, .template or .jsn file was found. Name a template.\n";
    assert_eq!(ran.stderr, expected);
}

#[test]
fn names_start_at_the_root() {
    let mut host = Invented::new(&[("infra/a.yaml", EMPTY), ("b.yaml", EMPTY)]);
    assert_eq!(checked(&mut host, "--root infra infra b.yaml").0, ["a.yaml", "/work/b.yaml"]);
    host.surroundings.backslash_separates = true;
    assert_eq!(checked(&mut host, r"infra\a.yaml").0, ["infra/a.yaml"]);
}

#[test]
fn many_files_are_answered_in_batches() {
    let names: Vec<String> = (0..150).map(|number| format!("{number:03}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), EMPTY)).collect();
    let (checked, ran) = checked(&mut Invented::new(&files), ".");
    assert_eq!((checked, ran.code), (names, 0));
    let answers: Vec<_> = ran.wishes.iter().flatten().filter(|wish| wish.starts_with("answer")).collect();
    assert_eq!(answers, ["answer 64", "answer 64", "answer 22"]);
    let reads = ran.wishes.iter().flatten().filter(|wish| wish.starts_with("read ")).count();
    assert_eq!(reads, 0, "the command holds no template");
}

/// How many templates each batch of a run has.
fn batches(host: &mut Invented, line: &str) -> Vec<usize> {
    let ran = host.run(line);
    let sizes = ran.wishes.iter().flatten().filter_map(|wish| wish.strip_prefix("answer ")?.parse().ok());
    sizes.collect()
}

#[test]
fn batches_are_as_large_as_their_answers_allow() {
    // What is not known makes a large answer of one table.
    let unknown: Vec<String> = (0..100).map(|number| format!("A{number}: 1")).collect();
    let large = format!("Resources: {{T: {{Type: AWS::DynamoDB::Table, Properties: {{{}}}}}}}\n", unknown.join(", "));
    let names: Vec<String> = (0..250).map(|number| format!("{number:03}.yaml")).collect();
    let all_large: Vec<(&str, &str)> = names.iter().take(150).map(|name| (name.as_str(), large.as_str())).collect();
    let sizes = batches(&mut Invented::new(&all_large), "check .");
    assert!(sizes[0] == 64 && sizes[1] < 64 && sizes.iter().sum::<usize>() == 150, "{sizes:?}");
    // They become larger again, twice as large at most.
    let one_large = names.iter().enumerate().map(|(at, name)| (name.as_str(), if at < 64 { &*large } else { EMPTY }));
    let sizes = batches(&mut Invented::new(&one_large.collect::<Vec<_>>()), "check .");
    assert!(sizes[1] < 64 && sizes[2] > sizes[1] && sizes[2] <= 2 * sizes[1], "{sizes:?}");
    assert_eq!(batches(&mut Invented::new(&all_large), "check --list-files .").iter().sum::<usize>(), 150);
    assert!(batches(&mut Invented::new(&all_large), "check --list-files .").len() > 2, "what is listed is too");
}

#[test]
fn what_git_ignores_is_left_out_of_folders_and_checked_where_it_is_named() {
    let mut host = Invented::new(&[
        (".gitignore", "/build/\n*.gen.yaml\n"),
        ("a/.gitignore", "!kept.gen.yaml\n/x.yaml\n"),
        ("a/x.yaml", EMPTY),
        ("a/b/x.yaml", EMPTY),
        ("a/kept.gen.yaml", EMPTY),
        ("b/lost.gen.yaml", EMPTY),
        ("build/t.yaml", EMPTY),
    ]);
    assert_eq!(checked(&mut host, ".").0, ["a/b/x.yaml", "a/kept.gen.yaml"]);
    assert_eq!(checked(&mut host, "build b/lost.gen.yaml").0, ["build/t.yaml", "b/lost.gen.yaml"]);
    assert_eq!(checked(&mut host, "b").0, ["b/lost.gen.yaml"], "without a repository no folder above counts");
    host.write(".git/HEAD", b"");
    let ran = host.run("check b");
    let expected = "tablewarden: Nothing was checked: `.gitignore` leaves out every template that was found. Name a file to check \
                    it all the same.\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (2, expected));
    assert_eq!(checked(&mut host, "a/b").0, ["a/b/x.yaml"]);
    assert_eq!(checked(&mut host, "build").0, ["build/t.yaml"], "named, whatever is said above");
}

#[test]
fn a_listed_file_is_one_that_would_be_checked() {
    let mut host =
        Invented::new(&[("a/t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"), ("b/other.yaml", "a: 1\n")]);
    let ran = host.run("check --list-files a gone");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, "a/t.yaml\n"));
    assert_eq!(ran.stderr, "tablewarden: `gone` cannot be read: there is no such file.\n");
    let ran = host.run("check --list-files b");
    let nothing = "tablewarden: Nothing would be checked: no CloudFormation template was found. Name a template.\n";
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (2, "", nothing));
    host.write("a/tablewarden.yaml", b"exclude: {gen: true}\n");
    let ran = host.run("check --list-files a");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, "a/t.yaml\n"));
    assert_eq!(ran.stderr, "tablewarden: a/tablewarden.yaml:1:10: This must be text.\n");
}

#[test]
fn what_states_that_it_is_a_template_is_never_skipped() {
    for (text, says) in [
        ("AWSTemplateFormatVersion: 2010-09-09\nResource: {}\n", "Did you mean that by `Resource`?"),
        ("AWSTemplateFormatVersion: 2010-09-09\nDescription: x\n", "has no top-level `Resources`, which is required."),
        ("{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"resources\": {}}", "Did you mean that by `resources`?"),
        ("Transform: AWS::Serverless-2016-10-31\nRessources: {}\n", "Did you mean that by `Ressources`?"),
        ("Transform: [Other, AWS::Serverless-2016-10-31]\n", "has no top-level `Resources`"),
        ("AWSTemplateFormatVersion: 2010-09-09\nResources: [a]\n", "its `Resources` is not a mapping"),
    ] {
        for line in [
            "check --format concise .",
            "check --format concise t.yaml",
            "check --skip-other-files --format concise t.yaml",
        ] {
            let ran = Invented::new(&[("t.yaml", text)]).run(line);
            assert!(ran.code == 2 && ran.stdout.contains(says), "{line} {text} {}", ran.stdout);
        }
    }
    for text in
        ["resources: {limits: 1}\n", "Transform: Other\n", "a: {AWSTemplateFormatVersion: 1}\n", "Resources: [a]\n", ""]
    {
        let ran = Invented::new(&[("t.yaml", text)]).run("check --skip-other-files t.yaml");
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "Nothing was checked. 1 other file skipped.\n"), "{text}");
    }
}

#[test]
fn a_folder_without_a_template_is_told_beside_others() {
    let mut host =
        Invented::new(&[("a/t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"), ("b/x.md", ""), ("c/d/x.md", "")]);
    let ran = host.run("check a b c");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "tablewarden: No template was found in `b`, `c`.\n"));
    for line in ["check a a a/t.yaml", "check --quiet a b"] {
        assert_eq!(host.run(line).stderr, "", "{line}");
    }
}
