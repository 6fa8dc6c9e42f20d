//! `check --against git:REVISION`: what git is asked, what is compared with what, and what is gone.

use crate::invented::Invented;

fn named(name: &str) -> String {
    format!(
        "Resources:\n  T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: {name}, BillingMode: PAY_PER_REQUEST, \
         AttributeDefinitions: [{{AttributeName: id, AttributeType: S}}], KeySchema: [{{AttributeName: id, KeyType: HASH}}]}}}}\n"
    )
}

fn run(host: &mut Invented, line: &str) -> (u8, String) {
    let ran = host.run(&format!("check --profile minimal --format concise {line}"));
    (ran.code, ran.stdout + &ran.stderr)
}

#[test]
fn git_has_the_earlier_version_of_each_file() {
    let mut host = Invented::new(&[("infra/a.yaml", &named("new")), ("infra/b.yaml", &named("new"))]);
    host.commit("HEAD", "infra/a.yaml", &named("old"));
    let ran = host.run("check --profile minimal infra --against git:HEAD");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stdout.matches("changes from `old` to `new`").count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("git:HEAD:infra/a.yaml:2:"), "{}", ran.stdout);
    let new =
        "`HEAD` has no earlier version of this template, so changes to its tables aren't checked.\n --> infra/b.yaml\n";
    assert!(ran.stdout.contains(new), "{}", ran.stdout);
    for (line, says) in [
        ("infra/a.yaml --against git:nowhere", "Git has no revision `nowhere` here"),
        ("infra/a.yaml --against git:--help", "Git has no revision `--help` here"),
        ("infra/a.yaml --against git:HEAD...--help", "Git finds no common commit for `HEAD...--help`"),
        ("/else/a.yaml --against git:HEAD", "No earlier version in `HEAD`: something is wrong"),
        ("- --against git:HEAD", "Git has no earlier version of standard input"),
    ] {
        host.write("/else/a.yaml", named("new").as_bytes());
        let (code, said) = run(&mut host, line);
        assert!(code == 2 && said.contains(says), "{line}: {said}");
    }
    let (code, said) = run(&mut host.without_git(), "infra/a.yaml --against git:HEAD");
    assert!(code == 2 && said.contains("Git cannot be started"), "{said}");
}

#[test]
fn what_is_as_it_was_is_not_asked_for() {
    let names: Vec<String> = (0..200).map(|number| format!("infra/{number}.yaml")).collect();
    let mut host = Invented::new(&[]);
    for name in &names {
        host.write(name, named("same").as_bytes());
        host.commit("HEAD", name, &named("same"));
    }
    host.write("infra/7.yaml", named("new").as_bytes());
    let ran = host.run("check --profile minimal infra --against git:HEAD");
    assert_eq!(ran.stdout.matches("changes from `same` to `new`").count(), 1, "{}", ran.stdout);
    let asked: Vec<&String> = ran.wishes.iter().flatten().filter(|wish| wish.starts_with("git ")).collect();
    assert_eq!(asked.len(), 5, "{asked:?}");
    assert_eq!(asked[4], "git cat-file blob HEAD:infra/7.yaml");
}

#[test]
fn a_renamed_template_is_compared_with_what_it_was() {
    let mut host = Invented::new(&[("infra/c.yaml", &named("new"))]);
    host.commit("HEAD", "lib/a.yaml", &named("old"));
    host.git.renamed = vec![("lib/a.yaml", "infra/c.yaml")];
    for line in ["infra", ".", "infra/c.yaml"] {
        let (code, said) = run(&mut host, &format!("{line} --against git:HEAD"));
        assert!(code == 1 && said.lines().count() == 1, "{said}");
        assert!(said.contains("changes from `old` to `new`"), "{said}");
    }
    let text = host.run("check --profile minimal infra --against git:HEAD").stdout;
    assert!(text.contains("::: git:HEAD:lib/a.yaml:2:"), "{text}");
}

#[test]
fn a_renamed_template_that_git_does_not_follow_yet_is_compared_too() {
    let lines = |name: &str| format!("{}  A:\n    Type: AWS::SNS::Topic\n", named(name));
    let other = "Description: Another\nResources:\n  Other:\n    Type: AWS::SQS::Queue\n    Condition: Never\n";
    let mut host = Invented::new(&[("infra/c.yaml", &lines("new")), ("infra/e.yaml", other)]);
    host.commit("HEAD", "infra/a.yaml", &lines("old"));
    host.commit("HEAD", "infra/b.yaml", &named("bob").replace("T:", "B:"));
    host.git.untracked = vec!["infra/c.yaml", "infra/e.yaml"];
    let (code, said) = run(&mut host, "infra --against git:HEAD");
    assert!(code == 1 && said.lines().count() == 2, "{said}");
    assert!(said.contains("changes from `old` to `new`"), "{said}");
    assert!(said.contains("git:HEAD:infra/b.yaml:2:3: error[DDB-C003] Table `B` is gone with its template"), "{said}");
}

#[test]
fn tables_of_a_deleted_template_are_gone() {
    let kept = named("kim").replace("Properties", "DeletionPolicy: Retain, Properties");
    let mut host = Invented::new(&[("infra/a.yaml", &named("ann")), ("tablewarden.yaml", "exclude: [skipped.yaml]\n")]);
    for (path, text) in [
        ("infra/a.yaml", &*named("ann")),
        ("infra/gone.yaml", &named("bob")),
        ("infra/kept.yaml", &kept),
        ("infra/values.yaml", "a: 1\n"),
        ("infra/chart.yaml", "a: {{ b }}\n{{ c }}\n"),
        ("infra/skipped.yaml", &named("cid")),
        ("infra/.hidden/d.yaml", &named("dan")),
        ("infra/notes.txt", &named("eve")),
        ("lib/far.yaml", &named("fay")),
    ] {
        host.commit("HEAD", path, text);
    }
    let gone = "git:HEAD:infra/gone.yaml:2:3: error[DDB-C003] Table `T` is gone with its template, and its deletion policy doesn't \
                retain it. Deleting its stack deletes the table with its data.\n";
    assert_eq!(run(&mut host, "infra --against git:HEAD"), (1, gone.to_owned()));
    // A file that was named is checked, and nothing beside it.
    assert_eq!(run(&mut host, "infra/a.yaml --against git:HEAD"), (0, String::new()));
    assert_eq!(run(&mut host, "infra --exclude gone.yaml --against git:HEAD"), (0, String::new()));
    let listed = host.run("check infra --against git:HEAD --list-files");
    assert_eq!((listed.code, &*listed.stdout), (0, "infra/a.yaml\n"));
    // People's own rules are about templates that there are.
    host.write("r.guard", b"rule r { Resources exists }\n");
    assert_eq!(run(&mut host, "infra --rules r.guard --against git:HEAD"), (1, gone.to_owned()));
    let summary = host.run("check --profile minimal infra --against git:HEAD").stdout;
    assert!(summary.contains("1 table in 2 templates: 1 error."), "{summary}");
    // It is found though no template is left.
    let mut host = Invented::new(&[("infra/README.md", "")]);
    host.commit("HEAD", "infra/gone.yaml", &named("bob"));
    let (code, said) = run(&mut host, "infra --against git:HEAD");
    assert!(code == 1 && said.contains(gone), "{said}");
    assert_eq!(run(&mut host, "infra --against git:HEAD --exclude gone.yaml").0, 2);
}

#[test]
fn a_waiver_in_the_deleted_template_counts() {
    let waive = "Metadata: {tablewarden: {waive: [{rule: DDB-C003, reason: The data is exported.}, {rule: DDB-R001, reason: No need.}]}}, Properties";
    let mut host = Invented::new(&[("infra/README.md", "")]);
    host.commit("HEAD", "infra/gone.yaml", &named("bob").replace("Properties", waive));
    let (code, said) = run(&mut host, "infra --against git:HEAD");
    assert!(!said.contains("DDB-"), "{code}: {said}");
}

#[test]
fn branches_are_compared_with_where_they_parted() {
    let mut host = Invented::new(&[("a.yaml", &named("new"))]);
    host.commit("main", "a.yaml", &named("newer"));
    host.commit("parted", "a.yaml", &named("old"));
    host.git.merge_base = Some(("main", "HEAD", "parted"));
    for typed in ["main...", "merge-base:main", "main...HEAD"] {
        let (code, said) = run(&mut host, &format!("a.yaml --against git:{typed}"));
        assert!(code == 1 && said.contains("changes from `old` to `new`"), "{typed}: {said}");
    }
    let (_, said) = run(&mut host, "a.yaml --against git:main");
    assert!(said.contains("changes from `newer` to `new`"), "{said}");
}
